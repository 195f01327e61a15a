import type { Ban } from "@/lib/protocol/mod.ts";
import { type Room, shownBans } from "@/lib/room/mod.ts";

/** A room in short. */
export interface RoomInShort {
  readonly room: string;
  readonly viewers: number;
  /** Whether a password is asked for. */
  readonly closed: boolean;
  /** The owner's name; null where nobody claimed it. */
  readonly owner: string | null;
}

/** A room as the admin sees it. */
export interface RoomForAdmin extends RoomInShort {
  readonly bans: readonly Ban[];
}

/** A room in short. */
export function roomInShort({ id, viewers, access }: Room): RoomInShort {
  return {
    room: id,
    viewers: viewers.size,
    closed: access.passwordHash !== null,
    owner: access.owner?.name ?? null,
  };
}

/** A room with who is kept out of it; no session and no address is in it. */
export function roomForAdmin(room: Room, wallMs: number): RoomForAdmin {
  return { ...roomInShort(room), bans: shownBans(room.access, wallMs) };
}
