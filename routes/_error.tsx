import { HttpError } from "fresh";
import { Head } from "fresh/runtime";
import { ENTRY, say } from "@/lib/i18n/mod.ts";
import { define } from "@/lib/state.ts";
import { EntryPage, requestLanguage } from "@/lib/ui/mod.ts";

/** What people see when a page cannot be shown. */
export default define.page(function Broken({ error, req, url }) {
  const language = requestLanguage({ url, headers: req.headers });
  const status = error instanceof HttpError ? error.status : 500;
  const isOurs = status >= 500;
  return (
    <EntryPage>
      <Head>
        <title>{`${status} · 17kan`}</title>
      </Head>
      <p class="code">{status}</p>
      <h1>{say(ENTRY[language], isOurs ? "broken" : "refused")}</h1>
      {isOurs && <p class="muted">{say(ENTRY[language], "brokenLead")}</p>}
      <a class="btn primary" href="/">{say(ENTRY[language], "home")}</a>
    </EntryPage>
  );
});
