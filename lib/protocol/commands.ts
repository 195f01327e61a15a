import * as v from "valibot";
import {
  id,
  instantMs,
  message,
  numberIn,
  positionS,
  rate,
  session,
  spanMs,
  speed,
  title,
  viewerName,
} from "./fields.ts";
import {
  COLOUR,
  COPY,
  DEVICE,
  LACKS,
  MESSAGE_KIND,
  PLACE,
  PLAY_STATE,
} from "./room_state.ts";
import { password, RIGHTS } from "./access.ts";
import { TIMINGS_MAX, VIEWERS_PER_ROOM_MAX } from "./limits.ts";
import { SOURCE } from "./source.ts";
import { TROUBLE } from "./stall.ts";
import { SUBTITLE } from "./subtitle.ts";

/** What every command that moves the room carries. */
const pressed = {
  /** The client's name for this command: acknowledged, refused or repeated by it. */
  id: id(),
  /** The server time at which it was pressed, by the client's estimate. */
  pressedAtMs: instantMs(),
};

/** Everything a client may send: the name is the `type` of the frame. */
export const COMMANDS = {
  /**
   * The first frame: who this tab is. With the token of an earlier welcome it takes its own row back.
   * A tab without one may roll a token of at least 32 characters itself: then also a hello whose
   * welcome never came is taken up by the next, and nobody enters twice.
   */
  hello: v.object({
    version: numberIn(0, 1_000_000),
    token: v.nullable(id()),
    /** The id that the page was promised, under which it asked for the film already. */
    viewer: v.optional(v.nullable(id())),
    device: DEVICE,
    /** What this tab had seen before its link broke: the welcome then brings what it lacks. */
    seen: v.optional(v.nullable(v.object({
      epoch: id(),
      revision: numberIn(0, Number.MAX_SAFE_INTEGER),
      /** The number of the last line of the history; 0 where there was none. */
      line: numberIn(0, Number.MAX_SAFE_INTEGER),
    }))),
    /** Whether this tab answers a `beat`, so that its silence means that the link is dead. */
    beats: v.optional(v.boolean()),
    /**
     * Who this is over tabs and days: unguessable, 32 characters at least. A browser has a cookie
     * instead; without either, a viewer is known by the token of their row alone.
     */
    session: v.optional(v.nullable(session())),
    /** The password of a closed room. */
    password: v.optional(v.nullable(password())),
  }),
  /** Asks for the server's time; answered by `echo` at once. Also the answer to a `beat`. */
  probe: v.object({ sentMs: numberIn(0, 1e13) }),
  /** How this viewer's player stands: each second, and at once on change. */
  report: v.object({
    /** The last timeline revision this viewer has seen. */
    revision: numberIn(0, Number.MAX_SAFE_INTEGER),
    atMs: instantMs(),
    uncertaintyMs: spanMs(),
    positionS: positionS(),
    rate: rate(),
    speed: speed(),
    state: PLAY_STATE,
    following: v.boolean(),
    stalled: v.boolean(),
    bufferedS: numberIn(0, 360_000),
    downloadBps: v.nullable(numberIn(0, 1e12)),
    durationS: v.nullable(positionS()),
    sourceId: v.nullable(numberIn(0, Number.MAX_SAFE_INTEGER)),
    film: title(),
    hidden: v.boolean(),
    /** What this viewer's own copy is to the room's film; only of a film of local copies. */
    copy: v.optional(COPY),
    /** Whether they set how much later their version comes, so that their positions are the room's. */
    aligned: v.optional(v.boolean()),
    /** What of the film this browser cannot decode, found out before play. */
    lacks: v.optional(LACKS),
    /** One-way delay and jitter of the link: they set how far ahead a start is scheduled. */
    oneWayMs: spanMs(),
    jitterMs: spanMs(),
    /** Learnt times from `play()` to a moving picture, and from a seek to a ready one. */
    playLatencyMs: spanMs(),
    seekLatencyMs: spanMs(),
    /** What the browser knows of a stall, as long as it lasts. */
    trouble: v.optional(TROUBLE),
    /**
     * When it left, by the client's own clock: a busy server answers it as it would a `probe`, by
     * an `echo` or with the next `rows`, and the client may probe more seldom.
     */
    sentMs: v.optional(numberIn(0, 1e13)),
  }),
  /**
   * How the last stretches of a film of this server reached this viewer, by the browser's own
   * timing: the server cannot see when its last byte arrived. Told once; nothing answers it.
   */
  timings: v.object({
    timings: v.pipe(
      v.array(v.object({
        /** When the browser asked, in the server's time by the client's estimate. */
        startedMs: instantMs(),
        /** From then until the first byte came, and until the last. */
        firstByteMs: spanMs(),
        lastByteMs: spanMs(),
        /** Bytes of the body as they travelled. */
        bytes: numberIn(0, Number.MAX_SAFE_INTEGER),
      })),
      v.maxLength(TIMINGS_MAX, `must be at most ${TIMINGS_MAX} long`),
    ),
  }),
  /** Asks for viewers of a crowd that this tab is not shown, by a part of their name. */
  find: v.object({
    /** A part of the name; empty finds all. */
    text: viewerName(),
    /** How many of them to leave out first: the next page. */
    from: numberIn(0, VIEWERS_PER_ROOM_MAX),
  }),
  /** Everyone plays, from where the room is. */
  play: v.object({ ...pressed }),
  /** Everyone pauses. */
  pause: v.object({ ...pressed }),
  /** Everyone jumps. */
  seek: v.object({ ...pressed, positionS: positionS() }),
  /** Everyone's speed. */
  rate: v.object({ ...pressed, speed: speed() }),
  /** Everyone to where the sender was at `atMs`, in the sender's state and speed. */
  syncToMe: v.object({
    ...pressed,
    positionS: positionS(),
    atMs: instantMs(),
    rate: rate(),
    speed: speed(),
  }),
  /** Everyone watches this. */
  source: v.object({ ...pressed, source: SOURCE }),
  /** The film begins again at its end, or does not. */
  loop: v.object({ ...pressed, on: v.boolean() }),
  /** Everyone's subtitles for the film that the room watches; null takes them away. */
  subtitle: v.object({ ...pressed, subtitle: v.nullable(SUBTITLE) }),
  /** A line that stands under everyone's picture; null takes it away. */
  pin: v.object({ ...pressed, text: v.nullable(message()) }),
  /** Switches the guard, or sets its band and bound. */
  guard: v.object({
    ...pressed,
    on: v.boolean(),
    bandS: v.optional(numberIn(0.1, 60)),
    boundS: v.optional(numberIn(1, 120)),
  }),
  /** The answer to the guard's question about one viewer. */
  guardChoice: v.object({ ...pressed, viewer: id(), wait: v.boolean() }),
  /**
   * What this viewer did to their own player: it makes them free and is told to all. With the
   * guard on it becomes the room's act.
   */
  act: v.object({
    ...pressed,
    /** The last timeline revision this viewer had seen. */
    revision: numberIn(0, Number.MAX_SAFE_INTEGER),
    what: v.picklist(["play", "pause", "seek", "rate", "source", "sync-to"]),
    positionS: positionS(),
    speed: speed(),
    /** The film's name, or the viewer synced to; null for the other acts. */
    about: v.nullable(title()),
  }),
  /** Back to the room: this viewer follows again. */
  follow: v.object({ ...pressed }),
  /** A message to all. */
  say: v.object({
    id: id(),
    kind: MESSAGE_KIND,
    text: message(),
    colour: COLOUR,
    place: PLACE,
    /** Where the sender's film was. */
    positionS: positionS(),
  }),
  /** Tells all where everyone is. */
  postProgress: v.object({ id: id() }),
  /** The room, which is nobody's yet, becomes the sender's. */
  claim: v.object({ ...pressed }),
  /** The owner gives the room up: it is open to all, as it was before it was claimed. */
  release: v.object({ ...pressed }),
  /** The owner makes somebody else the owner, and is a controller from then on. */
  handOver: v.object({ ...pressed, viewer: id() }),
  /** The owner makes somebody a controller, or no longer. */
  role: v.object({
    ...pressed,
    viewer: id(),
    role: v.picklist(["controller", "viewer"]),
  }),
  /** The owner says who may do what. */
  rights: v.object({ ...pressed, rights: RIGHTS }),
  /** The owner closes the room by a password, or opens it; who is inside stays. */
  password: v.object({ ...pressed, password: v.nullable(password()) }),
  /** Sends somebody out, for KICKED_MS. */
  kick: v.object({ ...pressed, viewer: id() }),
  /** Sends somebody out for good. */
  ban: v.object({ ...pressed, viewer: id() }),
  /** Lets somebody in again who is kept out. */
  unban: v.object({ ...pressed, ban: id() }),
  /** The owner asks who is kept out; answered by `bans`. */
  bans: v.object({ ...pressed }),
} as const;

/** The `type` of a frame that a client sends. */
export type CommandType = keyof typeof COMMANDS;
/** What one command carries, without its type. */
export type CommandOf<K extends CommandType> = Readonly<
  v.InferOutput<(typeof COMMANDS)[K]>
>;
/** A frame from a client, told apart by `type`. */
export type Command = {
  [K in CommandType]: { readonly type: K } & CommandOf<K>;
}[CommandType];
