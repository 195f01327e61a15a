import type { ReadonlySignal } from "@preact/signals";
import type {
  AccessState,
  Ban,
  Command,
  CommandOf,
  CommandType,
  Crowd,
  ErrorCode,
  EventOf,
  GuardState,
  HistoryLine,
  Row,
  Settings,
  Timeline,
} from "@/lib/protocol/mod.ts";

/** The state of the link to the room. */
export interface LinkState {
  /** `connecting` before the first welcome, `lost` after a break until the next welcome. */
  readonly state: "open" | "connecting" | "lost";
  /** Local monotonic ms of the next try; null while open or while a try runs. */
  readonly retryAtMs: number | null;
  /** Whether it waits for a network, and tries but now and then. */
  readonly isOffline: boolean;
  /** Why the link will not come back by itself; null while it may. */
  readonly final:
    | "abuse"
    | "banned"
    | "full"
    | "kicked"
    | "password"
    | "replaced"
    | "version"
    | null;
}

/** Before the first try. */
export const NO_LINK: LinkState = {
  state: "connecting",
  retryAtMs: null,
  isOffline: false,
  final: null,
};

/** What the client knows of the server's clock. */
export interface ClockFacts {
  /** Server's monotonic ms minus this page's `performance.now()`. */
  readonly offsetMs: number;
  /** Shortest round trip seen lately, in ms. */
  readonly roundTripMs: number;
  /** Half-width of the band in which the offset lies, in ms. */
  readonly uncertaintyMs: number;
  /** One-way delay and its jitter, in ms: what a scheduled start has to allow for. */
  readonly oneWayMs: number;
  readonly jitterMs: number;
}

/** What became of a command. */
export type Outcome =
  | { readonly ok: true }
  | {
    readonly ok: false;
    readonly code: ErrorCode | "offline" | "unanswered";
    /** The server's words, where it answered. */
    readonly detail?: string;
  };

/** A command that carries `id` and `pressedAtMs`, which the session fills in. */
export type PressedType = {
  [K in CommandType]: CommandOf<K> extends { pressedAtMs: number } ? K : never;
}[CommandType];

/**
 * A command as an island gives it: without id and time, which the session fills in. A message may
 * bring the id under which it was sent before, so that the room says it once.
 */
export type Wish =
  | {
    [K in PressedType]:
      & { readonly type: K }
      & Omit<CommandOf<K>, "id" | "pressedAtMs">;
  }[PressedType]
  | { readonly type: "say"; readonly id?: string }
    & Omit<
      CommandOf<"say">,
      "id"
    >
  | { readonly type: "postProgress" };

/** What a report says of the player; the session adds what it knows of link and clock. */
export type PlayerReport = Omit<
  CommandOf<"report">,
  "revision" | "atMs" | "uncertaintyMs" | "following" | "oneWayMs" | "jitterMs"
>;

/** A crowd as one page sees it. */
export interface CrowdView {
  /** How many do what. */
  readonly counts: Crowd;
  /** The last answer to `find`, whose rows stand in the session's too; null for none. */
  readonly found: EventOf<"found"> | null;
  /** Asks for viewers by a part of their name; null lets go of those that were found. */
  readonly find: (text: string | null) => void;
}

/** Who a viewer is. */
export interface Me {
  readonly id: string;
  readonly name: string;
  /** Proves it to the server, over HTTP too: a secret. */
  readonly token: string;
}

/** A viewer's end of the room: signals to show, and wishes to send. Holds no rules. */
export interface Session {
  /** The room's name. */
  readonly room: string;
  readonly link: ReadonlySignal<LinkState>;
  /** Who this viewer is; null before the first welcome. */
  readonly me: ReadonlySignal<Me | null>;
  readonly timeline: ReadonlySignal<Timeline | null>;
  /**
   * Everyone in the room, this viewer included, each with a signal of their own; the map is a new
   * one only when somebody comes or goes, so that a changed row redraws nothing but itself.
   */
  readonly rows: ReadonlySignal<ReadonlyMap<string, ReadonlySignal<Row>>>;
  /** A room so large that `rows` are only some; null where they are all. */
  readonly crowd: ReadonlySignal<CrowdView | null>;
  /** Counts the rows of a crowd that came: each time all of it are to report. */
  readonly calls: ReadonlySignal<number>;
  readonly guard: ReadonlySignal<GuardState>;
  readonly settings: ReadonlySignal<Settings>;
  /** Whose room it is and who may do what. */
  readonly access: ReadonlySignal<AccessState>;
  /** Who is kept out, as this viewer was last told; nobody who is not the owner is. */
  readonly bans: ReadonlySignal<readonly Ban[]>;
  /** The last lines of the room, oldest first, at most HISTORY_MAX. */
  readonly history: ReadonlySignal<readonly HistoryLine[]>;
  /** Whether this viewer is steered by the room's timeline. */
  readonly following: ReadonlySignal<boolean>;
  /** Null until the first probe came back. */
  readonly clock: ReadonlySignal<ClockFacts | null>;
  /** Grows by one when the server's films changed. */
  readonly libraryVersion: ReadonlySignal<number>;
  /** Whether what is said reaches the server's disk; false while it is kept in memory alone. */
  readonly diskOk: ReadonlySignal<boolean>;
  /** Wishes not yet answered: those under way, and those that wait for the link. */
  readonly pending: ReadonlySignal<
    readonly { readonly id: string; readonly type: Wish["type"] }[]
  >;
  /** Proves to the server over HTTP who asks: a secret; null before the first welcome. */
  token(): string | null;
  /** The server's monotonic time now, in ms; null until the clock is known. */
  serverNowMs(): number | null;
  /** The server time that belongs to a local `performance.now()`; null until the clock is known. */
  toServerMs(localMs: number): number | null;
  /**
   * Sends a wish and says what became of it; never rejects. While the link is away a message waits
   * for it, and what moves the room is dropped once it is too old to be meant any more.
   */
  wish(wish: Wish): Promise<Outcome>;
  /** Makes this viewer free or following, here and now; the server learns it by act or report. */
  setFollowing(following: boolean): void;
  /** Tells the room how the player stood at a local `performance.now()`; dropped while the link is away. */
  report(report: PlayerReport, atLocalMs: number): void;
  /** Tries to open a lost link at once, also one that would not be tried again by itself. */
  retryNow(): void;
  /** Calls for each line that arrives live, not for the history at joining. Returns how to stop. */
  onLine(listener: (line: HistoryLine) => void): () => void;
  /** Opens the link and keeps it open. Returns how to close it. */
  open(): () => void;
}

/** What a session sends. */
export type { Command };
