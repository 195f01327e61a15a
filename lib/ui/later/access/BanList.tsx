import { useEffect } from "preact/hooks";
import { ACCESS_WORDS } from "@/lib/i18n/mod.ts";
import { useRoom, useSay } from "../../room_context.ts";
import { formatWall } from "../../panels/wall_clock.ts";

/** Who is kept out, and how to let them in again. */
export function BanList() {
  const { session, tell } = useRoom();
  const t = useSay(ACCESS_WORDS);
  // Told to who asks alone: the list is nobody else's affair.
  useEffect(() => void session.wish({ type: "bans" }), [
    session.rows.value.size,
  ]);
  const bans = session.bans.value;
  return (
    <section>
      <h3>{t("bans")}</h3>
      {bans.length === 0 && <p class="muted">{t("noBans")}</p>}
      <ul class="acc-people">
        {bans.map(({ id, name, by, untilWallMs }) => (
          <li key={id}>
            <bdi>
              {untilWallMs === null
                ? t("banned", { name, by })
                : t("bannedUntil", {
                  name,
                  by,
                  time: formatWall(untilWallMs).time,
                })}
            </bdi>
            <button
              type="button"
              class="btn small"
              aria-label={t("of", { what: t("unban"), name })}
              onClick={() => tell(session.wish({ type: "unban", ban: id }))}
            >
              {t("unban")}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
