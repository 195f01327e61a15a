import {
  type CommandOf,
  PROTOCOL_VERSION,
  type RoomEvent,
} from "@/lib/protocol/mod.ts";
import { accessState, guardState, type Room, rowsFor } from "@/lib/room/mod.ts";

/** What is true of the server, beside the room. */
export interface WelcomeFacts {
  /** Names this run of the server. */
  readonly epoch: string;
  readonly serverMs: number;
  readonly diskOk: boolean;
  /** What this viewer had seen before; null for all of it. */
  readonly seen: NonNullable<CommandOf<"hello">["seen"]> | null;
}

/**
 * The whole room for one of its viewers, who alone learns their token by it. Whoever was here
 * before gets of the history only what they lack.
 *
 * @throws {Error} when the viewer is not in the room
 */
export function welcome(
  room: Room,
  viewerId: string,
  { epoch, serverMs, diskOk, seen }: WelcomeFacts,
): RoomEvent {
  const viewer = room.viewers.get(viewerId);
  if (viewer === undefined) {
    throw new Error(`Cannot welcome ${viewerId} as the room lacks them`);
  }
  const historyAfter = seen === null || seen.epoch !== epoch ||
      !isGapless(room, seen.line)
    ? null
    : seen.line;
  return {
    type: "welcome",
    version: PROTOCOL_VERSION,
    epoch,
    serverMs,
    viewer: viewer.id,
    name: viewer.name,
    token: viewer.token,
    room: room.id,
    timeline: room.timeline,
    rows: rowsFor(room, viewer.id),
    ...(room.crowd === null ? {} : { crowd: room.crowd.counts }),
    guard: guardState(room.guard),
    settings: room.settings,
    access: accessState(room.access),
    history: historyAfter === null
      ? [...room.history]
      : room.history.filter(({ number }) => number > historyAfter),
    historyAfter,
    diskOk,
  };
}

/** Whether all lines after a number are still there. */
function isGapless({ history, nextNumber }: Room, number: number): boolean {
  const firstKept = history[0]?.number ?? nextNumber;
  return number + 1 >= firstKept && number < nextNumber;
}
