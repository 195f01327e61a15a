import {
  type ShelvedSubtitle,
  sizeOf,
  type SubtitleShelf,
} from "./subtitle_shelf.ts";

/** Text of all files together where there is no disk for them, in bytes of UTF-8. */
export const MEMORY_SUBTITLES_BYTES_MAX = 32 * 1024 * 1024;

/** A file whose length was reckoned once, and the how manyth it was. */
type Sized = ShelvedSubtitle & {
  readonly sizeBytes: number;
  readonly place: number;
};

/** Subtitle files for as long as the process lives; `forget` lets go of a room's. */
export function memorySubtitles(): SubtitleShelf & {
  forget(room: string): void;
} {
  const rooms = new Map<string, Map<string, Sized>>();
  let totalBytes = 0;
  let places = 0;
  const drop = (room: string, id: string) => {
    const shelf = rooms.get(room);
    totalBytes -= shelf?.get(id)?.sizeBytes ?? 0;
    shelf?.delete(id);
  };
  return {
    add: (room, { id, name, text }) => {
      drop(room, id);
      const sizeBytes = sizeOf(text);
      const shelf = rooms.get(room) ?? new Map<string, Sized>();
      const place = ++places;
      rooms.set(room, shelf.set(id, { id, name, text, sizeBytes, place }));
      totalBytes += sizeBytes;
    },
    find: (room, id) => {
      const found = rooms.get(room)?.get(id);
      if (found === undefined) return null;
      const { name, text } = found;
      return { id, name, text };
    },
    list: (room) =>
      [...rooms.get(room)?.values() ?? []].map(({ id, name, sizeBytes }) => ({
        id,
        name,
        sizeBytes,
      })),
    drop,
    totalBytes: () => totalBytes,
    bytesMax: MEMORY_SUBTITLES_BYTES_MAX,
    dropNewest: (isInUse) => {
      let newest: { room: string; id: string; place: number } | null = null;
      for (const [room, shelf] of rooms) {
        const last = [...shelf.values()].at(-1);
        if (last === undefined || last.place < (newest?.place ?? 0)) continue;
        if (!isInUse(room)) newest = { room, id: last.id, place: last.place };
      }
      if (newest === null) return false;
      drop(newest.room, newest.id);
      return true;
    },
    forget: (room) => {
      for (const id of [...rooms.get(room)?.keys() ?? []]) drop(room, id);
      rooms.delete(room);
    },
  };
}
