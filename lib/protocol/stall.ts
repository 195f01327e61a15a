import * as v from "valibot";
import { numberIn, spanMs } from "./fields.ts";

/** Bytes per second; null where nobody knows. */
const rateBps = () => v.nullable(numberIn(0, 1e12));
/** A count of pictures. */
const count = () => numberIn(0, 1e9);

/** Why a picture stands; see `Cause` of the diagnose folder. */
export const STALL_CAUSE = v.picklist([
  "uplink", // the server's upload is full
  "link", // the viewer's own line
  "undecided", // one of these two: one viewer alone cannot tell
  "elsewhere", // the line to a film elsewhere, or its server
  "disk", // the server's disk
  "own-disk", // the viewer's disk, on which the film lies
  "bitrate", // the film takes more than the line ever gives
  "decoder", // the device decodes too slowly
  "source-missing", // there is no such film
  "source-unreachable", // its server cannot be reached, or broke off
  "source-refused", // its server does not give it; across origins it may as well be missing
  "source-codec", // the browser cannot decode it
  "source-broken", // it is damaged, incomplete, empty, or no film
  "asleep", // the page was hidden and slept
]);

/** A stall explained: the cause, and the numbers it rests on. */
export const STALL = v.object({
  cause: STALL_CAUSE,
  /** How long the picture stood. */
  standsMs: spanMs(),
  /** What came, what the film takes, and what the line in question carries, in bytes per second. */
  haveBps: rateBps(),
  needBps: rateBps(),
  lineBps: rateBps(),
  /** Viewers who share the server's line and would take more. */
  sharers: count(),
  /** The server's last transfers to the viewer: within `spanMs` so long on the disk, waiting for the socket, and held back for others. */
  spanMs: spanMs(),
  diskMs: spanMs(),
  diskMaxMs: spanMs(),
  waitMs: spanMs(),
  paceMs: spanMs(),
  /** Seconds of film that lay ready. */
  bufferedS: numberIn(0, 360_000),
  /** Pictures of the last seconds, and how many of them were not shown. */
  frames: count(),
  droppedFrames: count(),
  /** How long the page was hidden within the last seconds. */
  hiddenMs: spanMs(),
});

/** What a viewer's browser knows of its stall; told with the report while the stall lasts. */
export const TROUBLE = v.object({
  /** Where the film comes from: this server, an address elsewhere, the viewer's own disk. */
  origin: v.picklist(["server", "elsewhere", "local"]),
  bufferedS: numberIn(0, 360_000),
  /** What the film takes, what came lately, what came in better moments, in bytes per second. */
  needBps: rateBps(),
  haveBps: rateBps(),
  usualBps: rateBps(),
  frames: count(),
  droppedFrames: count(),
  /** Why the film cannot be played at all. */
  fault: v.nullable(
    v.picklist(["missing", "unreachable", "refused", "codec", "broken"]),
  ),
  hiddenMs: spanMs(),
  /** How long the picture has stood. */
  standsMs: spanMs(),
});

/** Why a picture stands; see {@linkcode STALL_CAUSE}. */
export type StallCause = v.InferOutput<typeof STALL_CAUSE>;
/** A stall explained; see {@linkcode STALL}. */
export type Stall = Readonly<v.InferOutput<typeof STALL>>;
/** What a viewer's browser knows of its stall; see {@linkcode TROUBLE}. */
export type Trouble = Readonly<v.InferOutput<typeof TROUBLE>>;
