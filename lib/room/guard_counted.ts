import type { Timeline } from "@/lib/protocol/mod.ts";
import { positionAt } from "@/lib/time/mod.ts";
import { whereIs } from "./position.ts";
import { freshReport } from "./lead.ts";
import type { Report, Room, Viewer } from "./state.ts";

/** A viewer whom the guard counts, and where they are now. */
export interface Counted {
  readonly viewer: Viewer;
  readonly report: Report;
  readonly positionS: number;
}

/**
 * Counted is who reports, plays the room's film and is not kept from playing: a paused, blocked,
 * silent or vanished viewer, one on another film, or one whose page is hidden never holds a room.
 */
export function countedViewers(
  room: Room,
  nowMs: number,
  { pausedToo } = { pausedToo: false },
): Counted[] {
  const counted: Counted[] = [];
  for (const viewer of room.viewers.values()) {
    const report = reportOnFilm(viewer, room, nowMs);
    if (report === null) continue;
    // Whom nobody sees disturbs nobody: a phone pauses what it hides, and timers tick seldom there.
    if (report.hidden) continue;
    if (!isRoomsFilm(report)) continue;
    const plays = report.state === "playing" || isLoadingState(report) ||
      (pausedToo && report.state === "paused");
    if (!plays) continue;
    counted.push({
      viewer,
      report,
      positionS: whereabouts(viewer, report, room.timeline, nowMs),
    });
  }
  return counted;
}

// Positions of another version are the room's once it is aligned; one that nobody can compare is
// trusted.
function isRoomsFilm({ copy, aligned }: Report): boolean {
  return copy === undefined || copy === "same" ||
    (copy === "version" && aligned === true);
}

// Who has no first frame yet reports the start of the film; what they miss begins where the room
// was when they began to load, and there the room comes back to.
function whereabouts(
  viewer: Viewer,
  report: Report,
  timeline: Timeline,
  nowMs: number,
): number {
  if (report.state !== "loading") return Math.max(0, positionAt(report, nowMs));
  const loading = viewer.reports.slice(
    viewer.reports.findLastIndex(({ state, sourceId }) =>
      state !== "loading" || sourceId !== report.sourceId
    ) + 1,
  );
  const beganMs = loading[0]?.receivedMs ?? nowMs;
  const sinceMs = Math.min(nowMs, Math.max(beganMs, timeline.atMs));
  return whereIs(timeline, sinceMs);
}

/** Whether somebody is behind the room by more than its band. */
export function isLate(
  { positionS }: Counted,
  { timeline, guard }: Room,
  nowMs: number,
): boolean {
  return whereIs(timeline, nowMs) - positionS > guard.bandS;
}

/** Whoever is furthest behind; null where nobody is counted. */
export function slowestOf(counted: readonly Counted[]): Counted | null {
  let slowest: Counted | null = null;
  for (const one of counted) {
    if (slowest === null || one.positionS < slowest.positionS) slowest = one;
  }
  return slowest;
}

/** Whether a viewer who is here loads the room's film. */
export function isLoading(viewer: Viewer, room: Room, nowMs: number): boolean {
  const report = reportOnFilm(viewer, room, nowMs);
  return report !== null && isLoadingState(report);
}

/** Whether a viewer who is here cannot play the room's film: it is missing, out of reach or unknown to them. */
export function hasFailed(viewer: Viewer, room: Room, nowMs: number): boolean {
  return reportOnFilm(viewer, room, nowMs)?.state === "failed";
}

/** What somebody last said of the room's film; null where they watch another, or are silent. */
function reportOnFilm(
  viewer: Viewer,
  { timeline }: Room,
  nowMs: number,
): Report | null {
  const report = freshReport(viewer, nowMs);
  return report?.sourceId === timeline.sourceId ? report : null;
}

/** Film that somebody has ahead before a wait for them ends, in s: with less they stop again at once. */
const FILLED_S = 3;
/** How close to its end a film is loaded whole, in s. */
const END_S = 0.5;
/** A buffer that has not grown for so long is as full as this browser makes it, in ms. */
const GROWS_WITHIN_MS = 2000;

/** Whether a viewer who could play again has only a moment of the room's film ahead, and gets more. */
export function isFilling(viewer: Viewer, room: Room, nowMs: number): boolean {
  const report = reportOnFilm(viewer, room, nowMs);
  if (report === null) return false;
  const { bufferedS, positionS, durationS, hidden } = report;
  const isWhole = durationS !== null &&
    positionS + bufferedS > durationS - END_S;
  if (hidden || isWhole || bufferedS >= FILLED_S) return false;
  return viewer.reports.some((before) =>
    nowMs - before.receivedMs < GROWS_WITHIN_MS &&
    before.sourceId === report.sourceId && before.bufferedS < bufferedS
  );
}

/** Whether a report says that its player wants to play and has nothing to show. */
export function isLoadingState({ state, hidden }: Report): boolean {
  // A phone pauses a film that nobody sees: that is no want of data.
  return !hidden && (state === "waiting" || state === "loading");
}
