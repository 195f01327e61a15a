import { type Signal, signal } from "@preact/signals";
import type { SessionPorts } from "./ports.ts";
import type { Outcome, Wish } from "./session.ts";

/** How long an answer is waited for, in ms. */
const ANSWER_WITHIN_MS = 5000;
/** Wishes that may be unanswered at once. */
const PENDING_MAX = 64;

/** The outcome of a wish that could not be sent. */
export const OFFLINE: Outcome = {
  ok: false,
  code: "offline",
  detail: "The link is not open",
};

interface Waiting {
  readonly resolve: (outcome: Outcome) => void;
  readonly cancel: () => void;
}

/** Wishes that were sent and not yet answered. */
export class Pending {
  /** For the screen. */
  readonly shown: Signal<
    readonly { readonly id: string; readonly type: Wish["type"] }[]
  > = signal(
    [],
  );
  readonly #waiting = new Map<string, Waiting>();
  readonly #ports: Pick<SessionPorts, "after">;

  constructor(ports: Pick<SessionPorts, "after">) {
    this.#ports = ports;
  }

  /**
   * Sends a wish and waits for its answer; always comes to an end. What cannot be waited for is
   * not sent, since a wish that is reported as failed must not have been done.
   *
   * @param send gives back whether it went out
   */
  wait(
    id: string,
    type: Wish["type"],
    send: () => boolean,
  ): Promise<Outcome> {
    if (this.#waiting.size >= PENDING_MAX) {
      return Promise.resolve({
        ok: false,
        code: "too-fast",
        detail: `Cannot wait for more than ${PENDING_MAX} answers`,
      });
    }
    if (!send()) return Promise.resolve(OFFLINE);
    const { promise, resolve } = Promise.withResolvers<Outcome>();
    const cancel = this.#ports.after(ANSWER_WITHIN_MS, () => {
      this.answer(id, {
        ok: false,
        code: "unanswered",
        detail: "Nothing came back",
      });
    });
    this.#waiting.set(id, { resolve, cancel });
    this.shown.value = [...this.shown.peek(), { id, type }];
    return promise;
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

  /** The link is gone: no answer will come. */
  drop(): void {
    for (const id of [...this.#waiting.keys()]) {
      this.answer(id, { ok: false, code: "offline", detail: "The link broke" });
    }
  }
}
