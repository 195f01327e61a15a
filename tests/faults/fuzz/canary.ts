import type { Dice } from "@/lib/base/mod.ts";
import { pause, Peer, until } from "../peer.ts";

/** What a canary noticed, and how quickly it was heard. */
export interface Song {
  /** What must never be noticed, in words. */
  readonly faults: readonly string[];
  /** From a message to its acknowledgement, in ms. */
  readonly ackMs: readonly number[];
}

/** Time between two messages of a canary unless told otherwise, in ms. */
const SINGS_EVERY_MS = 250;

/** A viewer with the shipped session who does what viewers do, and takes note of what goes wrong. */
export class Canary {
  readonly peer: Peer;
  readonly #faults: string[] = [];
  readonly #ackMs: number[] = [];
  readonly #song: Promise<void>;
  #isOver = false;
  #wasOpen = false;

  constructor(
    { name, room, port, roll, singsEveryMs = SINGS_EVERY_MS }: {
      readonly name: string;
      readonly room: string;
      readonly port: number;
      readonly roll: Dice;
      readonly singsEveryMs?: number;
    },
  ) {
    this.peer = new Peer({
      name,
      room,
      roll,
      port: () => port,
      onUnreadable: (frame) =>
        this.#faults.push(`${name} cannot read ${frame.slice(0, 200)}`),
    });
    this.peer.session.link.subscribe(({ state }) => {
      if (state === "open") this.#wasOpen = true;
      else if (this.#wasOpen && !this.#isOver) {
        this.#faults.push(`${name} lost its link`);
      }
    });
    this.#song = this.#sing(singsEveryMs);
  }

  /** Waits until it is in its room. */
  async enters(): Promise<this> {
    await until(() => this.peer.positionS() !== null, "a canary enters");
    // A room that is nobody's anybody may claim, and then forbid the others everything.
    const { ok } = await this.peer.session.wish({ type: "claim" });
    if (!ok) this.#faults.push(`${this.peer.name} could not claim its room`);
    return this;
  }

  /** Falls silent and leaves; what it noticed. */
  async ends(): Promise<Song> {
    this.#isOver = true;
    await this.#song;
    this.peer.close();
    return { faults: this.#faults, ackMs: this.#ackMs };
  }

  async #sing(everyMs: number): Promise<void> {
    for (let number = 0; !this.#isOver; number++) {
      await pause(everyMs);
      if (this.peer.positionS() === null) continue;
      const sentMs = performance.now();
      const outcome = await this.peer.say(`song ${number}`);
      if (outcome.ok) this.#ackMs.push(performance.now() - sentMs);
      else if (!this.#isOver) {
        this.#faults.push(`${this.peer.name} was refused: ${outcome.code}`);
      }
    }
  }
}
