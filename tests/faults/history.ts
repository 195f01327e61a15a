import type { RoomEvent, Timeline } from "@/lib/protocol/mod.ts";

/** What became wrong in a history; empty is what it has to be. */
export interface Faults {
  /** Acknowledged and told to nobody. */
  readonly lost: string[];
  /** Told twice, under two numbers, or done twice, as two revisions. */
  readonly doubled: string[];
  /** Of one sender, told or done in another order than said. */
  readonly disordered: string[];
  /** One number or revision with two contents: what was told was forgotten and given anew. */
  readonly rewritten: string[];
}

/** Senders who seek at the most. */
const SENDERS_MAX = 100;
/** Between the positions of two seeks, in s: thousands of each sender lie in the longest film. */
const STEP_S = 1 / 8;

/** A position that no other seek has; those of one sender grow. */
export function seekTo(sender: number, number: number): number {
  return (sender + number * SENDERS_MAX) * STEP_S;
}

function senderOf(positionS: number): number {
  return Math.round(positionS / STEP_S) % SENDERS_MAX;
}

/** Collects what everybody was told, and compares it with what was acknowledged. */
export class History {
  /** Texts by the number of their line. */
  readonly #lines = new Map<number, string>();
  /** What each revision was. */
  readonly #revisions = new Map<number, string>();
  /** The lowest revision that was heard of each run of the server: the room as it was found again. */
  readonly #found = new Map<string, number>();
  /** Seeks that were heard of: the position, and the revision that it was. */
  readonly #seeks = new Map<number, number>();
  /** Acknowledged texts of each sender, in the order in which they were said. */
  readonly #said = new Map<string, string[]>();
  /** Acknowledged seeks: the revision at which each was acknowledged first. */
  readonly #sought = new Map<string, number>();
  readonly #rewritten: string[] = [];

  /** How many messages and commands were acknowledged. */
  get acknowledged(): number {
    let count = this.#sought.size;
    for (const texts of this.#said.values()) count += texts.length;
    return count;
  }

  /**
   * Hears what somebody was told.
   *
   * @param epoch the run of the server by which they are told
   */
  hear(event: RoomEvent, epoch: string): void {
    if (event.type === "line") this.#addLine(event.line);
    else if (event.type === "timeline") {
      this.#addTimeline(event.timeline, epoch);
    } else if (event.type === "welcome") {
      for (const line of event.history) this.#addLine(line);
      this.#addTimeline(event.timeline, epoch);
    }
  }

  /** A message of this sender was acknowledged. Called in the order of saying. */
  said(sender: string, text: string): void {
    const texts = this.#said.get(sender);
    if (texts === undefined) this.#said.set(sender, [text]);
    else texts.push(text);
  }

  /** A seek to this position, which is nobody else's, was acknowledged. */
  sought(position: string, revision: number): void {
    this.#sought.set(position, revision);
  }

  /** What is wrong in all that was heard. */
  faults(): Faults {
    const numbers = new Map<string, number>();
    const doubled: string[] = [];
    for (const [number, text] of this.#lines) {
      if (text === "") continue;
      const other = numbers.get(text);
      if (other !== undefined) {
        doubled.push(`${text} as ${other} and ${number}`);
      }
      numbers.set(text, number);
    }
    const lost: string[] = [];
    const disordered: string[] = [];
    for (const [sender, texts] of this.#said) {
      let last = -1;
      for (const text of texts) {
        const number = numbers.get(text);
        if (number === undefined) lost.push(text);
        else if (number < last) disordered.push(`${sender}: ${text}`);
        else last = number;
      }
    }
    for (const [position, revision] of this.#sought) {
      const heard = this.#revisions.get(revision);
      // A broadcast may be left out in a storm; one that was heard has to be this one.
      if (heard !== undefined && !heard.startsWith(`seek ${position} `)) {
        lost.push(`seek to ${position} at ${revision}, where ${heard} was`);
      }
    }
    const { doneTwice, doneAskew } = this.#seekFaults();
    return {
      lost,
      doubled: [...doubled, ...doneTwice],
      disordered: [...disordered, ...doneAskew],
      rewritten: this.#rewritten,
    };
  }

  /** Positions are each one seek's, and those of one sender grow. */
  #seekFaults(): {
    readonly doneTwice: string[];
    readonly doneAskew: string[];
  } {
    const found = new Set(this.#found.values());
    const done = new Map<number, number>();
    const doneTwice: string[] = [];
    for (const [revision, position] of this.#seeks) {
      // A room that is found again after a restart is where it was: nobody did that.
      if (found.has(revision)) continue;
      const other = done.get(position);
      if (other !== undefined) {
        doneTwice.push(`seek to ${position} as ${other} and ${revision}`);
      }
      done.set(position, revision);
    }
    const doneAskew: string[] = [];
    const bySender = Map.groupBy(done, ([position]) => senderOf(position));
    for (const seeks of bySender.values()) {
      let last = -1;
      for (const [position, revision] of seeks.sort(([a], [b]) => a - b)) {
        if (revision < last) {
          doneAskew.push(`seek to ${position} as ${revision}, before ${last}`);
        }
        last = Math.max(last, revision);
      }
    }
    return { doneTwice, doneAskew };
  }

  #addLine(
    { number, text, what }: {
      readonly number: number;
      readonly text: string;
      readonly what: string | null;
    },
  ): void {
    const content = what === null ? text : "";
    const known = this.#lines.get(number);
    if (known === undefined) this.#lines.set(number, content);
    else if (known !== content) {
      this.#rewritten.push(`line ${number}: "${known}", then "${content}"`);
    }
  }

  #addTimeline(
    { revision, how, positionS, by }: Timeline,
    epoch: string,
  ): void {
    if (how === "seek") this.#seeks.set(revision, positionS);
    const lowest = this.#found.get(epoch) ?? Infinity;
    this.#found.set(epoch, Math.min(lowest, revision));
    const content = `${how} ${positionS} by ${by}`;
    const known = this.#revisions.get(revision);
    if (known === undefined) this.#revisions.set(revision, content);
    else if (known !== content) {
      this.#rewritten.push(`revision ${revision}: ${known}, then ${content}`);
    }
  }
}
