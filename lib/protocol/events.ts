import * as v from "valibot";
import { ACCESS, BAN } from "./access.ts";
import { id, instantMs, label, numberIn, viewerName } from "./fields.ts";
import {
  BANS_MAX,
  CROWD_FROM,
  FOUND_MAX,
  HISTORY_MAX,
  VIEWERS_PER_ROOM_MAX,
} from "./limits.ts";
import {
  CROWD,
  GUARD,
  HISTORY_LINE,
  ROW,
  SETTINGS,
  TIMELINE,
} from "./room_state.ts";

/** Why something a client sent was not done. */
export const ERROR_CODE = v.picklist([
  "bad-frame", // no JSON object with a known shape
  "bad-field", // a field outside its bounds
  "unknown-type", // a type that nothing has
  "too-large", // more bytes than a frame may have
  "too-fast", // more frames than a link may send
  "stale", // pressed too long ago
  "no-hello", // a command before the first frame
  "version", // another version of this protocol
  "full", // the room, the name or the address has no place left
  "no-such-viewer", // nobody of that id is here
  "not-possible", // not in the state that things are in
  "forbidden", // the room's owner allows it to others only
  "password", // the room is closed: its password is asked for
  "wrong-password", // another password than the room's
  "too-many-tries", // too many wrong passwords: wait
  "banned", // the room's owner keeps this viewer out
]);

/** Everything the server may send: the name is the `type` of the frame. */
export const EVENTS = {
  /** The answer to `hello`: the whole room. */
  welcome: v.object({
    version: numberIn(0, 1_000_000),
    /** Names this run of the server: with another one, its clock starts anew. */
    epoch: id(),
    serverMs: instantMs(),
    /** This viewer's id, seen by all. */
    viewer: id(),
    /** This viewer's name, which is another than asked for where the name was taken. */
    name: viewerName(),
    /** Takes this viewer's row back after a reload. A secret. */
    token: id(),
    room: label(1200),
    timeline: TIMELINE,
    rows: v.pipe(v.array(ROW), v.maxLength(VIEWERS_PER_ROOM_MAX)),
    /** In a crowd, of which `rows` are only some: how many there are. */
    crowd: v.optional(v.nullable(CROWD)),
    guard: GUARD,
    settings: SETTINGS,
    /** Whose room it is and who may do what; absent from servers that know no owners. */
    access: v.optional(ACCESS),
    history: v.pipe(v.array(HISTORY_LINE), v.maxLength(HISTORY_MAX)),
    /**
     * The number of the line that `history` continues after, where `hello` said what was seen and
     * nothing between is missing; otherwise `history` is all there is.
     */
    historyAfter: v.optional(v.nullable(numberIn(0, Number.MAX_SAFE_INTEGER))),
    /** Whether what is acknowledged reaches the server's disk; see `disk`. */
    diskOk: v.optional(v.boolean()),
  }),
  /** The answer to `probe`. */
  echo: v.object({ sentMs: numberIn(0, 1e13), serverMs: instantMs() }),
  /** The server has heard nothing for a while: a tab that is there answers with a `probe`. */
  beat: v.object({ serverMs: instantMs() }),
  /** Whether the server's disk takes what is said; while it does not, the room is kept in memory. */
  disk: v.object({ serverMs: instantMs(), ok: v.boolean() }),
  /** The room's timeline changed. */
  timeline: v.object({ serverMs: instantMs(), timeline: TIMELINE }),
  /** Viewers that came or changed, and ids of those that went or, in a crowd, are shown no more. */
  rows: v.object({
    serverMs: instantMs(),
    changed: v.pipe(v.array(ROW), v.maxLength(VIEWERS_PER_ROOM_MAX)),
    gone: v.pipe(v.array(id()), v.maxLength(VIEWERS_PER_ROOM_MAX)),
    /** How many a crowd has; null when it is none any more; left out where nothing changed. */
    crowd: v.optional(v.nullable(CROWD)),
    /** Which report of this viewer came since the last rows, and when: see `sentMs` of a report. */
    heard: v.optional(v.pipe(
      v.array(v.object({
        viewer: id(),
        sentMs: numberIn(0, 1e13),
        serverMs: instantMs(),
      })),
      v.maxLength(CROWD_FROM),
    )),
  }),
  /** The answer to `find`: how many there are in all, and those from the asked one on. */
  found: v.object({
    serverMs: instantMs(),
    text: viewerName(),
    from: numberIn(0, VIEWERS_PER_ROOM_MAX),
    total: numberIn(0, VIEWERS_PER_ROOM_MAX),
    rows: v.pipe(v.array(ROW), v.maxLength(FOUND_MAX)),
  }),
  /** The guard changed. */
  guard: v.object({ serverMs: instantMs(), guard: GUARD }),
  /** The settings changed. */
  settings: v.object({ serverMs: instantMs(), settings: SETTINGS }),
  /** Whose room it is, or who may do what, changed. */
  access: v.object({ serverMs: instantMs(), access: ACCESS }),
  /** Who is kept out: to the owner alone, who asked, or changed it. */
  bans: v.object({
    serverMs: instantMs(),
    bans: v.pipe(v.array(BAN), v.maxLength(BANS_MAX)),
  }),
  /** A new line of the history. */
  line: v.object({ serverMs: instantMs(), line: HISTORY_LINE }),
  /** The server's films changed: ask `/api/library` again. */
  library: v.object({ serverMs: instantMs() }),
  /**
   * A command was taken, once, however often it was sent. It is sent after what it changed was
   * stored: where that will survive the end of the server, `kept` is `disk`.
   */
  ack: v.object({
    id: id(),
    revision: numberIn(0, Number.MAX_SAFE_INTEGER),
    kept: v.optional(v.picklist(["disk", "memory"])),
  }),
  /** Something was refused; `id` names the command where it had one. */
  error: v.object({
    code: ERROR_CODE,
    detail: label(500),
    id: v.nullable(id()),
  }),
} as const;

/** The `type` of a frame that the server sends. */
export type EventType = keyof typeof EVENTS;
/** What one event carries, without its type. */
export type EventOf<K extends EventType> = Readonly<
  v.InferOutput<(typeof EVENTS)[K]>
>;
/** A frame from the server, told apart by `type`. */
export type RoomEvent = {
  [K in EventType]: { readonly type: K } & EventOf<K>;
}[EventType];
/** Why something was refused; see {@linkcode ERROR_CODE}. */
export type ErrorCode = v.InferOutput<typeof ERROR_CODE>;
