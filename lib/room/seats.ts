import * as v from "valibot";
import { Roster } from "@/lib/base/mod.ts";
import {
  PAST_VIEWERS_MAX,
  RETRY_LONGEST_MS,
  VIEWERS_PER_ROOM_MAX,
} from "@/lib/protocol/mod.ts";
import { SEAT } from "@/lib/protocol/kept.ts";
import type { Now, Past, Room, Viewer } from "./state.ts";

/**
 * Who sat in a room when it was written down, with the token by which they take their row back:
 * a restart of the server is a hiccup of which nobody is told.
 */
export const SEATS = v.pipe(
  v.array(SEAT),
  v.maxLength(VIEWERS_PER_ROOM_MAX + PAST_VIEWERS_MAX),
);

/** One seat; see {@linkcode SEATS}. */
export type Seat = v.InferOutput<typeof SEATS>[number];

/** The seats of those who are in the room, and of the last who left it. */
export function seatsOf({ viewers, past }: Room): Seat[] {
  const seats: Seat[] = [];
  for (const viewer of viewers.values()) {
    const { id, token, name, askedName, device, following, recentIds } = viewer;
    const { person, address } = viewer;
    seats.push({
      id,
      token,
      name,
      askedName,
      device,
      following,
      recentIds: [...recentIds],
      hasLeft: false,
      person,
      address,
    });
  }
  for (const { id, token, askedName, recentIds } of past.values()) {
    seats.push({
      id,
      token,
      name: askedName,
      askedName,
      device: "other",
      following: true,
      recentIds: [...recentIds],
      hasLeft: true,
      address: null,
    });
  }
  return seats;
}

/**
 * Those seats' viewers, waited for. Their pages went on trying while the server was away, so their
 * grace begins when the last of them has tried once more.
 */
export function waitedFor(
  seats: readonly Seat[],
  { nowMs }: Now,
): Roster<Viewer> {
  const sinceMs = nowMs + RETRY_LONGEST_MS;
  const those = seats.filter(({ hasLeft }) => !hasLeft);
  return Roster.of(those.map(({ hasLeft: _, ...seat }) => [seat.id, {
    ...seat,
    person: seat.person ?? seat.token,
    lostAtMs: sinceMs,
    reachable: true,
    heardMs: sinceMs,
    listed: true,
    leaveTold: false,
    reports: [],
    stallTold: false,
    stall: null,
  }]));
}

/** Those who may come back and send again what they sent: all whose row is not waited for. */
export function pastOfSeats(
  seats: readonly Seat[],
  viewers: Room["viewers"],
): Roster<Past> {
  const those = seats.filter(({ id, recentIds }) =>
    recentIds.length > 0 && !viewers.has(id)
  );
  return Roster.of(
    those.slice(-PAST_VIEWERS_MAX).map((
      { id, token, askedName, recentIds },
    ) => [token, { id, token, askedName, recentIds }]),
  );
}
