import { HttpError, page } from "fresh";
import { Head } from "fresh/runtime";
import { roomForAdmin } from "@/lib/hub/mod.ts";
import { ADMIN_WORDS, LANGUAGES, say } from "@/lib/i18n/mod.ts";
import { cleanRoom } from "@/lib/protocol/mod.ts";
import { readForm } from "@/lib/read_form.ts";
import { define, type State } from "@/lib/state.ts";
import { AdminForm, AdminPage } from "@/lib/ui/status/AdminPage.tsx";
import { EntryPage, requestLanguage, STATUS_STYLE } from "@/lib/ui/mod.ts";

/** `/admin`: the rooms, and who is kept out of them, for who has the admin's token. */
export const handler = define.handlers({
  GET({ req, url, state }) {
    return page({
      language: requestLanguage({ url, headers: req.headers }),
      isWrong: url.searchParams.has("wrong"),
      seen: state.admin.isAdmin(req)
        ? {
          rooms: state.hub.rooms().map((room) =>
            roomForAdmin(room, Date.now())
          ),
          proof: state.admin.proof,
        }
        : null,
    });
  },
  async POST({ req, url, state }) {
    const form = await readForm(req, state);
    const isSecure = url.protocol === "https:";
    const act = form.get("act");
    const headers = new Headers({ "cache-control": "no-store" });
    const query = new URLSearchParams();
    const language = LANGUAGES.find((one) => one === form.get("lang"));
    if (language !== undefined) query.set("lang", language);
    if (act === "enter") {
      const isRight = state.admin.isToken((form.get("token") ?? "").trim());
      if (isRight) {
        headers.set("set-cookie", state.admin.cookie(true, isSecure));
      } else query.set("wrong", "1");
    } else if (
      // The cookie comes by itself; only our page knows the proof.
      !state.admin.isAdmin(req) || form.get("proof") !== state.admin.proof
    ) {
      throw new HttpError(403, "Cannot do that without the admin's token");
    } else if (act === "leave") {
      headers.set("set-cookie", state.admin.cookie(false, isSecure));
    } else govern(state, form);
    headers.set("location", query.size > 0 ? `/admin?${query}` : "/admin");
    return new Response(null, { status: 303, headers });
  },
});

export default define.page<typeof handler>(function Admin({ data }) {
  const { language, isWrong, seen } = data;
  return (
    <>
      <Head>
        <title>{`${say(ADMIN_WORDS[language], "title")} · 17kan`}</title>
        <style dangerouslySetInnerHTML={{ __html: STATUS_STYLE }} />
      </Head>
      {seen === null
        ? (
          <EntryPage>
            <AdminForm {...{ language, isWrong }} />
          </EntryPage>
        )
        : <AdminPage {...{ language, ...seen }} />}
    </>
  );
});

function govern({ hub }: State, form: URLSearchParams): void {
  const room = cleanRoom(form.get("room") ?? "");
  if (room === null) {
    throw new HttpError(400, 'Cannot read "room" as it must be a visible name');
  }
  switch (form.get("act")) {
    case "release":
      return hub.release(room);
    case "unban":
      return hub.unban(room, form.get("ban") ?? "");
    default:
      throw new HttpError(400, 'Cannot read "act" as nothing has it');
  }
}
