import type { Danmaku } from "@/lib/protocol/mod.ts";
import type { KeptRoom } from "@/lib/room/mod.ts";
import type { SubtitleShelf } from "./subtitle_shelf.ts";

/** How long a room that nobody entered stays in the store, in days. */
export const ROOM_KEPT_DAYS = 30;

/**
 * The largest that a store's file may become, in bytes: beyond it nothing is written, as on a full
 * disk. A start reads all of it, to find out whether it is damaged.
 */
export const STORE_BYTES_MAX = 1024 * 1024 * 1024;

/** Rooms across restarts. */
export interface Store {
  /** Where a saved room is: on a disk, or only as long as the process lives. */
  readonly keeps: "disk" | "memory";
  /** A room as it was last saved; null where there is none, or none that can be read. */
  load(id: string): KeptRoom | null;
  /**
   * Who may come into a saved room, without reading the rest of it: strangers ask at the door of
   * rooms that nobody is in. Null where there is none, or none that can be read.
   */
  access(id: string): KeptRoom["access"] | null;
  /**
   * Saves a room in the place of what was there: all of it, or nothing. Danmaku among its lines
   * that were sent at its film are also kept with that film, and outlive the history.
   *
   * @param since what was saved or loaded last of this room, so that only what changed since is
   *   written; null writes all of it
   * @throws {Error} when it could not be written, with the reason
   */
  save(room: KeptRoom, since?: KeptRoom | null): void;
  /**
   * The danmaku kept with a film, the oldest first, at most DANMAKU_PER_FILM_MAX.
   *
   * @param film as `filmKey()` names it
   */
  danmaku(room: string, film: string): readonly Danmaku[];
  /** The subtitle files that viewers gave their rooms; gone with the room. */
  readonly subtitles: SubtitleShelf;
  /** Forgets rooms not saved since then; `wallMs` is the wall clock, in ms since 1970. */
  forgetBefore(wallMs: number): void;
  /** Bytes that its file uses; 0 where there is none. */
  usedBytes(): number;
  /**
   * Forgets one room not saved since then, of these the one that was begun last. It looks at a part
   * of many rooms, and at the next part when it is called again; after the last it begins anew.
   *
   * @param wallMs the wall clock, in ms since 1970
   * @param isInUse whether a room is to be spared
   * @returns false where that part has none
   */
  forgetNewest(wallMs: number, isInUse: (id: string) => boolean): boolean;
  /** Lets go of files. */
  close(): void;
}

/** A file that is there and is no store of ours: damaged, somebody else's, or of a newer version. */
export class UnfitFileError extends Error {
  override readonly name = "UnfitFileError";
}
