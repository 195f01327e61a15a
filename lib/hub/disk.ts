import type { Logger } from "@logtape/logtape";

/** Whether the disk takes what it is given: said once when that changes, not by each room. */
export class Disk {
  readonly #log: Logger;
  readonly #onChange: (ok: boolean) => void;
  /** Rooms of which the disk lacks something. */
  readonly #behind = new Set<string>();

  /** @param onChange the first room could not be written, or the last one is */
  constructor(log: Logger, onChange: (ok: boolean) => void) {
    this.#log = log;
    this.#onChange = onChange;
  }

  /** Whether all rooms are written. */
  get ok(): boolean {
    return this.#behind.size === 0;
  }

  /** A room could not be written. */
  failed(room: string, error: unknown): void {
    const wasOk = this.ok;
    this.#behind.add(room);
    if (!wasOk) return;
    this.#log.error(
      "Cannot write rooms to disk: {reason}; they go on in memory",
      { reason: error instanceof Error ? error.message : String(error) },
    );
    this.#onChange(false);
  }

  /** A room is written. */
  written(room: string): void {
    if (!this.#behind.delete(room) || !this.ok) return;
    this.#log.info(
      "Rooms are written to disk again, with all that was missing",
    );
    this.#onChange(true);
  }

  /** A room is let go, and with it what the disk lacks of it. */
  lost(room: string): void {
    if (!this.#behind.delete(room)) return;
    this.#log.warning(
      "Cannot keep a room that the disk did not take; what it lacks is lost",
    );
    if (this.ok) this.#onChange(true);
  }
}
