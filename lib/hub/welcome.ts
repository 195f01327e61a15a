import { PROTOCOL_VERSION, type RoomEvent } from "@/lib/protocol/mod.ts";
import { guardState, type Room, rowsOf } from "@/lib/room/mod.ts";

/**
 * The whole room for one of its viewers, who alone learns their token by it.
 *
 * @throws {Error} when the viewer is not in the room
 */
export function welcome(
  room: Room,
  viewerId: string,
  { epoch, serverMs }: { readonly epoch: string; readonly serverMs: number },
): RoomEvent {
  const viewer = room.viewers.get(viewerId);
  if (viewer === undefined) {
    throw new Error(`Cannot welcome ${viewerId} as the room lacks them`);
  }
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
    rows: rowsOf(room),
    guard: guardState(room.guard),
    settings: room.settings,
    history: [...room.history],
  };
}
