import { HttpError, page } from "fresh";
import { Head } from "fresh/runtime";
import { DICTIONARIES } from "@/lib/i18n/both.ts";
import { define } from "@/lib/state.ts";
import { type Asked, DoorForm } from "@/lib/ui/DoorForm.tsx";
import { KIT_STYLE } from "@/lib/ui/kit/style.ts";
import { EntryPage, requestLanguage } from "@/lib/ui/mod.ts";
// By the import map, so that a production start can leave the folder out: lib/fresh/prepare.ts.
import Kit from "@/islands/dev/Kit.tsx";

const ASKED = ["wrong", "slow", "busy"] as const satisfies readonly Asked[];

/** `/kit`: all components in all states, for reviewers; while developing alone. */
export const handler = define.handlers({
  GET({ req, url, state }) {
    if (!state.config.isDev) throw new HttpError(404);
    const door = url.searchParams.get("door");
    return page({
      language: requestLanguage({ url, headers: req.headers }),
      isDoor: door !== null,
      asked: ASKED.find((one) => one === door) ?? null,
    });
  },
});

export default define.page<typeof handler>(function KitPage({ data }) {
  const { language, isDoor, asked } = data;
  if (isDoor) {
    return (
      <EntryPage>
        <DoorForm
          {...{ language, asked }}
          name="小雨"
          room="17"
          proof=""
          waitS={30}
        />
      </EntryPage>
    );
  }
  const lang = `lang=${language}`;
  const pages: readonly (readonly [name: string, href: string])[] = [
    ["中文", "/kit?lang=zh-CN"],
    ["English", "/kit?lang=en"],
    ["entry", `/?${lang}`],
    ["entry, name refused", `/?u=%00&${lang}`],
    ["password", `/kit?door=asks&${lang}`],
    ...ASKED.map((one) =>
      [`password, ${one}`, `/kit?door=${one}&${lang}`] as const
    ),
    ["not found", `/nowhere?${lang}`],
    ["status", `/status?${lang}`],
    ["admin", `/admin?${lang}`],
  ];
  return (
    <>
      <Head>
        <title>kit · 17kan</title>
        <style dangerouslySetInnerHTML={{ __html: KIT_STYLE }} />
      </Head>
      <main class="kit">
        <h1>17kan kit</h1>
        <nav aria-label="pages">
          {pages.map(([name, href]) => <a key={name} href={href}>{name}</a>)}
        </nav>
        <Kit language={language} words={DICTIONARIES[language]} />
      </main>
    </>
  );
});
