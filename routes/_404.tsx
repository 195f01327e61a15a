import { Head } from "fresh/runtime";
import { ENTRY, say } from "@/lib/i18n/mod.ts";
import { define } from "@/lib/state.ts";
import { EntryPage, requestLanguage } from "@/lib/ui/mod.ts";

/** What people see at an address that leads nowhere. */
export default define.page(function NotFound({ req, url }) {
  const language = requestLanguage({ url, headers: req.headers });
  return (
    <EntryPage>
      <Head>
        <title>404 · 17kan</title>
      </Head>
      <p class="code">404</p>
      <h1>{say(ENTRY[language], "notFound")}</h1>
      <p class="muted">{say(ENTRY[language], "notFoundLead")}</p>
      <a class="btn primary" href="/">{say(ENTRY[language], "home")}</a>
    </EntryPage>
  );
});
