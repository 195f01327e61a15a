import { SHEET_WORDS, type WordOf } from "@/lib/i18n/mod.ts";
import { useSay } from "../room_context.ts";
import { Sheet } from "./Sheet.tsx";

type Word = WordOf<typeof SHEET_WORDS>;

/** Keys as they are written on a keyboard; a word of ours where they have a name. */
const KEYS: readonly (readonly [word: Word, ...keys: readonly string[]])[] = [
  ["keyToggle", "space"],
  ["keyArrows", "←", "→"],
  ["keyVolume", "↑", "↓"],
  ["keyDigits", "0", "…", "9"],
  ["keySpeed", "<", ">"],
  ["keyMute", "M"],
  ["keyFull", "F"],
  ["keySubtitles", "C"],
  ["keySubtitlesBy", "Z", "X"],
  ["keyWrite", "Enter"],
  ["keyPast", "H"],
  ["keyMenu", "Shift+F10"],
  ["keyHelp", "?"],
  ["keyLeave", "Esc"],
];
/** What keys do. */
export function KeySheet() {
  const t = useSay(SHEET_WORDS);
  return (
    <Sheet name="keys" title={t("keys")}>
      <table class="keys">
        <tbody>
          {KEYS.map(([word, ...keys]) => (
            <tr key={word}>
              <td>
                {keys.map((key) => (
                  key === "…"
                    ? <span key={key}>…</span>
                    : <kbd key={key}>{key === "space" ? t("space") : key}</kbd>
                ))}
              </td>
              <th scope="row">{t(word)}</th>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="muted">{t("keyNote")}</p>
    </Sheet>
  );
}
