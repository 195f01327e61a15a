import { textUnits } from "@/lib/base/mod.ts";
import {
  type Danmaku,
  DANMAKU_PER_FILM_MAX,
  DANMAKU_PER_ROOM_MAX,
} from "@/lib/protocol/mod.ts";
import type { KeptRoom } from "@/lib/room/mod.ts";
import { changesSince } from "./changes.ts";
import { danmakuToKeep, type FilmDanmaku } from "./kept_danmaku.ts";
import { memorySubtitles } from "./memory_subtitles.ts";
import type { Store } from "./store.ts";

/** Rooms held in memory at the most: the oldest saved goes first. */
export const MEMORY_ROOMS_MAX = 1000;

/**
 * Text of all rooms together, in UTF-16 units, histories and danmaku: 64 MB where it is not ASCII. Of
 * more the oldest saved goes first.
 */
export const MEMORY_UNITS_MAX = 32 * 1024 * 1024;

/** A danmaku, and the film it flies over. */
interface Flown {
  readonly film: string;
  readonly one: Danmaku;
}

/** A store that lasts as long as the process: where no disk can be written. */
export function createMemoryStore(): Store {
  const rooms = new Map<string, KeptRoom>();
  const danmaku = new Map<string, readonly Flown[]>();
  /** Text of each room, in UTF-16 units. */
  const units = new Map<string, number>();
  let totalUnits = 0;
  const { forget: forgetSubtitles, ...subtitles } = memorySubtitles();
  const forget = (id: string) => {
    rooms.delete(id);
    danmaku.delete(id);
    totalUnits -= units.get(id) ?? 0;
    units.delete(id);
    forgetSubtitles(id);
  };
  const weigh = ({ id, history }: KeptRoom) => {
    const flown = danmaku.get(id) ?? [];
    const now = textUnits(history) + textUnits(flown.map(({ one }) => one));
    totalUnits += now - (units.get(id) ?? 0);
    units.set(id, now);
  };
  return {
    keeps: "memory",
    load: (id) => rooms.get(id) ?? null,
    access: (id) => rooms.get(id)?.access ?? null,
    save: (room) => {
      const before = rooms.get(room.id) ?? null;
      const { lines } = changesSince(before, room);
      const kept = danmakuToKeep(room, lines);
      if (kept.danmaku.length > 0) {
        danmaku.set(room.id, withMore(danmaku.get(room.id) ?? [], kept));
      }
      rooms.delete(room.id);
      rooms.set(room.id, room);
      weigh(room);
      for (const oldest of rooms.keys()) {
        const isTooMuch = rooms.size > MEMORY_ROOMS_MAX ||
          totalUnits > MEMORY_UNITS_MAX;
        if (!isTooMuch || oldest === room.id) break;
        forget(oldest);
      }
    },
    danmaku: (room, film) => of(danmaku.get(room) ?? [], film),
    subtitles,
    forgetBefore: (wallMs) => {
      for (const { id, savedWallMs } of rooms.values()) {
        if (savedWallMs < wallMs) forget(id);
      }
    },
    usedBytes: () => 0,
    forgetNewest: () => false,
    close: () => {},
  };
}

/** The newest that a room keeps, of a film and of all its films. */
function withMore(
  before: readonly Flown[],
  { film, danmaku }: FilmDanmaku,
): readonly Flown[] {
  const all = [...before, ...danmaku.map((one) => ({ film, one }))];
  const tooMany = of(all, film).length - DANMAKU_PER_FILM_MAX;
  let dropped = 0;
  return all.filter((one) => one.film !== film || dropped++ >= tooMany)
    .slice(-DANMAKU_PER_ROOM_MAX);
}

function of(flown: readonly Flown[], film: string): readonly Danmaku[] {
  return flown.filter((one) => one.film === film).map(({ one }) => one);
}
