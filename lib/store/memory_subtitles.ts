import {
  type ShelvedSubtitle,
  sizeOf,
  type SubtitleShelf,
} from "./subtitle_shelf.ts";

/** Text of all files together where there is no disk for them, in bytes of UTF-8. */
const BYTES_MAX = 32 * 1024 * 1024;

/** A file whose length was reckoned once. */
type Sized = ShelvedSubtitle & { readonly sizeBytes: number };

/** Subtitle files for as long as the process lives; `forget` lets go of a room's. */
export function memorySubtitles(): SubtitleShelf & {
  forget(room: string): void;
} {
  const rooms = new Map<string, Map<string, Sized>>();
  let totalBytes = 0;
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
      rooms.set(room, shelf.set(id, { id, name, text, sizeBytes }));
      totalBytes += sizeBytes;
    },
    find: (room, id) => {
      const found = rooms.get(room)?.get(id);
      if (found === undefined) return null;
      const { sizeBytes: _, ...subtitle } = found;
      return subtitle;
    },
    list: (room) =>
      [...rooms.get(room)?.values() ?? []].map(({ id, name, sizeBytes }) => ({
        id,
        name,
        sizeBytes,
      })),
    drop,
    totalBytes: () => totalBytes,
    bytesMax: BYTES_MAX,
    dropNewest: (isInUse) => {
      const room = [...rooms].findLast(([id, { size }]) =>
        size > 0 && !isInUse(id)
      )?.[0];
      const newest = [...rooms.get(room ?? "")?.keys() ?? []].at(-1);
      if (room === undefined || newest === undefined) return false;
      drop(room, newest);
      return true;
    },
    forget: (room) => {
      for (const id of [...rooms.get(room)?.keys() ?? []]) drop(room, id);
      rooms.delete(room);
    },
  };
}
