/** A subtitle file that a viewer gave a room. */
export interface ShelvedSubtitle {
  /** Names it in its room; nobody can guess it. */
  readonly id: string;
  /** The file's name, for people. */
  readonly name: string;
  readonly text: string;
}

/** What a shelf tells of a file without its text. */
export interface ShelvedName {
  readonly id: string;
  readonly name: string;
  readonly sizeBytes: number;
}

/** Subtitle files across restarts. */
export interface SubtitleShelf {
  /**
   * Puts a file on the shelf of a room.
   *
   * @throws {Error} when it could not be written, with the reason
   */
  add(room: string, subtitle: ShelvedSubtitle): void;
  /** A file with its text; null where the room has none of that id. */
  find(room: string, id: string): ShelvedSubtitle | null;
  /** The files of a room, the oldest first. */
  list(room: string): readonly ShelvedName[];
  /** Takes a file away. */
  drop(room: string, id: string): void;
  /** What all files of all rooms take, in bytes of UTF-8. */
  totalBytes(): number;
  /** What they may take. */
  readonly bytesMax: number;
  /**
   * Takes the file away that was given last to a room that is not in use.
   *
   * @returns false where there is none
   */
  dropNewest(isInUse: (room: string) => boolean): boolean;
}

/** What a text takes, in bytes of UTF-8. */
export function sizeOf(text: string): number {
  return new TextEncoder().encode(text).length;
}
