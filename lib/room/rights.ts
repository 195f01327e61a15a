import {
  type ErrorCode,
  hasRight,
  type KeptAccess,
  RANKS,
  type Right,
  type Role,
} from "@/lib/protocol/mod.ts";
import { roleOf } from "./access.ts";
import { objectionTo } from "./govern.ts";
import { isActOfAll } from "./playback.ts";
import type { RoomCommand, RoomCommandType } from "./reduce.ts";
import type { Room, Viewer } from "./state.ts";

/** What a command takes: nothing, a right that the owner sets, or a place in the room. */
export type Need =
  | "nothing" // everyone's own affair
  | Right
  | "claim" // a room that is nobody's
  | "kick" // the owner, or who stands in
  | "own"; // the owner

/** What each command takes. */
export const NEEDS: { readonly [K in RoomCommandType]: Need } = {
  report: "nothing",
  follow: "nothing",
  find: "nothing",
  // To one's own player; with the guard on it is the room's act, and takes what that takes.
  act: "nothing",
  play: "command",
  pause: "command",
  seek: "command",
  rate: "command",
  syncToMe: "command",
  loop: "command",
  source: "source",
  subtitle: "source",
  guard: "guard",
  guardChoice: "guard",
  say: "write",
  pin: "write",
  postProgress: "write",
  claim: "claim",
  release: "own",
  handOver: "own",
  role: "own",
  rights: "own",
  password: "own",
  kick: "kick",
  ban: "own",
  unban: "own",
  bans: "own",
};

/** Whether somebody may do what a command takes. In a room that is nobody's all may everything. */
export function mayDo(
  role: Role,
  need: Need,
  access: Pick<KeptAccess, "owner" | "rights">,
): boolean {
  const isOwned = access.owner !== null;
  switch (need) {
    case "nothing":
      return true;
    case "claim":
      return !isOwned;
    case "kick":
      return isOwned && RANKS[role] >= RANKS.deputy;
    case "own":
      return isOwned && role === "owner";
    case "command":
    case "source":
    case "guard":
    case "write":
      return hasRight(role, need, access);
  }
}

/** Whether a viewer has a right in the room as it is. */
export function viewerHas(room: Room, viewer: Viewer, right: Right): boolean {
  return hasRight(roleOf(room, viewer.person), right, room.access);
}

/** Why a command is not done. */
export interface Objection {
  readonly code: ErrorCode;
  readonly detail: string;
}

/** Why somebody's command is not to be done; null where it is. */
export function objection(
  room: Room,
  viewer: Viewer,
  command: RoomCommand,
): Objection | null {
  const need = needOf(room, viewer, command);
  const role = roleOf(room, viewer.person);
  if (!mayDo(role, need, room.access)) {
    // A claim is nobody's right: somebody was faster.
    return need === "claim"
      ? {
        code: "not-possible",
        detail: "Cannot claim a room that has an owner",
      }
      : {
        code: "forbidden",
        detail:
          `Cannot ${command.type} as the room's owner allows it to others`,
      };
  }
  return objectionTo(room, viewer, command);
}

function needOf(room: Room, viewer: Viewer, command: RoomCommand): Need {
  return command.type === "act" && isActOfAll(room, viewer, command)
    ? "command"
    : NEEDS[command.type];
}
