import { useId } from "preact/hooks";
import { ACCESS_WORDS } from "@/lib/i18n/mod.ts";
import { PASSWORD_UNITS_MAX } from "@/lib/protocol/mod.ts";
import { useRoom, useSay } from "../../room_context.ts";

/** The room's password: set, changed, taken away. */
export function PasswordForm() {
  const { session, tell } = useRoom();
  const t = useSay(ACCESS_WORDS);
  const help = useId();
  const { closed } = session.access.value;
  const wish = (password: string | null) => {
    const outcome = session.wish({ type: "password", password });
    tell(outcome);
    return outcome;
  };
  return (
    <section>
      <h3>{t("password")}</h3>
      <p id={help}>
        <span role="status">{t(closed ? "isClosed" : "isOpen")}</span>{" "}
        <span class="muted">{t("passwordHelp")}</span>
      </p>
      <form
        class="acc-line"
        onSubmit={(event) => {
          event.preventDefault();
          const field = event.currentTarget.querySelector("input");
          if (field === null || field.value === "") return;
          void wish(field.value).then(({ ok }) => {
            // What was refused stays, to be sent again.
            if (ok) field.value = "";
          });
        }}
      >
        <input
          class="field"
          type="password"
          maxLength={PASSWORD_UNITS_MAX}
          autocomplete="new-password"
          aria-label={t("newPassword")}
          placeholder={t("newPassword")}
          aria-describedby={help}
        />
        <button type="submit" class="btn">
          {t(closed ? "changePassword" : "setPassword")}
        </button>
        {closed && (
          <button
            type="button"
            class="btn"
            onClick={() => void wish(null)}
          >
            {t("clearPassword")}
          </button>
        )}
      </form>
    </section>
  );
}
