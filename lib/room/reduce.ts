import {
  type Command,
  COMMAND_AGE_MAX_MS,
  type CommandOf,
  type CommandType,
  type ErrorCode,
  FRONT_SPOKEN_MAX,
  RECENT_IDS_MAX,
} from "@/lib/protocol/mod.ts";
import { believableMs } from "./believe.ts";
import { pin, setSubtitle } from "./captions.ts";
import { postProgress, say } from "./chat.ts";
import { find } from "./find.ts";
import { choose, setGuard } from "./guard.ts";
import {
  act,
  follow,
  pause,
  play,
  seek,
  setLoop,
  setSource,
  setSpeed,
  syncTo,
} from "./playback.ts";
import {
  bansFor,
  claim,
  handOver,
  release,
  sendOut,
  setPassword,
  setRights,
  setRole,
  unban,
} from "./govern.ts";
import { objection, viewerHas } from "./rights.ts";
import type { Effect, Now, Room, Step, Viewer } from "./state.ts";
import { type ExplainedReport, report, withViewer } from "./viewers.ts";

/** The commands that rules answer; `hello`, `probe` and `timings` are the hub's. */
export type RoomCommandType = Exclude<
  CommandType,
  "hello" | "probe" | "timings"
>;
/** A command about a password, which the hub has hashed: rules never see one. */
export type HashedPassword = Omit<CommandOf<"password">, "password"> & {
  readonly passwordHash: string | null;
};
/** A command that rules answer; the hub explains the stall that a report tells of. */
export type RoomCommand =
  | Extract<Command, { type: Exclude<RoomCommandType, "report" | "password"> }>
  | ({ readonly type: "report" } & ExplainedReport)
  | ({ readonly type: "password" } & HashedPassword);

type Rule<K extends RoomCommandType> = (
  room: Room,
  command: K extends "report" ? ExplainedReport
    : K extends "password" ? HashedPassword
    : CommandOf<K>,
  viewer: Viewer,
  now: Now,
) => Step;

const RULES: { readonly [K in RoomCommandType]: Rule<K> } = {
  report: (room, said, viewer, now) => report(room, viewer, said, now),
  find: (room, asked, { id }, now) => find(room, id, asked, now),
  play: (room, _, { name }, now) => play(room, name, now),
  pause: (room, _, { name }, now) => pause(room, name, now),
  seek: (room, { positionS }, { name }, now) =>
    seek(room, name, positionS, now),
  rate: (room, { speed }, { name }, now) => setSpeed(room, name, speed, now),
  syncToMe: (room, me, { name }, now) => {
    const line = { ...me, atMs: believableMs(me.atMs, now) };
    return syncTo(room, name, { line, speed: me.speed }, now);
  },
  source: (room, { source }, { name }, now) =>
    setSource(room, name, source, now),
  loop: (room, { on }, { name }, now) => setLoop(room, name, on, now),
  subtitle: (room, { subtitle }, { name }, now) =>
    setSubtitle(room, name, subtitle, now),
  pin: (room, { text }, { name }, now) => pin(room, name, text, now),
  guard: (room, wish, { name }, now) => setGuard(room, name, wish, now),
  guardChoice: (room, choice, { name }, now) => choose(room, name, choice, now),
  act: (room, did, viewer, now) => {
    // What an act is about is text to all, and takes what writing takes.
    const about = viewerHas(room, viewer, "write") ? did.about : null;
    return act(room, viewer, { ...did, about }, now);
  },
  follow: (room, _, viewer, now) => follow(room, viewer, now),
  say: (room, said, viewer, now) => say(room, viewer, said, now),
  postProgress: (room, _, { name }, now) => postProgress(room, name, now),
  claim: (room, _, viewer, now) => claim(room, viewer, now),
  release: (room, _, { name }, now) => release(room, name, now),
  handOver: (room, { viewer: to }, viewer, now) =>
    handOver(room, viewer, to, now),
  role: (room, wish, { name }, now) => setRole(room, name, wish, now),
  rights: (room, { rights }, { name }, now) =>
    setRights(room, name, rights, now),
  password: (room, { passwordHash }, { name }, now) =>
    setPassword(room, name, passwordHash, now),
  kick: (room, { id, viewer }, { name }, now) =>
    sendOut(room, name, { id, viewer, isForGood: false }, now),
  ban: (room, { id, viewer }, me, now) =>
    withBans(
      sendOut(room, me.name, { id, viewer, isForGood: true }, now),
      me,
      now,
    ),
  unban: (room, { ban }, me, now) =>
    withBans(unban(room, me.name, ban, now), me, now),
  bans: (room, _, me, now) => withBans({ room, effects: [] }, me, now),
};

/**
 * The rules: a room and a viewer's command give the next room and what is to be done. Commands
 * with an id are acknowledged; one pressed more than COMMAND_AGE_MAX_MS ago is refused and its
 * sender shown how the room stands; one sent twice acts once.
 *
 * @param from the sender's id; a command of somebody who is not in the room does nothing
 */
export function reduce(
  room: Room,
  from: string,
  command: RoomCommand,
  now: Now,
): Step {
  const viewer = room.viewers.get(from);
  if (viewer === undefined) return { room, effects: [] };
  if (!("id" in command)) return apply(room, command, viewer, now);
  if (viewer.recentIds.includes(command.id)) {
    return { room, effects: [ack(room, from, command.id)] };
  }
  const why = objection(room, viewer, command);
  if (why !== null) {
    const { code, detail } = why;
    return { room, effects: [refusal(from, code, detail, command.id)] };
  }
  if (
    "pressedAtMs" in command &&
    now.nowMs - command.pressedAtMs > COMMAND_AGE_MAX_MS
  ) {
    return { room, effects: stale(room, from, command.id, now) };
  }
  const recentIds = [...viewer.recentIds, command.id].slice(-RECENT_IDS_MAX);
  const heard: Viewer = { ...viewer, recentIds };
  const next = withSpoken(withViewer(room, heard), from);
  const step = apply(next, command, heard, now);
  return {
    room: step.room,
    effects: [...step.effects, ack(step.room, from, command.id)],
  };
}

/** The effect that tells one viewer why something was not done. */
export function refusal(
  to: string,
  code: ErrorCode,
  detail: string,
  id: string | null,
): Effect {
  return {
    type: "send",
    to: { viewer: to },
    event: { type: "error", code, detail, id },
  };
}

function apply(
  room: Room,
  command: RoomCommand,
  viewer: Viewer,
  now: Now,
): Step {
  // The table pairs each type with its rule; TypeScript cannot see that across a union.
  const rule = RULES[command.type] as (
    room: Room,
    command: RoomCommand,
    viewer: Viewer,
    now: Now,
  ) => Step;
  return rule(room, command, viewer, now);
}

/** The room with somebody as the last who spoke. */
function withSpoken(room: Room, from: string): Room {
  const { spoken } = room;
  if (spoken.at(-1) === from) return room;
  const others = spoken.filter((id) => id !== from);
  return { ...room, spoken: [...others, from].slice(-FRONT_SPOKEN_MAX) };
}

/** With the list of who is kept out, for who changed it or asked. */
function withBans({ room, effects }: Step, { id }: Viewer, now: Now): Step {
  return { room, effects: [...effects, bansFor(room, id, now)] };
}

function ack(room: Room, to: string, id: string): Effect {
  return {
    type: "send",
    to: { viewer: to },
    event: { type: "ack", id, revision: room.timeline.revision },
  };
}

function stale(room: Room, to: string, id: string, { nowMs }: Now): Effect[] {
  return [
    refusal(
      to,
      "stale",
      `Cannot act on a press older than ${COMMAND_AGE_MAX_MS} ms`,
      id,
    ),
    {
      type: "send",
      to: { viewer: to },
      event: { type: "timeline", serverMs: nowMs, timeline: room.timeline },
    },
  ];
}
