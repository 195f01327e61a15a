import type { ReadonlySignal } from "@preact/signals";
import { isReportDue } from "@/lib/time/mod.ts";
import type { PlayerReport } from "./film.ts";

/** Decides when the room is told. */
export interface Reporter {
  /** Takes the report that could be sent now. */
  offer(report: PlayerReport, atLocalMs: number): void;
}

/** Least time between two reports, in ms: events come in bursts. */
const LEAST_MS = 100;
/** A step of the position that no movement explains and that is told at once, in s. */
const LEAP_S = 0.3;

/** Reports each second, in a crowd as its rows call for it, and at once when something changed that others see. */
export function createReporter(
  onReport: (report: PlayerReport, atLocalMs: number) => void,
  calls: Pick<ReadonlySignal<number>, "peek"> = { peek: () => 0 },
): Reporter {
  let last: { report: PlayerReport; atMs: number } | null = null;
  let callsHeard = calls.peek();
  let calledMs = -Infinity;
  return {
    offer(report, atLocalMs) {
      if (calls.peek() !== callsHeard) {
        callsHeard = calls.peek();
        calledMs = atLocalMs;
      }
      if (last !== null) {
        const ageMs = atLocalMs - last.atMs;
        const calledAgoMs = atLocalMs - calledMs;
        const isDue = isReportDue({ agoMs: ageMs, calledAgoMs });
        const isNews = ageMs >= LEAST_MS &&
          isChanged(last.report, report, ageMs);
        if (!isDue && !isNews) return;
      }
      last = { report, atMs: atLocalMs };
      onReport(report, atLocalMs);
    },
  };
}

function isChanged(
  before: PlayerReport,
  after: PlayerReport,
  ageMs: number,
): boolean {
  const expectedS = before.positionS + before.rate * ageMs / 1000;
  return Math.abs(after.positionS - expectedS) > LEAP_S ||
    before.state !== after.state ||
    before.rate !== after.rate ||
    before.speed !== after.speed ||
    before.stalled !== after.stalled ||
    before.durationS !== after.durationS ||
    before.sourceId !== after.sourceId ||
    before.film !== after.film ||
    before.hidden !== after.hidden;
}
