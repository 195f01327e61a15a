/** Ids that are promised and not redeemed yet: pages on their way, of all rooms. */
export const PROMISED_MAX = 1000;
/** How long a page may take from its address to its hello, in ms: a phone on 2G. */
export const PROMISED_FOR_MS = 60_000;

/**
 * Ids of viewers who are not here yet. A page that is sent out knows by it whom the film that it
 * asks for is counted for, round trips before its socket has said hello. Only what was promised is
 * redeemed, once and in its room, so that nobody chooses an id or takes another's.
 */
export class PromisedIds {
  readonly #rollId: () => string;
  readonly #promised = new Map<string, { room: string; untilMs: number }>();

  /** @param rollId an id that nobody has */
  constructor(rollId: () => string) {
    this.#rollId = rollId;
  }

  /** How many are promised, for the metrics. */
  get size(): number {
    return this.#promised.size;
  }

  /** Promises an id in a room. Beyond {@linkcode PROMISED_MAX} the oldest promise is forgotten. */
  give(room: string, nowMs: number): string {
    const [oldest] = this.#promised.keys();
    if (this.#promised.size >= PROMISED_MAX && oldest !== undefined) {
      this.#promised.delete(oldest);
    }
    const id = this.#rollId();
    this.#promised.set(id, { room, untilMs: nowMs + PROMISED_FOR_MS });
    return id;
  }

  /** The room in which an id was promised; null once it was redeemed or is forgotten. */
  roomOf(id: string): string | null {
    return this.#promised.get(id)?.room ?? null;
  }

  /** Whether an id was promised in this room and is still to be had; from then on it is not. */
  redeem(id: string, room: string, nowMs: number): boolean {
    const promise = this.#promised.get(id);
    if (promise?.room !== room) return false;
    this.#promised.delete(id);
    return nowMs <= promise.untilMs;
  }
}
