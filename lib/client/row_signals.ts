import { batch, signal } from "@preact/signals";
import {
  type CommandOf,
  type Crowd,
  CROWD_CALLED_MAX,
  type EventOf,
  type Row,
} from "@/lib/protocol/mod.ts";
import type { RoomSignals } from "./room_signals.ts";
import type { CrowdView } from "./session.ts";

/** Writes rows that came, changed or went. */
export function applyRows(
  room: RoomSignals,
  { changed, gone, crowd }: EventOf<"rows">,
): void {
  const found = room.crowd.peek()?.found ?? null;
  if (crowd !== undefined) setCrowd(room, crowd, found);
  for (const { id } of changed) room.guests.delete(id);
  const isCrowd = room.crowd.peek() !== null;
  const viewers = room.crowd.peek()?.counts.viewers ?? 0;
  if (isCrowd && viewers <= CROWD_CALLED_MAX) room.calls.value++;
  // Everyone is shown from now on: a guest of mine who is not among them has left.
  const lost = isCrowd ? [] : [...room.guests];
  if (!isCrowd) room.guests.clear();
  const left = gone.filter((id) => {
    // A crowd stops showing whom not everyone needs to see: me, or whom I asked for.
    if (isCrowd && found?.rows.some((row) => row.id === id)) {
      room.guests.add(id);
      return false;
    }
    return !isCrowd || id !== room.me.peek()?.id;
  });
  putRows(room, changed, [...left, ...lost]);
}

/** Writes how many a crowd has, and what was found of it by name. */
export function setCrowd(
  room: RoomSignals,
  counts: Crowd | null,
  found: CrowdView["found"],
): void {
  if (counts === null) {
    room.crowd.value = null;
    return;
  }
  room.crowd.value = {
    counts,
    found,
    find: (text) => {
      if (text !== null) room.ask(text);
      else if (room.crowd.peek()?.found) batch(() => applyFound(room, null));
    },
  };
}

/** Writes what was asked for by name; null lets go of it. */
export function applyFound(
  room: RoomSignals,
  found: EventOf<"found"> | null,
): void {
  const rows = found?.rows ?? [];
  const known = room.rows.peek();
  const asked = new Set(rows.map(({ id }) => id));
  const left = [...room.guests].filter((id) => !asked.has(id));
  for (const id of left) room.guests.delete(id);
  for (const id of asked) if (!known.has(id)) room.guests.add(id);
  putRows(room, rows, left);
  const counts = room.crowd.peek()?.counts;
  if (counts !== undefined) setCrowd(room, counts, found);
}

function putRows(
  room: RoomSignals,
  changed: readonly Row[],
  gone: readonly string[],
): void {
  const known = room.rows.peek();
  const added = changed.filter(({ id }) => !known.has(id));
  for (const row of changed) {
    const same = known.get(row.id);
    if (same !== undefined) same.value = row;
  }
  if (added.length === 0 && !gone.some((id) => known.has(id))) return;
  const rows = new Map(known);
  for (const id of gone) rows.delete(id);
  for (const row of added) rows.set(row.id, signal(row));
  room.rows.value = rows;
}

/** A crowd does not send me my own row, unless all of it see me: it is what I just reported. */
export function showOwn(room: RoomSignals, report: CommandOf<"report">): void {
  const me = room.me.peek()?.id;
  const mine = me === undefined ? undefined : room.rows.peek().get(me);
  if (room.crowd.peek() === null || mine === undefined) return;
  const {
    revision: _revision,
    durationS: _durationS,
    oneWayMs: _oneWayMs,
    jitterMs: _jitterMs,
    playLatencyMs: _playLatencyMs,
    seekLatencyMs: _seekLatencyMs,
    aligned: _aligned,
    trouble: _trouble,
    ...shown
  } = report;
  // What a report leaves out is so no more.
  const { copy: _copy, lacks: _lacks, ...row } = mine.peek();
  mine.value = { ...row, ...shown };
}
