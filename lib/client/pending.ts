import { type Signal, signal } from "@preact/signals";
import { COMMAND_AGE_MAX_MS, UNANSWERED_MAX } from "@/lib/protocol/mod.ts";
import type { SessionPorts } from "./ports.ts";
import type { Outcome, Wish } from "./session.ts";

/** How long an answer is waited for on a link that is alive, in ms. */
const ANSWER_WITHIN_MS = 5000;

/** The outcome of a wish that could not be sent. */
export const OFFLINE: Outcome = {
  ok: false,
  code: "offline",
};

/** A wish on its way, with the name by which it is answered. */
export interface Sent {
  readonly id: string;
  readonly wish: Wish;
  /** When it was wished, in local monotonic ms. */
  readonly pressedMs: number;
}

interface Waiting extends Sent {
  readonly resolve: (outcome: Outcome) => void;
  /** Whether it is on the link that is open now. */
  isOnLink: boolean;
  cancel: () => void;
}

/**
 * Wishes that are not yet answered. They outlive a break of the link: what was sent is sent again
 * under the same id until it is acknowledged or refused, a message waits for as long as it takes,
 * and a press that could not be sent in time is dropped, since the film has gone on meanwhile.
 */
export class Pending {
  /** For the screen. */
  readonly shown: Signal<
    readonly { readonly id: string; readonly type: Wish["type"] }[]
  > = signal([]);
  /** In the order in which they were wished. */
  readonly #waiting = new Map<string, Waiting>();
  readonly #ports: Pick<SessionPorts, "after" | "nowMs">;
  readonly #deliver: (sent: Sent) => boolean;

  /** @param deliver sends a wish; gives back whether it went out */
  constructor(
    ports: Pick<SessionPorts, "after" | "nowMs">,
    deliver: (sent: Sent) => boolean,
  ) {
    this.#ports = ports;
    this.#deliver = deliver;
  }

  /** Messages that are not yet answered, the oldest first. */
  get messages(): readonly Sent[] {
    return [...this.#waiting.values()].filter(({ wish }) =>
      wish.type === "say"
    );
  }

  /** Takes a wish and sends it as soon as it can be; always comes to an end. */
  add(id: string, wish: Wish): Promise<Outcome> {
    if (this.#waiting.size >= UNANSWERED_MAX) {
      return Promise.resolve({
        ok: false,
        code: "too-fast",
      });
    }
    const { promise, resolve } = Promise.withResolvers<Outcome>();
    const waiting: Waiting = {
      id,
      wish,
      pressedMs: this.#ports.nowMs(),
      resolve,
      isOnLink: false,
      cancel: () => {},
    };
    this.#waiting.set(id, waiting);
    this.shown.value = [...this.shown.peek(), { id, type: wish.type }];
    this.#send(waiting);
    if (!waiting.isOnLink && wish.type !== "say") {
      waiting.cancel = this.#ports.after(
        COMMAND_AGE_MAX_MS,
        () => this.answer(id, OFFLINE),
      );
    }
    return promise;
  }

  /** The link is open, or knows the time by now: what is not on it goes out, in order. */
  flush(): void {
    for (const waiting of this.#waiting.values()) this.#send(waiting);
  }

  /** The link broke: what was on it will be sent again. */
  broke(): void {
    for (const waiting of this.#waiting.values()) {
      if (waiting.isOnLink) waiting.cancel();
      waiting.isOnLink = false;
    }
  }

  /** An answer came; one to a wish that is not waited for does nothing. */
  answer(id: string, outcome: Outcome): void {
    const waiting = this.#waiting.get(id);
    if (waiting === undefined) return;
    this.#waiting.delete(id);
    waiting.cancel();
    this.shown.value = this.shown.peek().filter((wish) => wish.id !== id);
    waiting.resolve(outcome);
  }

  /** No link will be open again: no answer will come. */
  drop(): void {
    for (const id of [...this.#waiting.keys()]) this.answer(id, OFFLINE);
  }

  #send(waiting: Waiting): void {
    if (waiting.isOnLink || !this.#deliver(waiting)) return;
    waiting.isOnLink = true;
    waiting.cancel();
    waiting.cancel = this.#ports.after(ANSWER_WITHIN_MS, () => {
      this.answer(waiting.id, {
        ok: false,
        code: "unanswered",
      });
    });
  }
}
