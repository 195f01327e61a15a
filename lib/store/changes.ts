import type { KeptRoom, Seat } from "@/lib/room/mod.ts";

type HistoryLine = KeptRoom["history"][number];

/** What is to be written of a room. */
export interface Changes {
  /** All that is small and changes together. */
  readonly head: Omit<KeptRoom, "access" | "history" | "seats">;
  /** Whose the room is and who may come in; null where that is as it was. */
  readonly access: KeptRoom["access"] | null;
  /** Lines to add. */
  readonly lines: readonly HistoryLine[];
  /** Lines of a lower number are forgotten. */
  readonly firstNumber: number;
  /** Seats to put in the place of those of the same id. */
  readonly seats: readonly Seat[];
  /** Ids of seats to forget. */
  readonly gone: readonly string[];
}

/**
 * What changed in a room since it was written. Lines are never changed once they are told, so
 * that those above the last known number are what is new.
 *
 * @param since null for a room of which nothing is written
 */
export function changesSince(since: KeptRoom | null, room: KeptRoom): Changes {
  const { access, history, seats, ...head } = room;
  const known = new Map(since?.seats.map((seat) => [seat.id, seat]));
  const lastNumber = since?.history.at(-1)?.number ?? 0;
  const changed: Seat[] = [];
  for (const seat of seats) {
    const before = known.get(seat.id);
    if (before === undefined || !isSame(before, seat)) changed.push(seat);
    known.delete(seat.id);
  }
  const isNew = ({ number }: HistoryLine) => number > lastNumber;
  const from = history.findIndex(isNew);
  return {
    head,
    // Never changed in place.
    access: access === since?.access ? null : access,
    lines: from < 0 ? [] : history.slice(from),
    firstNumber: history[0]?.number ?? room.nextNumber,
    seats: changed,
    gone: [...known.keys()],
  };
}

function isSame(one: Seat, other: Seat): boolean {
  return one.token === other.token && one.name === other.name &&
    one.askedName === other.askedName && one.device === other.device &&
    one.person === other.person && one.address === other.address &&
    one.following === other.following && one.hasLeft === other.hasLeft &&
    // Ids are only ever added at the end, so the last one tells.
    one.recentIds.length === other.recentIds.length &&
    one.recentIds.at(-1) === other.recentIds.at(-1);
}
