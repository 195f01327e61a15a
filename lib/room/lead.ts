import { clamp } from "@/lib/base/mod.ts";
import type { Report, Room, Viewer } from "./state.ts";

/** What a scheduled change needs of every player. */
export type LeadFor =
  /** The news alone: a pause, a rate. */
  | "news"
  /** To be playing. */
  | "start"
  /** To be elsewhere in the film, and then playing. */
  | "jump";

/** Shortest lead, in ms: less than this is not noticed as a delay, and saves nothing. */
export const LEAD_MIN_MS = 60;
/** Longest lead, in ms: one sick link must not delay the others beyond it. */
export const LEAD_MAX_MS = 750;
/** Longest lead of a seek that leaves somebody's buffer, in ms. */
export const LEAD_FAR_SEEK_MAX_MS = 1500;
/** Added to the slowest link's time, in ms: timers fire late. */
const LEAD_SPARE_MS = 15;
/** A report older than this says nothing about the link, in ms. */
export const REPORT_FRESH_MS = 3000;

/**
 * How far ahead a change is scheduled, in ms, so that all can begin on the same instant: the
 * largest over the viewers of one-way delay + 1.5 jitter + what their player is known to take.
 *
 * @param positionS where the film will be, to see whether everyone has that part already
 */
export function leadMs(
  room: Room,
  needs: LeadFor,
  positionS: number,
  nowMs: number,
): number {
  let longestMs = 0;
  let isFar = false;
  for (const viewer of room.viewers.values()) {
    const report = freshReport(viewer, nowMs);
    if (report === null || report.state === "failed") continue;
    const far = needs === "jump" && !isBuffered(report, positionS);
    isFar ||= far;
    longestMs = Math.max(
      longestMs,
      linkMs(report) + playerMs(report, needs, far),
    );
  }
  return clamp(
    longestMs + LEAD_SPARE_MS,
    LEAD_MIN_MS,
    isFar ? LEAD_FAR_SEEK_MAX_MS : LEAD_MAX_MS,
  );
}

/** A viewer's last report, where it is fresh enough to act on; null otherwise. */
export function freshReport(viewer: Viewer, nowMs: number): Report | null {
  const report = viewer.reports.at(-1);
  if (report === undefined || viewer.lostAtMs !== null || !viewer.reachable) {
    return null;
  }
  return nowMs - report.receivedMs <= REPORT_FRESH_MS ? report : null;
}

function linkMs({ oneWayMs, jitterMs }: Report): number {
  return oneWayMs + 1.5 * jitterMs;
}

function playerMs(report: Report, needs: LeadFor, far: boolean): number {
  switch (needs) {
    case "news":
      return 0;
    case "start":
      return report.playLatencyMs;
    case "jump":
      // A seek inside the buffer takes about as long as play() does after it (measured 80-100 ms).
      return report.playLatencyMs + (far ? report.seekLatencyMs : 100);
  }
}

function isBuffered(report: Report, positionS: number): boolean {
  return positionS >= report.positionS - 0.1 &&
    positionS <= report.positionS + report.bufferedS - 0.3;
}
