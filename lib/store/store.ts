import type { KeptRoom } from "@/lib/room/mod.ts";

/** How long a room that nobody entered stays in the store, in days. */
export const ROOM_KEPT_DAYS = 30;

/** Rooms across restarts. */
export interface Store {
  /** A room as it was last saved; null where there is none, or none that can be read. */
  load(id: string): KeptRoom | null;
  /**
   * Saves a room in the place of what was there.
   *
   * @throws {Error} when it could not be written, with the reason
   */
  save(room: KeptRoom): void;
  /** Forgets rooms not saved since then; `wallMs` is the wall clock, in ms since 1970. */
  forgetBefore(wallMs: number): void;
  /** Lets go of files. */
  close(): void;
}
