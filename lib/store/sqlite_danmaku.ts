import type { DatabaseSync } from "node:sqlite";
import * as v from "valibot";
import {
  type Danmaku,
  DANMAKU_PER_FILM_MAX,
  DANMAKU_PER_ROOM_MAX,
} from "@/lib/protocol/mod.ts";
import { DANMAKU } from "@/lib/protocol/kept.ts";
import type { FilmDanmaku } from "./kept_danmaku.ts";

/** The danmaku of films in an open database. */
export interface SqliteDanmaku {
  /** Adds some, inside of a transaction, and lets go of the oldest that are too many. */
  add(room: string, kept: FilmDanmaku): void;
  /** Those of a film, the oldest first; what cannot be read is left out. */
  list(room: string, film: string): readonly Danmaku[];
  /** Reads all anew: rooms were renamed or forgotten. */
  renew(): void;
}

/**
 * Lists that are held ready: reading one of 2,000 takes 7 ms, and when a film begins every viewer of
 * its room asks for it.
 */
const READY_MAX = 8;

/** The danmaku of films in an open database. */
export function sqliteDanmaku(database: DatabaseSync): SqliteDanmaku {
  const put = database.prepare(
    "INSERT OR REPLACE INTO danmaku (room, number, film, data) VALUES (?, ?, ?, ?)",
  );
  const boundFilm = database.prepare(
    `DELETE FROM danmaku WHERE room = ?1 AND film = ?2 AND number <= (
       SELECT number FROM danmaku WHERE room = ?1 AND film = ?2
       ORDER BY number DESC LIMIT 1 OFFSET ${DANMAKU_PER_FILM_MAX})`,
  );
  const boundRoom = database.prepare(
    `DELETE FROM danmaku WHERE room = ?1 AND number <= (
       SELECT number FROM danmaku WHERE room = ?1
       ORDER BY number DESC LIMIT 1 OFFSET ${DANMAKU_PER_ROOM_MAX})`,
  );
  const list = database.prepare(
    "SELECT data FROM danmaku WHERE room = ? AND film = ? ORDER BY number",
  );
  /** By room, the one asked for last behind all others. */
  const ready = new Map<string, FilmDanmaku>();
  const read = (room: string, film: string): readonly Danmaku[] =>
    list.all(room, film).flatMap(({ data }) => {
      const read = readDanmaku(data);
      return read === null ? [] : [read];
    });
  return {
    add: (room, { film, danmaku }) => {
      for (const one of danmaku) {
        put.run(room, one.number, film, JSON.stringify(one));
      }
      if (danmaku.length === 0) return;
      ready.delete(room);
      boundFilm.run(room, film);
      boundRoom.run(room);
    },
    list: (room, film) => {
      const known = ready.get(room);
      const kept = known?.film === film
        ? known
        : { film, danmaku: read(room, film) };
      ready.delete(room);
      ready.set(room, kept);
      const [oldest] = ready.keys();
      if (ready.size > READY_MAX && oldest !== undefined) ready.delete(oldest);
      return kept.danmaku;
    },
    renew: () => ready.clear(),
  };
}

function readDanmaku(data: unknown): Danmaku | null {
  try {
    const parsed = v.safeParse(DANMAKU, JSON.parse(String(data)));
    return parsed.success ? parsed.output : null;
  } catch {
    return null;
  }
}
