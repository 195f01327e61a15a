import * as v from "valibot";
import {
  id,
  instantMs,
  label,
  numberIn,
  positionS,
  rate,
  spanMs,
  speed,
  viewerName,
} from "./fields.ts";
import {
  ABOUT_UNITS_MAX,
  MESSAGE_UNITS_MAX,
  VIEWERS_PER_ROOM_MAX,
} from "./limits.ts";
import { ROLE } from "./access.ts";
import { SOURCE } from "./source.ts";
import { STALL } from "./stall.ts";
import { SUBTITLE } from "./subtitle.ts";

/** A straight line of movement; see `Line` of the time folder. */
const LINE = v.object({
  positionS: positionS(),
  rate: rate(),
  atMs: instantMs(),
});

/** How a timeline came to be as it is. */
export const HOW = v.picklist([
  "start", // the room opened
  "play",
  "pause",
  "seek",
  "rate",
  "sync", // everyone to one viewer
  "source",
  "loop", // the film ended and begins again
  "end", // the film ended
  "guard", // the guard yielded to the slowest
  "wait", // the guard waits for someone who loads
  "resume", // the guard goes on
]);

/** A room's one timeline: the only thing that commands change. */
export const TIMELINE = v.object({
  /** Grows by one with each change. */
  revision: numberIn(0, Number.MAX_SAFE_INTEGER),
  source: SOURCE,
  /** The revision at which the source was set: names it in reports. */
  sourceId: numberIn(0, Number.MAX_SAFE_INTEGER),
  /** Length of the film in seconds, null until somebody knows it. */
  durationS: v.nullable(positionS()),
  /** Where the film is at `atMs`. */
  positionS: positionS(),
  /** 0 is paused. */
  rate: rate(),
  /** The speed at which the room plays when it plays. */
  speed: speed(),
  /** The server instant from which the line holds; it may lie ahead. */
  atMs: instantMs(),
  /** The line that holds before `atMs`; null where none did. */
  prev: v.nullable(LINE),
  /** Who did it, by name; null where the room itself did. */
  by: v.nullable(viewerName()),
  how: HOW,
});

/** What a viewer's element does. */
export const PLAY_STATE = v.picklist([
  "empty", // no film yet
  "loading", // a film without its first frame
  "playing",
  "paused",
  "waiting", // wants to play but has nothing to show
  "blocked", // the browser refuses to play before a tap
  "ended",
  "failed", // the film cannot be played here
]);

/** What a viewer's own copy is to the film that the room watches as local copies. */
export const COPY = v.picklist([
  "same",
  "version", // another file of about the same length
  "different",
]);

/** What of the film that a viewer has their browser cannot decode, by the film's facts. */
export const LACKS = v.picklist(["picture", "sound", "both"]);

/** What kind of device a viewer sits at. */
export const DEVICE = v.picklist(["desktop", "tablet", "phone", "other"]);

/** A viewer as everyone sees them. */
export const ROW = v.object({
  id: id(),
  name: viewerName(),
  device: DEVICE,
  /** False while the link is gone and may come back. */
  online: v.boolean(),
  /** Whether this viewer is steered by the room's timeline. */
  following: v.boolean(),
  state: PLAY_STATE,
  /** The position at `atMs`; age it by `rate` to compare it with another. */
  positionS: positionS(),
  /** The rate at which the position moves: 0 unless the picture moves. */
  rate: rate(),
  /** The speed chosen, also while paused. */
  speed: speed(),
  /** The server instant at which the position was true; null before the first report. */
  atMs: v.nullable(instantMs()),
  /** Half the width of the band in which the reported position surely lies, in ms. */
  uncertaintyMs: spanMs(),
  bufferedS: numberIn(0, 360_000),
  stalled: v.boolean(),
  /** Bytes per second of the last segment; null where unknown. */
  downloadBps: v.nullable(numberIn(0, 1e12)),
  /** The room's source that is played, as `timeline.sourceId`; null for a source of their own. */
  sourceId: v.nullable(numberIn(0, Number.MAX_SAFE_INTEGER)),
  /** The film's name as this viewer has it. */
  film: label(255),
  /** Whether the page is hidden: a sleeping tab. */
  hidden: v.boolean(),
  /** What this viewer's own copy is to the room's film; missing where nobody can tell. */
  copy: v.optional(COPY),
  /** What of the film their browser cannot decode; missing where it can, or nobody knows. */
  lacks: v.optional(LACKS),
  /** What this viewer is in a room that has an owner; absent for who is a viewer like others. */
  role: v.optional(ROLE),
});

/** How many of a crowd do what, as no page is shown all of their rows. */
export const CROWD = v.object({
  /** Everyone who is listed. */
  viewers: numberIn(0, VIEWERS_PER_ROOM_MAX),
  /** Those whose link is there. */
  online: numberIn(0, VIEWERS_PER_ROOM_MAX),
  /** Those whose picture moves. */
  playing: numberIn(0, VIEWERS_PER_ROOM_MAX),
  stalled: numberIn(0, VIEWERS_PER_ROOM_MAX),
  /** Those who see nothing of a film that they might see: stalled, failed, blocked, or without a link. */
  troubled: numberIn(0, VIEWERS_PER_ROOM_MAX),
  following: numberIn(0, VIEWERS_PER_ROOM_MAX),
});

/** The guard's state. */
export const GUARD = v.object({
  on: v.boolean(),
  /** Names of those who switched it on, first one first. */
  holders: v.pipe(v.array(viewerName()), v.maxLength(16)),
  /** How far one may be off before the room yields, in seconds. */
  bandS: numberIn(0.1, 60),
  /** How long the room waits for one who loads, in seconds. */
  boundS: numberIn(1, 120),
  /** For whom the room waits now. */
  wait: v.nullable(v.object({
    names: v.pipe(v.array(viewerName()), v.maxLength(16)),
    untilMs: instantMs(),
  })),
  /** The room is asked: wait for this viewer, or go on without. */
  question: v.nullable(v.object({
    viewer: id(),
    name: viewerName(),
    untilMs: instantMs(),
  })),
});

/** What a room may be set to. What is optional was not yet known to rooms kept by earlier versions. */
export const SETTINGS = v.object({
  loop: v.boolean(),
  /** Everyone's subtitles, and the source of the timeline to which they belong. */
  subtitle: v.optional(
    v.nullable(v.object({
      ...SUBTITLE.entries,
      sourceId: numberIn(0, Number.MAX_SAFE_INTEGER),
    })),
    null,
  ),
  /** A line that stands under the picture until it is taken away; null where none does. */
  pinned: v.optional(v.nullable(label(MESSAGE_UNITS_MAX)), null),
});

/** The kinds of message a viewer may send. */
export const MESSAGE_KIND = v.picklist(["element", "danmaku", "notice"]);
/** Colours of danmaku, the six of the original. */
export const COLOUR = v.picklist([
  "#ffffff",
  "#e54256",
  "#ffe133",
  "#64dd17",
  "#39ccff",
  "#d500f9",
]);
/** Where danmaku fly. */
export const PLACE = v.picklist(["roll", "top", "bottom"]);

/** What the room itself tells. */
export const WHAT = v.picklist([
  "join",
  "leave",
  "all-play",
  "all-pause",
  "all-seek",
  "all-rate",
  "all-sync",
  "all-source",
  "loop-on",
  "loop-off",
  "subtitle",
  "subtitle-off",
  "pin",
  "pin-off",
  "play",
  "pause",
  "seek",
  "rate",
  "source",
  "follow",
  "sync-to",
  "stall",
  "recovered",
  "guard-on",
  "guard-off",
  "guard-yield",
  "guard-wait",
  "guard-go-on",
  "guard-failed",
  "guard-skip",
  "progress",
  "claim",
  "release",
  "hand-over",
  "deputy",
  "owner-back",
  "controller",
  "controller-off",
  "rights",
  "closed",
  "opened",
  "kick",
  "ban",
  "unban",
]);

/** One line of the history: a message of a viewer, or something the room tells. */
export const HISTORY_LINE = v.object({
  /** Grows by one with each line of the room. */
  number: numberIn(0, Number.MAX_SAFE_INTEGER),
  kind: v.picklist([...MESSAGE_KIND.options, "system"]),
  /** The sender's name; null where the room itself speaks. */
  by: v.nullable(viewerName()),
  /** Wall clock, ms since 1970, for reading only. */
  wallMs: numberIn(0, 1e14),
  /** Where the film was, in seconds. */
  positionS: positionS(),
  /** Which film that was, as `timeline.sourceId`; null for one of the sender's own; missing in lines of earlier versions. */
  sourceId: v.optional(v.nullable(numberIn(0, Number.MAX_SAFE_INTEGER))),
  /** What a viewer wrote; empty for system lines. */
  text: label(16_000),
  colour: COLOUR,
  place: PLACE,
  /** What the room tells; null for messages. */
  what: v.nullable(WHAT),
  /** The number the line is about: a count of viewers, a speed or a position in seconds. */
  value: v.nullable(numberIn(-1e9, 1e9)),
  /** The other name or the film the line is about. */
  about: v.nullable(label(ABOUT_UNITS_MAX)),
  /** Why somebody stalled, in the lines that tell of it where that is known. */
  stall: v.optional(STALL),
});

/** A room's timeline; see {@linkcode TIMELINE}. */
export type Timeline = Readonly<v.InferOutput<typeof TIMELINE>>;
/** How a timeline came to be; see {@linkcode HOW}. */
export type How = v.InferOutput<typeof HOW>;
/** What a viewer's element does; see {@linkcode PLAY_STATE}. */
export type PlayState = v.InferOutput<typeof PLAY_STATE>;
/** A kind of device; see {@linkcode DEVICE}. */
export type Device = v.InferOutput<typeof DEVICE>;
/** A viewer as everyone sees them; see {@linkcode ROW}. */
export type Row = Readonly<v.InferOutput<typeof ROW>>;
/** How many of a crowd do what; see {@linkcode CROWD}. */
export type Crowd = Readonly<v.InferOutput<typeof CROWD>>;
/** The guard's state; see {@linkcode GUARD}. */
export type GuardState = Readonly<v.InferOutput<typeof GUARD>>;
/** A room's settings; see {@linkcode SETTINGS}. */
export type Settings = Readonly<v.InferOutput<typeof SETTINGS>>;
/** A kind of message; see {@linkcode MESSAGE_KIND}. */
export type MessageKind = v.InferOutput<typeof MESSAGE_KIND>;
/** A colour of danmaku; see {@linkcode COLOUR}. */
export type Colour = v.InferOutput<typeof COLOUR>;
/** A place of danmaku; see {@linkcode PLACE}. */
export type Place = v.InferOutput<typeof PLACE>;
/** What the room tells; see {@linkcode WHAT}. */
export type What = v.InferOutput<typeof WHAT>;
/** A line of the history; see {@linkcode HISTORY_LINE}. */
export type HistoryLine = Readonly<v.InferOutput<typeof HISTORY_LINE>>;
