import type { EventOf } from "@/lib/protocol/mod.ts";

/** A report that came, as its sender's clock learns from it. */
type Heard = NonNullable<EventOf<"rows">["heard"]>[number];

/** What stands behind the time in the frame of rows. */
const BEHIND_TIME = ',"changed":[';

/**
 * Reports of a room that its next rows answer: a frame for each would be most of what a busy process
 * writes. At most one of each viewer.
 */
export class HeardReports {
  readonly #heard = new Map<string, Heard>();

  /** A report came; an older one of its sender that is not answered yet counts no more. */
  add(heard: Heard): void {
    this.#heard.set(heard.viewer, heard);
  }

  /** Who asked is gone: whoever comes back in their place asked nothing, and counts by another clock. */
  forget(viewer: string): void {
    this.#heard.delete(viewer);
  }

  /**
   * The rows as they go to one viewer: with the answer to their report, and the time as it is now,
   * since rows of many wait for each other.
   *
   * @param frame the rows for all, serialised
   */
  answerWith(frame: string, viewer: string, nowMs: () => number): string {
    const heard = this.#heard.get(viewer);
    const at = heard === undefined ? -1 : frame.indexOf(BEHIND_TIME);
    if (at < 0) return frame;
    this.#heard.delete(viewer);
    // The rest, which is long, is serialised once for all.
    return `{"type":"rows","serverMs":${nowMs()},"heard":[${
      JSON.stringify(heard)
    }]${frame.slice(at)}`;
  }
}
