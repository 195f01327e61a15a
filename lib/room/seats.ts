import * as v from "valibot";
import { RETRY_LONGEST_MS } from "@/lib/protocol/mod.ts";
import { SEAT } from "@/lib/protocol/kept.ts";
import type { Now, Room, Viewer } from "./state.ts";

/** Seats that are written down of a room: more would make each write of a full room a long one. */
export const SEATS_MAX = 500;

/**
 * Who sat in a room when it was written down, with the token by which they take their row back:
 * a restart of the server is a hiccup of which nobody is told.
 */
export const SEATS = v.pipe(
  v.array(SEAT),
  v.maxLength(SEATS_MAX),
);

/** The seats of those whom the room lists. */
export function seatsOf({ viewers }: Room): v.InferOutput<typeof SEATS> {
  return [...viewers.values()].filter(({ listed }) => listed)
    .slice(0, SEATS_MAX)
    .map(({ id, token, name, askedName, device, following }) => ({
      id,
      token,
      name,
      askedName,
      device,
      following,
    }));
}

/**
 * Those seats' viewers, waited for. Their pages went on trying while the server was away, so their
 * grace begins when the last of them has tried once more.
 */
export function waitedFor(
  seats: v.InferOutput<typeof SEATS>,
  { nowMs }: Now,
): Map<string, Viewer> {
  const sinceMs = nowMs + RETRY_LONGEST_MS;
  return new Map(seats.map((seat) => [seat.id, {
    ...seat,
    lostAtMs: sinceMs,
    heardMs: sinceMs,
    listed: true,
    reports: [],
    stallTold: false,
    stall: null,
    recentIds: [],
  }]));
}
