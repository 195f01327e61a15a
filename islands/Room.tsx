import { useSignal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import {
  type Dictionary,
  type Language,
  ROOM,
  say,
  type WordOf,
} from "@/lib/i18n/mod.ts";
import {
  Icon,
  type IconName,
  LatePart,
  Panel,
  RoomContext,
  SOURCE_CODE_URL,
} from "@/lib/ui/mod.ts";
import { createTools } from "@/lib/ui/room/create_tools.ts";
import type { ComingFilm } from "@/lib/ui/room/film_roads.ts";
import { startRoom } from "@/lib/ui/room/start_room.ts";
import Controls from "./Controls.tsx";
import Player from "./Player.tsx";

/** The parts of the page that a phone shows one at a time. */
const TABS = [
  { area: "people", icon: "people" },
  { area: "talk", icon: "talk" },
  { area: "source", icon: "film" },
  { area: "facts", icon: "facts" },
] as const satisfies readonly { area: string; icon: IconName }[];

/** Who watches where and which film at first, in which language and its words. */
export interface RoomProps {
  readonly name: string;
  readonly room: string;
  readonly language: Language;
  readonly words: Dictionary;
  readonly comingFilm: ComingFilm | null;
}

// Fetched by this very file, they are asked for together with it (lib/fresh).
const loadEngine = () => import("@/lib/ui/room/engine.ts");
const loadLate = () => import("./Late.tsx");
// On most evenings nobody scrolls the column below the film; and where this does not come it stays large.
const shrinkFilm = (column: HTMLElement) =>
  import("@/lib/ui/player/shrink_film.ts")
    .then((it) => it.shrinkFilm(column), () => {});

/** The browser's main: makes session and player, and gives every part its place. */
export default function Room(props: RoomProps) {
  const tools = useMemo(() => createTools(props), []);
  const tab = useSignal<(typeof TABS)[number]["area"]>("talk");
  useEffect(() => startRoom(tools, props, { loadEngine, loadLate }), []);
  const { words, prefs, session, missing } = tools;
  const t = (key: WordOf<typeof ROOM>, holes = {}) =>
    say(words.value[ROOM], key, holes);
  const isWide = !prefs.side.value;
  return (
    <RoomContext.Provider value={tools}>
      <div class={isWide ? "room wide" : "room"} data-tab={tab}>
        <a class="btn skip" href="#message">{t("skip")}</a>
        {missing.value > 0 && (
          <p class="missing" role="alert">
            {t("missing")}
            <button
              type="button"
              class="btn small"
              onClick={() => location.reload()}
            >
              {t("reload")}
            </button>
          </p>
        )}
        <header class="bar">
          <h1 class="brand">
            <b>17</b>kan
          </h1>
          <p class="where">
            <bdi>{t("roomOf", { room: props.room })}</bdi>
            <bdi class="self">{session.me.value?.name ?? props.name}</bdi>
          </p>
          <span class="grow" />
          <LatePart name="connection" />
          <button
            type="button"
            class="tool invite-open"
            aria-label={t("invite")}
            title={t("invite")}
            onClick={() => tools.sheet.value = { name: "invite" }}
          >
            <Icon name="invite" />
          </button>
          <button
            type="button"
            class="tool fold"
            aria-label={t("side")}
            title={t("side")}
            aria-pressed={!isWide}
            onClick={() => prefs.side.value = isWide}
          >
            <Icon name="side" />
          </button>
        </header>
        <main
          class="stage"
          onScroll={({ currentTarget }) => void shrinkFilm(currentTarget)}
        >
          <Player />
          <Controls />
          <div class="facts-grid">
            <Panel title={t("source")} area="source" name="source">
              <LatePart name="source" />
            </Panel>
            <Panel title={t("facts")} area="facts" name="facts">
              <LatePart name="info" />
            </Panel>
            <Panel title={t("stalls")} area="facts" name="stalls">
              <LatePart name="stalls" />
            </Panel>
            <Panel title={t("sync")} area="facts" name="sync" isFolded>
              <LatePart name="sync" />
            </Panel>
          </div>
          <footer class="foot">
            <a href={SOURCE_CODE_URL} target="_blank" rel="noreferrer">
              {t("code")}
            </a>
          </footer>
        </main>
        <aside class="side">
          <Panel title={t("people")} area="people" name="people">
            <LatePart name="viewers" />
          </Panel>
          <Panel title={t("talk")} area="talk" name="talk">
            <LatePart name="hint" />
            <LatePart name="messages" />
          </Panel>
        </aside>
        <nav class="tabs" aria-label={t("sections")}>
          {TABS.map(({ area, icon }) => (
            <button
              key={area}
              type="button"
              aria-current={tab.value === area ? "true" : undefined}
              onClick={() => tab.value = area}
            >
              <Icon name={icon} />
              {t(area)}
            </button>
          ))}
        </nav>
      </div>
    </RoomContext.Provider>
  );
}
