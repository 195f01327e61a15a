import type { ServerFacts, SourceFault, ViewerFacts } from "./facts.ts";
import { READY_S } from "./track.ts";

/** Why a picture stands. */
export type Cause =
  /** The server's upload is full. */
  | "uplink"
  /** The viewer's own line. */
  | "link"
  /** The server's upload or the viewer's line: one viewer alone cannot tell. */
  | "undecided"
  /** The line to a film elsewhere, or its server. */
  | "elsewhere"
  /** The server's disk. */
  | "disk"
  /** The viewer's own disk, on which the film lies. */
  | "own-disk"
  /** The film takes more than the line ever gives. */
  | "bitrate"
  /** The device cannot decode fast enough. */
  | "decoder"
  /** The film is not there, cannot be reached, is refused, or cannot be decoded at all. */
  | `source-${SourceFault}`
  /** The page was hidden and slept. */
  | "asleep";

/** A cause with the numbers that it rests on; null is a number that nobody knows. */
export interface Diagnosis {
  readonly cause: Cause;
  /** How long the picture stood, in ms. */
  readonly standsMs: number;
  /** Bytes per second: what came, what the film takes, what the line that is full carries. */
  readonly haveBps: number | null;
  readonly needBps: number | null;
  readonly lineBps: number | null;
  /** Viewers who share that line. */
  readonly sharers: number;
  /** Where the time of the transfers went within `spanMs`; all 0 where the server sent nothing. */
  readonly spanMs: number;
  readonly diskMs: number;
  readonly diskMaxMs: number;
  readonly waitMs: number;
  readonly paceMs: number;
  readonly bufferedS: number;
  readonly frames: number;
  readonly droppedFrames: number;
  readonly hiddenMs: number;
}

/**
 * Film that lies ready and yet does not move is the device's fault. From {@linkcode READY_S} on only
 * where pictures were dropped too: a browser reckons what lies ready from bytes, and errs by seconds
 * where the bitrate varies.
 */
const SURELY_READY_S = 5;
/** Share of pictures not shown from which a device is behind. */
const DROPPED = 0.1;
/**
 * Share of them from which it is behind though nothing lies ready now. A device that shows half of
 * a film's pictures falls back, jumps after the room to where nothing was fetched, and stands there
 * for want of film: seen with 150 Mbit/s at 4K on two cores, which dropped 55 %.
 */
const MOSTLY_DROPPED = 0.3;
/** Pictures that say so: fewer are those of a start. */
const FRAMES_MIN = 30;
/** Share of its time that must go to one thing to blame that thing. */
const MOST = 0.5;
/**
 * Share of the upload from which it counts as full: headers of TCP/IP take 3.5 % of it, what the
 * rooms say a few, and a window of seconds is never filled to the brim.
 */
const FULL = 0.85;
/** A need is above a rate where it exceeds it by this factor: both are means and wobble. */
const ABOVE = 1.05;
/** Time asleep within the last seconds from which sleep is the cause, in ms. */
const ASLEEP_MS = 1000;

/**
 * Names the cause of a stall, from both ends' facts. An own seek, pause or change of source is no
 * stall and is never brought here.
 *
 * @param server null where the server knows nothing: the film does not come from it
 */
export function diagnose(
  viewer: ViewerFacts,
  server: ServerFacts | null,
): Diagnosis {
  const found = findCause(viewer, server);
  const mine = server?.mine ?? null;
  return {
    cause: found.cause,
    standsMs: viewer.standsMs,
    haveBps: viewer.haveBps ?? (mine === null ? null : rateOf(mine)),
    needBps: viewer.needBps,
    lineBps: found.lineBps ?? null,
    sharers: server?.hungry ?? 0,
    spanMs: mine?.spanMs ?? 0,
    diskMs: mine?.diskMs ?? 0,
    diskMaxMs: mine?.diskMaxMs ?? 0,
    waitMs: mine?.waitMs ?? 0,
    paceMs: mine?.paceMs ?? 0,
    bufferedS: viewer.bufferedS,
    frames: viewer.frames,
    droppedFrames: viewer.droppedFrames,
    hiddenMs: viewer.hiddenMs,
  };
}

interface Found {
  readonly cause: Cause;
  /** What the line that is to blame carries, in bytes per second. */
  readonly lineBps?: number | null;
}

function findCause(viewer: ViewerFacts, server: ServerFacts | null): Found {
  if (viewer.fault !== null) return { cause: `source-${viewer.fault}` };
  if (viewer.hiddenMs >= ASLEEP_MS) return { cause: "asleep" };
  if (isBehind(viewer)) return { cause: "decoder" };
  if (viewer.origin === "local") return { cause: "own-disk" };
  if (viewer.origin === "elsewhere" || server === null) {
    return isTooHeavy(viewer)
      ? { cause: "bitrate", lineBps: viewer.usualBps }
      : { cause: "elsewhere", lineBps: viewer.usualBps };
  }
  return findLine(viewer, server);
}

/** The film comes from this server and is not there in time: which part of its way is to blame? */
function findLine(viewer: ViewerFacts, server: ServerFacts): Found {
  const { mine, uplinkBps } = server;
  if (mine !== null && mine.diskMs >= MOST * mine.spanMs) {
    return { cause: "disk" };
  }
  const isFull = uplinkBps !== null && server.sentBps >= FULL * uplinkBps;
  const isHeldBack = mine !== null && mine.paceMs >= MOST * mine.spanMs;
  if (isFull || isHeldBack) {
    // Too much for this server even if nobody else watched.
    return uplinkBps !== null && isAbove(viewer.needBps, uplinkBps)
      ? { cause: "bitrate", lineBps: uplinkBps }
      : { cause: "uplink", lineBps: uplinkBps };
  }
  const isAlone = server.hungry <= 1;
  // Several starve at once, and nobody is fed: what they share is the server's line.
  if (uplinkBps === null && !isAlone && server.fed === 0) {
    return { cause: "uplink", lineBps: server.sentBps };
  }
  if (isTooHeavy(viewer)) {
    return { cause: "bitrate", lineBps: viewer.usualBps };
  }
  // A line that has room to spare, or feeds others, is not the one that is full.
  return uplinkBps !== null || server.fed > 0
    ? { cause: "link", lineBps: viewer.usualBps }
    : { cause: "undecided", lineBps: viewer.usualBps };
}

/** Whether the device has film and does not show it. */
function isBehind(
  { bufferedS, frames, droppedFrames }: ViewerFacts,
): boolean {
  if (bufferedS >= SURELY_READY_S) return true;
  return bufferedS >= READY_S
    ? frames > 0 && droppedFrames >= DROPPED * frames
    : frames >= FRAMES_MIN && droppedFrames >= MOSTLY_DROPPED * frames;
}

/** Whether the film takes more than this viewer's line gives at its best. */
function isTooHeavy({ needBps, usualBps }: ViewerFacts): boolean {
  return usualBps !== null && isAbove(needBps, usualBps);
}

function isAbove(needBps: number | null, rateBps: number): boolean {
  return needBps !== null && needBps > rateBps * ABOVE;
}

function rateOf(
  { bytes, spanMs }: { readonly bytes: number; readonly spanMs: number },
): number | null {
  return spanMs > 0 ? bytes * 1000 / spanMs : null;
}
