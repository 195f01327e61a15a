import { SHEET_WORDS } from "@/lib/i18n/mod.ts";
import { SOURCE_CODE_URL } from "../source_code.ts";
import { useSay } from "../room_context.ts";
import { VERSION } from "../version.ts";
import { Sheet } from "./Sheet.tsx";

/** What this is, which version of it, and where its source is: AGPL-3.0, section 13. */
export function AboutSheet() {
  const t = useSay(SHEET_WORDS);
  return (
    <Sheet name="about" title={t("about")}>
      <p>{t("aboutLead")}</p>
      <p class="muted">{t("version", { version: VERSION })}</p>
      <p class="muted">{t("aboutFree")}</p>
      <p>
        <a
          class="btn"
          href={SOURCE_CODE_URL}
          target="_blank"
          rel="noreferrer"
        >
          {t("source")}
        </a>
      </p>
    </Sheet>
  );
}
