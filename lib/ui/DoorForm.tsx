import { PASSWORD_UNITS_MAX } from "@/lib/protocol/mod.ts";
import { ENTRY, type Language, say } from "@/lib/i18n/mod.ts";

/** What came of the password that was given before. */
export type Asked = keyof typeof ASKED;

/** Asks for the password of a closed room; works without JavaScript, and on plain http. */
export function DoorForm(
  { name, room, language, proof, asked, waitS }: {
    readonly name: string;
    readonly room: string;
    readonly language: Language;
    /** Shows that this page made the form. */
    readonly proof: string;
    readonly asked: Asked | null;
    /** How long to wait before the next try, where `asked` is `slow`. */
    readonly waitS: number;
  },
) {
  const t = (key: keyof typeof ENTRY["en"], holes = {}) =>
    say(ENTRY[language], key, holes);
  return (
    <>
      <h1>{t("closedHeading")}</h1>
      <p class="muted">
        <bdi>{t("closedLead", { room })}</bdi>
      </p>
      <form method="post" action="/enter">
        <input type="hidden" name="u" value={name} />
        <input type="hidden" name="room" value={room} />
        <input type="hidden" name="proof" value={proof} />
        <input type="hidden" name="lang" value={language} />
        <label>
          {t("password")}
          <input
            class="field"
            type="password"
            name="password"
            required
            maxLength={PASSWORD_UNITS_MAX}
            autofocus
            autocomplete="current-password"
            aria-invalid={asked === "wrong"}
            aria-describedby={asked === null ? undefined : "asked"}
          />
        </label>
        {asked !== null && (
          <p class="wrong" role="alert" id="asked">
            {t(ASKED[asked], { seconds: waitS })}
          </p>
        )}
        <button type="submit" class="btn primary">{t("enter")}</button>
      </form>
    </>
  );
}

/** What is said of it. */
export const ASKED = {
  wrong: "wrongPassword",
  slow: "manyPasswords",
  busy: "busyPasswords",
  cookie: "noCookie",
} as const;
