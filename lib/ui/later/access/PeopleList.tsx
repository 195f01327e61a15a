import type { ReadonlySignal } from "@preact/signals";
import { ACCESS_WORDS, VIEWER_WORDS } from "@/lib/i18n/mod.ts";
import type { Row } from "@/lib/protocol/mod.ts";
import type { Session } from "@/lib/client/mod.ts";
import { useRoom, useSay } from "../../room_context.ts";
import { SureButton } from "./SureButton.tsx";

/** The others who are here, and what can be done about each. */
export function PeopleList({ isMine }: { isMine: boolean }) {
  const { session } = useRoom();
  const t = useSay(ACCESS_WORDS);
  const me = session.me.value?.id;
  const others = [...session.rows.value].filter(([id]) => id !== me);
  return (
    <section>
      <h3>{t("people")}</h3>
      {others.length === 0 && <p class="muted">{t("alone")}</p>}
      <ul class="acc-people">
        {others.map(([id, row]) => (
          <Person
            key={id}
            row={row}
            isMine={isMine}
          />
        ))}
      </ul>
    </section>
  );
}

function Person(
  { row, isMine }: { row: ReadonlySignal<Row>; isMine: boolean },
) {
  const { session, tell } = useRoom();
  const t = useSay(ACCESS_WORDS);
  const v = useSay(VIEWER_WORDS);
  const { id: viewer, name, role = "viewer" } = row.value;
  const wish = (what: Parameters<Session["wish"]>[0]) =>
    tell(session.wish(what));
  const isController = role === "controller";
  const make = t(isController ? "makeViewer" : "makeController");
  return (
    <li>
      <span>
        <bdi>{name}</bdi>
        {role !== "viewer" && <b class="vw-me">{v(role)}</b>}
      </span>
      {role !== "owner" && (
        <span class="acc-acts">
          {isMine && (
            <button
              type="button"
              class="btn small"
              aria-label={t("of", { what: make, name })}
              onClick={() =>
                wish({
                  type: "role",
                  viewer,
                  role: isController ? "viewer" : "controller",
                })}
            >
              {make}
            </button>
          )}
          {isMine && (
            <SureButton
              label={t("handOver")}
              about={name}
              onSure={() => wish({ type: "handOver", viewer })}
            />
          )}
          <SureButton
            label={t("kick")}
            about={name}
            help={t("kickHelp")}
            onSure={() => wish({ type: "kick", viewer })}
          />
          {isMine && (
            <SureButton
              label={t("ban")}
              about={name}
              help={t("banHelp")}
              onSure={() => wish({ type: "ban", viewer })}
            />
          )}
        </span>
      )}
    </li>
  );
}
