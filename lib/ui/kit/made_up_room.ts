import { signal } from "@preact/signals";
import {
  type ClockFacts,
  createHands,
  createRoomSignals,
  type Film,
  type Hands,
  type LinkState,
  type Session,
  type Watching,
} from "@/lib/client/mod.ts";
import type { Dictionary, Language } from "@/lib/i18n/mod.ts";
import type { PlayerView, Problem } from "@/lib/player/mod.ts";
import type {
  GuardState,
  HistoryLine,
  Row,
  Source,
} from "@/lib/protocol/mod.ts";
import type { LateParts, RoomTools } from "../room_context.ts";
import { createTools } from "../room/create_tools.ts";
import { MADE_UP_NOW_MS, madeUpPilot } from "./made_up_pilot.ts";

/** What is not as usual about a made-up room. */
export interface MadeUp {
  readonly link?: Partial<LinkState>;
  readonly clock?: ClockFacts | null;
  readonly rows?: readonly Row[];
  readonly history?: readonly HistoryLine[];
  readonly guard?: Partial<GuardState>;
  readonly following?: boolean;
  readonly diskOk?: boolean;
  readonly needsCopy?: boolean;
  readonly source?: Source;
  readonly pinned?: string;
  readonly problem?: Problem["code"];
  readonly view?: Partial<PlayerView>;
  /** Said again and again, so that what passes is always there to be looked at. */
  readonly said?: readonly HistoryLine[];
}

/** Between two times that something is said, in ms: less than it stays over the picture. */
const SAY_EVERY_MS = 4500;

const FILM: Film = {
  url: "",
  title: "evening.mp4",
  sourceId: 1,
  kind: "film",
  file: null,
};

const CLOCK: ClockFacts = {
  offsetMs: 12.5,
  roundTripMs: 24,
  uncertaintyMs: 3,
  oneWayMs: 12,
  jitterMs: 2,
};

/** A room that no server knows: what the components need, and how to let it speak. */
export interface MadeUpRoom {
  readonly tools: RoomTools;
  /** Begins to say what it has to say; returns how to end that. */
  start(): () => void;
}

/** Makes such a room; its clock stands, so that gaps and countdowns stay as they are. */
export function madeUpRoom(
  made: MadeUp,
  { language, words, Late }: {
    readonly language: Language;
    readonly words: Dictionary;
    readonly Late: LateParts;
  },
): MadeUpRoom {
  const listeners = new Set<(line: HistoryLine) => void>();
  const tools = createTools({ room: "17", language, words });
  const session = madeUpSession(made, listeners);
  const watching = madeUpWatching(made);
  const close = tools.attach({ session, watching });
  tools.hands.value = madeUpHands(session, watching);
  tools.pilot.value = madeUpPilot({
    ...made.view,
    ...(made.problem === undefined ? {} : {
      state: "failed",
      problem: { code: made.problem, detail: "made up" },
    }),
  });
  tools.late.value = { it: Late };
  return {
    tools,
    start() {
      const speak = () => {
        for (const line of made.said ?? []) {
          for (const listener of listeners) listener(line);
          if (line.kind === "system" || line.kind === "notice") {
            tools.toasts.add(line);
          }
        }
      };
      speak();
      const timer = setInterval(speak, SAY_EVERY_MS);
      return () => {
        clearInterval(timer);
        close();
      };
    },
  };
}

function madeUpSession(
  made: MadeUp,
  listeners: Set<(line: HistoryLine) => void>,
): Session {
  const room = createRoomSignals();
  room.me.value = { id: "me", name: "小雨", token: "" };
  room.rows.value = new Map(
    (made.rows ?? []).map((row) => [row.id, signal(row)]),
  );
  room.history.value = made.history ?? [];
  room.guard.value = { ...room.guard.value, ...made.guard };
  room.following.value = made.following ?? true;
  room.diskOk.value = made.diskOk ?? true;
  room.settings.value = {
    ...room.settings.value,
    pinned: made.pinned ?? null,
  };
  room.timeline.value = {
    revision: 1,
    source: made.source ?? { kind: "film", path: "evening.mp4" },
    sourceId: 1,
    durationS: 5400,
    positionS: 2537,
    rate: 1,
    speed: 1,
    atMs: MADE_UP_NOW_MS,
    prev: null,
    by: "Alice",
    how: "play",
  };
  return {
    room: "17",
    ...room,
    link: signal({
      state: "open",
      retryAtMs: null,
      isOffline: false,
      final: null,
      ...made.link,
    }),
    clock: signal(made.clock === undefined ? CLOCK : made.clock),
    pending: signal([]),
    token: () => null,
    serverNowMs: () => MADE_UP_NOW_MS,
    toServerMs: () => MADE_UP_NOW_MS,
    wish: () => Promise.resolve({ ok: true }),
    setFollowing() {},
    report() {},
    retryNow() {},
    onLine(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    open: () => () => {},
  };
}

/** Buttons that can be pressed, as in a room, and move nothing. */
function madeUpHands(session: Session, watching: Watching): Hands {
  const nothing = () => {};
  return createHands({
    session,
    watching,
    player: {
      play: nothing,
      pause: nothing,
      seek: nothing,
      setSpeed: nothing,
      jump: nothing,
      positionNow: () => ({ positionS: 0, rate: 1, speed: 1, atLocalMs: 0 }),
      endS: () => Infinity,
      wantsPlay: () => true,
    },
    after: () => nothing,
    rollId: () => "made-up",
  });
}

function madeUpWatching({ needsCopy = false }: MadeUp): Watching {
  return {
    film: signal(needsCopy ? null : FILM),
    needsCopy: signal(needsCopy),
    watchOwn() {},
    useCopy() {},
    offerCopy() {},
    watchRoom() {},
    close() {},
  };
}
