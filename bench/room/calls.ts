import { CROWD_CALLED_MAX, CROWD_FROM } from "@/lib/protocol/mod.ts";
import { isReportDue } from "@/lib/time/mod.ts";
import { beginsWith } from "./frames.ts";

/** How frames of rows begin. */
const ROWS_BEGIN = '{"type":"rows"';

/**
 * Who of a crowd reports when its rows call for it, as a page does. Each answer is as late as that
 * viewer's line and page are slow: the time of one or two frames, and never more than the slowest.
 */
export class Calls<T> {
  readonly #slowestMs: number;
  /** By the whole ms at which they are due, so that a look costs little. */
  readonly #due = new Map<number, T[]>();
  #nextMs = Math.floor(performance.now());

  constructor(slowestMs: number) {
    this.#slowestMs = slowestMs;
  }

  /** Whether a frame calls for reports. */
  static isCall(perRoom: number, bytes: Uint8Array, at: number): boolean {
    return perRoom > CROWD_FROM && perRoom <= CROWD_CALLED_MAX &&
      beginsWith(bytes, at, ROWS_BEGIN);
  }

  /** Somebody was called. @param lag how slow they are, of the slowest */
  add(one: T, lag: number): void {
    const answerMs = performance.now() + lag * this.#slowestMs;
    const atMs = Math.max(this.#nextMs, Math.ceil(answerMs));
    const those = this.#due.get(atMs);
    if (those === undefined) this.#due.set(atMs, [one]);
    else those.push(one);
  }

  /** Those who answer by now. */
  *take(nowMs: number): Generator<T> {
    for (; this.#nextMs <= nowMs; this.#nextMs++) {
      const those = this.#due.get(this.#nextMs);
      if (those === undefined) continue;
      this.#due.delete(this.#nextMs);
      yield* those;
    }
  }
}

/** When somebody was called and reported last, in our ms. */
export interface Called {
  calledMs: number;
  reportedMs: number;
}

/** Whether a page would report now, of its own or as it is called. */
export function reportsNow(
  called: Called,
  nowMs: number,
  isCalled: boolean,
): boolean {
  if (isCalled) called.calledMs = nowMs;
  const agoMs = nowMs - called.reportedMs;
  const isDue = isReportDue({ agoMs, calledAgoMs: nowMs - called.calledMs });
  if (isDue) called.reportedMs = nowMs;
  return isDue;
}
