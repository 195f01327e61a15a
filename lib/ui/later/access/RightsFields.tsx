import { ACCESS_WORDS } from "@/lib/i18n/mod.ts";
import type { Least, Right } from "@/lib/protocol/mod.ts";
import { useRoom, useSay } from "../../room_context.ts";

const RIGHTS: readonly Right[] = ["command", "source", "guard", "write"];
const LEASTS: readonly Least[] = ["viewer", "controller", "owner"];

/** Who may do what: to be set by the owner, to be read by all. */
export function RightsFields({ isMine }: { isMine: boolean }) {
  const { session, tell } = useRoom();
  const t = useSay(ACCESS_WORDS);
  const { rights } = session.access.value;
  return (
    <section>
      <h3>{t("rights")}</h3>
      {isMine
        ? RIGHTS.map((right) => (
          <label key={right} class="acc-right">
            <span>{t(right)}</span>
            <select
              class="field"
              value={rights[right]}
              onChange={({ currentTarget: field }) => {
                const least = LEASTS.find((one) => one === field.value);
                if (least === undefined) return;
                const known = session.access.peek().rights;
                const wish = session.wish({
                  type: "rights",
                  rights: { ...known, [right]: least },
                });
                tell(wish);
                void wish.then(({ ok }) => {
                  // Shown is what is so, not what was wished.
                  if (!ok) field.value = session.access.peek().rights[right];
                });
              }}
            >
              {LEASTS.map((least) => (
                <option key={least} value={least}>{t(least)}</option>
              ))}
            </select>
          </label>
        ))
        : (
          <dl class="acc-rights">
            {RIGHTS.map((right) => (
              <div key={right} class="acc-right">
                <dt>{t(right)}</dt>
                <dd>{t(rights[right])}</dd>
              </div>
            ))}
          </dl>
        )}
    </section>
  );
}
