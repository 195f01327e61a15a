import {
  type ShelvedSubtitle,
  sizeOf,
  type SubtitleShelf,
} from "./subtitle_shelf.ts";

/** Subtitle files for as long as the process lives; `forget` lets go of a room's. */
export function memorySubtitles(): SubtitleShelf & {
  forget(room: string): void;
} {
  const rooms = new Map<string, Map<string, ShelvedSubtitle>>();
  return {
    add: (room, subtitle) => {
      const shelf = rooms.get(room) ?? new Map();
      shelf.delete(subtitle.id);
      rooms.set(room, shelf.set(subtitle.id, subtitle));
    },
    find: (room, id) => rooms.get(room)?.get(id) ?? null,
    list: (room) =>
      [...rooms.get(room)?.values() ?? []].map(({ id, name, text }) => ({
        id,
        name,
        sizeBytes: sizeOf(text),
      })),
    drop: (room, id) => {
      rooms.get(room)?.delete(id);
    },
    totalBytes: () => {
      let bytes = 0;
      for (const shelf of rooms.values()) {
        for (const { text } of shelf.values()) bytes += sizeOf(text);
      }
      return bytes;
    },
    forget: (room) => {
      rooms.delete(room);
    },
  };
}
