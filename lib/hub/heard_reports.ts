import { CROWD_FROM, type EventOf } from "@/lib/protocol/mod.ts";

/** A report that came, as its sender's clock learns from it. */
type Heard = NonNullable<EventOf<"rows">["heard"]>[number];

/**
 * Reports of a room that its next rows answer: a frame for each would be most of what a busy process
 * writes. At most one of each viewer.
 */
export class HeardReports {
  readonly #heard = new Map<string, Heard>();

  /** A report came; of more than one frame holds, its sender asks by a probe again. */
  add(heard: Heard): void {
    if (this.#heard.size < CROWD_FROM) this.#heard.set(heard.viewer, heard);
  }

  /** Who asked is gone: whoever comes back in their place asked nothing, and counts by another clock. */
  forget(viewer: string): void {
    this.#heard.delete(viewer);
  }

  /** The rows with an answer to each report that came since the last. */
  answerWith(rows: EventOf<"rows">): EventOf<"rows"> {
    if (this.#heard.size === 0) return rows;
    const heard = [...this.#heard.values()];
    this.#heard.clear();
    return { ...rows, heard };
  }
}
