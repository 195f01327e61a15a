import type { KeptRoom } from "@/lib/room/mod.ts";
import type { Store } from "./store.ts";

/** Rooms held in memory at the most: the oldest saved goes first. */
export const MEMORY_ROOMS_MAX = 1000;

/** A store that lasts as long as the process: where no disk can be written. */
export function createMemoryStore(): Store {
  const rooms = new Map<string, KeptRoom>();
  return {
    keeps: "memory",
    load: (id) => rooms.get(id) ?? null,
    access: (id) => rooms.get(id)?.access ?? null,
    save: (room) => {
      rooms.delete(room.id);
      rooms.set(room.id, room);
      const [oldest] = rooms.keys();
      if (rooms.size > MEMORY_ROOMS_MAX && oldest !== undefined) {
        rooms.delete(oldest);
      }
    },
    forgetBefore: (wallMs) => {
      for (const { id, savedWallMs } of rooms.values()) {
        if (savedWallMs < wallMs) rooms.delete(id);
      }
    },
    close: () => {},
  };
}
