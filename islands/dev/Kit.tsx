import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect, useMemo } from "preact/hooks";
import type { Dictionary, Language } from "@/lib/i18n/mod.ts";
import { Panel, RoomContext } from "@/lib/ui/mod.ts";
import {
  madeUpMessages,
  madeUpRows,
  madeUpStalls,
  madeUpTold,
} from "@/lib/ui/kit/made_up_lines.ts";
import { type MadeUp, madeUpRoom } from "@/lib/ui/kit/made_up_room.ts";
import { DanmakuLayer } from "@/lib/ui/danmaku/DanmakuLayer.tsx";
import Connection from "../Connection.tsx";
import Controls from "../Controls.tsx";
import Info from "../Info.tsx";
import Late from "../Late.tsx";
import { FirstHint } from "@/lib/ui/room/FirstHint.tsx";
import Messages from "../Messages.tsx";
import Overlay from "../Overlay.tsx";
import Player from "../Player.tsx";
import Settings from "../Settings.tsx";
import Source from "../Source.tsx";
import Stalls from "../Stalls.tsx";
import Sync from "../Sync.tsx";
import Viewers from "../Viewers.tsx";

/** In which language all is shown. */
interface KitProps {
  readonly language: Language;
  readonly words: Dictionary;
}

const FINALS = [
  "abuse",
  "banned",
  "full",
  "kicked",
  "password",
  "replaced",
  "version",
] as const;
const LINKS: Readonly<Record<string, MadeUp>> = {
  open: {},
  "open, clock unknown": { clock: null },
  connecting: { link: { state: "connecting" } },
  "lost, trying": { link: { state: "lost" } },
  "lost, waiting": { link: { state: "lost", retryAtMs: 60_000 } },
  "lost, no network": {
    link: { state: "lost", isOffline: true, retryAtMs: 60_000 },
  },
  ...Object.fromEntries(
    FINALS.map((final) => [final, { link: { state: "lost", final } }]),
  ),
};

const PROBLEMS = [
  "not-found",
  "refused",
  "codec",
  "network",
  "mixed-content",
  "broken",
  "segment",
  "live-ended",
  "protected",
  "no-engine",
  "unknown",
] as const;

/** What lies over the picture, by what it shows. */
function pictures(): Readonly<Record<string, MadeUp>> {
  const all = madeUpRows();
  const rows = all.slice(0, 4);
  const troubled = ["stalled", "loading", "blocked", "failed", "away"].flatMap(
    (name) => all.filter((row) => row.name === name),
  );
  const untilMs = 1_006_000;
  const holders = ["小雨", "Alice"];
  return {
    "messages, toasts, gaps": { said: madeUpMessages(), rows },
    "gaps to who stands": { rows: [...rows.slice(0, 1), ...troubled] },
    "told by the room": { said: madeUpTold().slice(0, 4), rows },
    "pinned line": { pinned: "第二幕 · Act two", rows },
    "guard: on": { guard: { on: true, holders }, rows },
    "guard: waits": {
      guard: { on: true, holders, wait: { names: ["老王"], untilMs } },
      view: { state: "paused" },
      rows,
    },
    "guard: asks": {
      guard: {
        on: true,
        holders,
        question: { viewer: "viewer 2", name: "老王", untilMs },
      },
      rows,
    },
    free: { following: false, rows },
    "link lost, disk full": { link: { state: "lost" }, diskOk: false },
    "blocked: join": { view: { blocked: true, state: "blocked" } },
    "no film": { view: { state: "empty", durationS: null } },
    loading: { view: { state: "loading", bufferedS: 0 } },
    stalled: { view: { state: "waiting", stalled: true, bufferedS: 0 } },
    "own copy wanted": {
      needsCopy: true,
      source: { kind: "local", name: "evening.mkv", fingerprint: null },
    },
  };
}

/** All components of the room in all their states, out of made-up rooms: for who reviews them. */
export default function Kit(props: KitProps) {
  const isThere = useSignal(false);
  // As in the room itself, most of it is only drawn in the browser.
  useEffect(() => {
    isThere.value = true;
  }, []);
  const over = useMemo(pictures, []);
  const stalls = useMemo(madeUpStalls, []);
  if (!isThere.value) return <p class="empty">…</p>;
  const scene = (name: string, made: MadeUp, children: ComponentChildren) => (
    <Scene key={name} {...{ name, made, props }}>{children}</Scene>
  );
  const half = Math.ceil(stalls.length / 2);
  return (
    <>
      <Group title="Connection">
        {Object.entries(LINKS).map(([name, made]) =>
          scene(name, made, <Connection />)
        )}
      </Group>
      <Group title="Viewers">
        {scene("every state", { rows: madeUpRows() }, <Viewers />)}
        {scene("alone", { rows: madeUpRows().slice(0, 1) }, <Viewers />)}
        {scene("nobody yet", {}, <Viewers />)}
      </Group>
      <Group title="Player">
        {scene(
          "all of it",
          { rows: madeUpRows().slice(0, 3), said: madeUpMessages() },
          <>
            <div class="kit-light">
              <Player />
            </div>
            <Controls />
          </>,
        )}
      </Group>
      {(["dark", "light"] as const).map((film) => (
        <Group key={film} title={`Over a ${film} film`}>
          {Object.entries(over).map(([name, made]) =>
            scene(name, made, <Picture film={film} />)
          )}
        </Group>
      ))}
      <Group title="Problems">
        {PROBLEMS.map((problem) =>
          scene(problem, { problem }, <Picture film="dark" />)
        )}
      </Group>
      <Group title="Panels">
        {scene(
          "talk",
          { history: [...madeUpMessages(), ...madeUpTold()] },
          <Panel title="Messages" area="kit">
            <div class="kit-high">
              <Messages />
            </div>
          </Panel>,
        )}
        {scene("first visit", {}, <InPanel title="Hint" Part={FirstHint} />)}
        {scene("source", {}, <InPanel title="Source" Part={Source} />)}
        {scene("facts", {}, <InPanel title="Info" Part={Info} />)}
        {[stalls.slice(0, half), stalls.slice(half)].map((history, index) =>
          scene(
            `stalls ${index + 1}`,
            { history },
            <InPanel title="Stalls" Part={Stalls} />,
          )
        )}
        {scene("no stalls", {}, <InPanel title="Stalls" Part={Stalls} />)}
        {scene(
          "sync",
          { rows: madeUpRows() },
          <InPanel title="Sync" Part={Sync} />,
        )}
        {scene("settings", {}, <InPanel title="Settings" Part={Settings} />)}
      </Group>
    </>
  );
}

function Group(
  { title, children }: { title: string; children: ComponentChildren },
) {
  return (
    <section>
      <h2>{title}</h2>
      <div class="kit-grid">{children}</div>
    </section>
  );
}

function Scene({ name, made, props, children }: {
  name: string;
  made: MadeUp;
  props: KitProps;
  children: ComponentChildren;
}) {
  const room = useMemo(() => madeUpRoom(made, { ...props, Late }), []);
  useEffect(room.start, []);
  return (
    <figure class="kit-scene">
      <figcaption>{name}</figcaption>
      <RoomContext.Provider value={room.tools}>
        <div>{children}</div>
      </RoomContext.Provider>
    </figure>
  );
}

/** The overlays as fullscreen shows them, over a film that stands for any other. */
function Picture({ film }: { film: "dark" | "light" }) {
  return (
    <div class={`kit-film kit-${film}`}>
      <div class="player" data-size="full">
        <div class="picture">
          <DanmakuLayer />
        </div>
        <div class="over">
          <Overlay />
        </div>
      </div>
    </div>
  );
}

function InPanel(
  { title, Part }: { title: string; Part: () => ComponentChildren },
) {
  return (
    <Panel title={title} area="kit">
      <Part />
    </Panel>
  );
}
