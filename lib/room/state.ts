import type { Roster } from "@/lib/base/mod.ts";
import type {
  CommandOf,
  Crowd,
  Device,
  GuardState,
  HistoryLine,
  KeptAccess,
  Role,
  RoomEvent,
  Row,
  Settings,
  Stall,
  Timeline,
} from "@/lib/protocol/mod.ts";

/** The two clocks a rule may look at, read by the edge. */
export interface Now {
  /** The server's monotonic time, in ms: the only one that decides. */
  readonly nowMs: number;
  /** The wall clock, in ms since 1970: for reading only. */
  readonly wallMs: number;
}

/** A viewer's report, and when it came. */
export interface Report extends CommandOf<"report"> {
  /** When the server had it, in its monotonic ms. */
  readonly receivedMs: number;
}

/** A viewer as the room knows them. */
export interface Viewer {
  /** Seen by all. */
  readonly id: string;
  /** Seen by all; unique in the room. */
  readonly name: string;
  /** The name asked for, before it was made unique. */
  readonly askedName: string;
  /** Takes the row back after a reload; known to its holder alone. */
  readonly token: string;
  /**
   * The digest of the session by which they are known over tabs and days: what they may do hangs on
   * it, never on the name. Never sent.
   */
  readonly person: string;
  /** The digest of their network address; null where it says nothing. Never sent. */
  readonly address: string | null;
  readonly device: Device;
  /** Since when the link is gone, in monotonic ms; null while it is there. */
  readonly lostAtMs: number | null;
  /** False while the link is there but silent, though it was asked: it is most likely dead. */
  readonly reachable: boolean;
  /** When this viewer was last heard of: a report, or the welcome. */
  readonly heardMs: number;
  /** Whether they are heard of, and so listed; one who sleeps behind an open link is not. */
  readonly listed: boolean;
  /** Whether the room was told that they left, though their link may still prove alive. */
  readonly leaveTold: boolean;
  readonly following: boolean;
  /** The reports of the last REPORTS_KEPT_MS, oldest first, at most REPORTS_KEPT_MAX. */
  readonly reports: readonly Report[];
  /** Whether the room was told that they stalled, and not yet that they recovered. */
  readonly stallTold: boolean;
  /** Why, as far as the last report made it known; null while nobody knows. */
  readonly stall: Stall | null;
  /** Ids of their last commands, so that one sent twice acts once. */
  readonly recentIds: readonly string[];
}

/** Somebody who left: what makes a command that they send again act once. */
export type Past = Pick<Viewer, "id" | "token" | "askedName" | "recentIds">;

/** A wait of the guard. */
export interface Wait {
  /** For whom: viewers' ids. */
  readonly ids: readonly string[];
  readonly names: readonly string[];
  /** When the room goes on without them, in monotonic ms. */
  readonly untilMs: number;
}

/** The guard's question with what only the server needs to know. */
export interface Question extends NonNullable<GuardState["question"]> {
  /** Since when there is no reason for it, in monotonic ms; null while there is one. */
  readonly idleSinceMs: number | null;
}

/** The guard with what only the server needs to know. */
export interface Guard extends Omit<GuardState, "wait" | "question"> {
  readonly wait: Wait | null;
  readonly question: Question | null;
  /** No correction before this, in monotonic ms. */
  readonly restUntilMs: number;
  /** For whom the room yielded or waited lately. */
  readonly yields: readonly {
    readonly viewer: string;
    readonly atMs: number;
  }[];
  /** Whom the room goes on without until they catch up, and until when at least in monotonic ms. */
  readonly excused: ReadonlyMap<string, number>;
}

/** What was told lately of one thing, so that a burst of it is told once. */
export interface Told {
  readonly atMs: number;
  /** The newest of the burst, still to be told; null when nothing is held back. */
  readonly held: Omit<HistoryLine, "number"> | null;
}

/** What a crowd is shown in the place of all rows. */
export interface Front {
  readonly counts: Crowd;
  /** Ids of the viewers whose rows all see, in order of joining. */
  readonly ids: readonly string[];
  /** When it was chosen, in monotonic ms. */
  readonly chosenAtMs: number;
  /** Those who had a role then, by id. */
  readonly roles: ReadonlyMap<string, Role>;
}

/** A room: plain data, changed by rules alone. */
export interface Room {
  readonly id: string;
  readonly timeline: Timeline;
  /** When a timeline was last broadcast, and whether a newer one waits for its turn. */
  readonly broadcast: { readonly atMs: number; readonly pending: boolean };
  /** By id, in order of joining. */
  readonly viewers: Roster<Viewer>;
  /** The last of those who left, by token, the longest ago first. */
  readonly past: Roster<Past>;
  /** The rows as everyone last saw them, by id: all, or a crowd's front. */
  readonly shown: ReadonlyMap<string, Row>;
  /** What a crowd is shown in the place of all rows; null where everyone sees everyone. */
  readonly crowd: Front | null;
  /** The last who spoke or commanded, by id, the newest last. */
  readonly spoken: readonly string[];
  readonly guard: Guard;
  readonly settings: Settings;
  /** The last HISTORY_MAX lines, oldest first. */
  readonly history: readonly HistoryLine[];
  /** The number of the next line. */
  readonly nextNumber: number;
  readonly told: ReadonlyMap<string, Told>;
  /** Whose room it is, and who may do what and come in. */
  readonly access: KeptAccess;
  /** Who stands in for the owner: the digest of their session; null while nobody does. */
  readonly deputy: string | null;
  /** Since when the owner is away, in monotonic ms; null while they are here. */
  readonly ownerAwayMs: number | null;
}

/** What the hub is to do after a rule. */
export type Effect =
  /** Send an event: to all viewers of the room, or to one by id. */
  | {
    readonly type: "send";
    readonly to: "all" | { readonly viewer: string };
    readonly event: RoomEvent;
  }
  /** Call `tick` at this monotonic instant. */
  | { readonly type: "wake"; readonly atMs: number }
  /** End a viewer's link: they were sent out, and are no longer in the room. */
  | {
    readonly type: "expel";
    readonly viewer: string;
    readonly why: "kicked" | "banned";
  }
  /** What must survive a restart has changed. */
  | { readonly type: "keep" };

/** What a rule gives back. */
export interface Step {
  readonly room: Room;
  readonly effects: readonly Effect[];
}
