import type { ComponentChildren } from "preact";
import { ADMIN_WORDS, type Language, say } from "@/lib/i18n/mod.ts";

/** A room as the admin sees it. */
export interface RoomShown {
  readonly room: string;
  readonly viewers: number;
  readonly closed: boolean;
  readonly owner: string | null;
  readonly bans: readonly {
    readonly id: string;
    readonly name: string;
    readonly by: string;
    readonly untilWallMs: number | null;
  }[];
}

/** Asks for the admin's token; works without JavaScript. */
export function AdminForm(
  { language, isWrong }: { language: Language; isWrong: boolean },
) {
  const t = (key: keyof typeof ADMIN_WORDS["en"]) =>
    say(ADMIN_WORDS[language], key);
  return (
    <>
      <h1>{t("heading")}</h1>
      <p class="muted">{t("lead")}</p>
      <form method="post" action="/admin">
        <input type="hidden" name="act" value="enter" />
        <input type="hidden" name="lang" value={language} />
        <label>
          {t("token")}
          <input
            class="field"
            type="password"
            name="token"
            required
            maxLength={200}
            autocomplete="current-password"
            aria-invalid={isWrong}
            aria-describedby={isWrong ? "asked" : undefined}
          />
        </label>
        {isWrong && <p class="wrong" role="alert" id="asked">{t("wrong")}</p>}
        <button type="submit" class="btn primary">{t("enter")}</button>
      </form>
    </>
  );
}

/** The rooms in memory, whose they are and who is kept out of them. */
export function AdminPage(
  { language, proof, rooms }: {
    language: Language;
    /** Shows that this page made its forms. */
    proof: string;
    rooms: readonly RoomShown[];
  },
) {
  const t = (key: keyof typeof ADMIN_WORDS["en"], holes = {}) =>
    say(ADMIN_WORDS[language], key, holes);
  return (
    <main class="status">
      <header>
        <h1>{t("heading")}</h1>
        <a href={`/status?lang=${language}`}>{t("status")}</a>
      </header>
      <section>
        <h2>{t("rooms")}</h2>
        {rooms.length === 0 && <p class="muted">{t("noRooms")}</p>}
        <ul class="seg-list">
          {rooms.map((room) => (
            <li key={room.room} class="seg">
              <Room {...{ room, language, proof }} />
            </li>
          ))}
        </ul>
      </section>
      <section>
        <h2>{t("other")}</h2>
        <p class="muted">{t("otherLead")}</p>
        <Act act="release" {...{ language, proof }}>
          <input
            class="field"
            name="room"
            required
            maxLength={128}
            aria-label={t("other")}
          />
          <button type="submit" class="btn">{t("release")}</button>
        </Act>
      </section>
      <Act act="leave" {...{ language, proof }}>
        <button type="submit" class="btn">{t("leave")}</button>
      </Act>
    </main>
  );
}

function Room(
  { room, language, proof }: {
    room: RoomShown;
    language: Language;
    proof: string;
  },
) {
  const t = (key: keyof typeof ADMIN_WORDS["en"], holes = {}) =>
    say(ADMIN_WORDS[language], key, holes);
  const facts = [
    t("viewers", { count: room.viewers }),
    room.owner === null ? t("noOwner") : t("owner", { name: room.owner }),
    ...(room.closed ? [t("closed")] : []),
  ];
  return (
    <>
      <span class="seg-head">
        <b>
          <bdi>{room.room}</bdi>
        </b>
        <span>{facts.join(" · ")}</span>
      </span>
      {room.owner !== null && (
        <Act act="release" {...{ language, proof }}>
          <input type="hidden" name="room" value={room.room} />
          <button
            type="submit"
            class="btn small"
            aria-label={`${t("release")}: ${room.room}`}
          >
            {t("release")}
          </button>
        </Act>
      )}
      {room.bans.length > 0 && <h3>{t("bans")}</h3>}
      {room.bans.map(({ id, name, by, untilWallMs }) => (
        <Act key={id} act="unban" {...{ language, proof }}>
          <input type="hidden" name="room" value={room.room} />
          <input type="hidden" name="ban" value={id} />
          <span>
            {t("banned", {
              name,
              by,
              until: untilWallMs === null
                ? t("forGood")
                : t("until", { time: timeText(untilWallMs) }),
            })}
          </span>
          <button
            type="submit"
            class="btn small"
            aria-label={`${t("unban")}: ${name}, ${room.room}`}
          >
            {t("unban")}
          </button>
        </Act>
      ))}
    </>
  );
}

function Act(
  { act, language, proof, children }: {
    act: string;
    language: Language;
    proof: string;
    children: ComponentChildren;
  },
) {
  return (
    <form method="post" action="/admin" class="admin-act">
      <input type="hidden" name="act" value={act} />
      <input type="hidden" name="proof" value={proof} />
      <input type="hidden" name="lang" value={language} />
      {children}
    </form>
  );
}

function timeText(wallMs: number): string {
  return new Date(wallMs).toISOString().slice(0, 16).replace("T", " ");
}
