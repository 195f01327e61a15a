import { clamp } from "@/lib/base/mod.ts";
import type { CommandOf, What } from "@/lib/protocol/mod.ts";
import type { Line } from "@/lib/time/mod.ts";
import { endWait } from "./guard_state.ts";
import { linkName } from "./link_name.ts";
import { type Move, move } from "./move.ts";
import { endOf } from "./position.ts";
import { setting } from "./setting.ts";
import type { Now, Room, Step, Viewer } from "./state.ts";
import { roomPositionS, tell } from "./tell.ts";
import { withViewer } from "./viewers.ts";

/** This close to its end a film is over, and play begins it anew; in seconds. */
const END_S = 0.2;

/** Everyone plays; at the end of the film, from its start. */
export function play(room: Room, by: string, now: Now): Step {
  const { durationS, speed } = room.timeline;
  const isOver = durationS !== null &&
    roomPositionS(room, now.nowMs) >= durationS - END_S;
  return command(
    room,
    {
      how: "play",
      by,
      needs: isOver ? "jump" : "start",
      rate: speed,
      ...(isOver ? { onto: { positionS: 0, rate: 0, atMs: now.nowMs } } : {}),
    },
    { what: "all-play" },
    now,
  );
}

/** Everyone pauses. */
export function pause(room: Room, by: string, now: Now): Step {
  return command(room, { how: "pause", by, needs: "news", rate: 0 }, {
    what: "all-pause",
  }, now);
}

/** Everyone jumps. */
export function seek(
  room: Room,
  by: string,
  wantedS: number,
  now: Now,
): Step {
  const positionS = clamp(wantedS, 0, endOf(room.timeline));
  return command(
    room,
    {
      how: "seek",
      by,
      needs: "jump",
      rate: wantsToPlay(room) ? room.timeline.speed : 0,
      onto: { positionS, rate: 0, atMs: now.nowMs },
    },
    { what: "all-seek", value: positionS },
    now,
  );
}

/** Everyone's speed. */
export function setSpeed(
  room: Room,
  by: string,
  speed: number,
  now: Now,
): Step {
  return command(
    room,
    {
      how: "rate",
      by,
      needs: "news",
      rate: wantsToPlay(room) ? speed : 0,
      speed,
    },
    { what: "all-rate", value: speed },
    now,
  );
}

/** Everyone to where one viewer is, in their state and speed. */
export function syncTo(
  room: Room,
  by: string,
  to: { readonly line: Line; readonly speed: number },
  now: Now,
): Step {
  return command(
    room,
    {
      how: "sync",
      by,
      needs: "jump",
      rate: to.line.rate > 0 ? to.speed : 0,
      speed: to.speed,
      onto: to.line,
    },
    { what: "all-sync", value: to.line.positionS },
    now,
  );
}

/** Everyone watches another film, from its start, paused until all have it. */
export function setSource(
  room: Room,
  by: string,
  source: CommandOf<"source">["source"],
  now: Now,
): Step {
  return command(
    room,
    {
      how: "source",
      by,
      needs: "jump",
      rate: 0,
      onto: { positionS: 0, rate: 0, atMs: now.nowMs },
      source,
    },
    { what: "all-source", about: sourceName(source) },
    now,
  );
}

/** The film begins again at its end, or does not. */
export function setLoop(room: Room, by: string, on: boolean, now: Now): Step {
  if (room.settings.loop === on) return { room, effects: [] };
  const news = { what: on ? "loop-on" : "loop-off", by } as const;
  return setting(room, { loop: on }, news, now);
}

/**
 * What a viewer did to their own player: they are free from now on. With the guard on nobody is
 * free, and the act is the room's.
 */
export function act(
  room: Room,
  viewer: Viewer,
  did: CommandOf<"act">,
  now: Now,
): Step {
  if (isActOfAll(room, viewer, did)) {
    return actOfAll(room, viewer.name, did, now);
  }
  // Whoever acted before they heard of the last command follows that command all the same.
  if (did.revision < room.timeline.revision) return { room, effects: [] };
  const value = did.what === "rate" ? did.speed : did.positionS;
  const free = room.guard.on
    ? room
    : withViewer(room, { ...viewer, following: false });
  return tell(free, {
    what: did.what,
    by: viewer.name,
    value,
    about: did.about,
  }, now);
}

/**
 * Whether what a viewer does to their player is the room's act: nobody is free under the guard. Who
 * turns to a film of their own leaves the room's to the others, and it is told.
 */
export function isActOfAll(
  { guard, timeline }: Room,
  viewer: Viewer,
  { what }: Pick<CommandOf<"act">, "what">,
): boolean {
  return guard.on && what !== "source" && isOn(timeline.sourceId, viewer);
}

/** Back to the room: from a line of one's own, or, also under the guard, from a film of one's own. */
export function follow(room: Room, viewer: Viewer, now: Now): Step {
  const isWith = viewer.following &&
    (viewer.reports.length === 0 || isOn(room.timeline.sourceId, viewer));
  if (isWith) return { room, effects: [] };
  const next = withViewer(room, { ...viewer, following: true });
  return tell(next, { what: "follow", by: viewer.name }, now);
}

function isOn(sourceId: number, { reports }: Viewer): boolean {
  return reports.at(-1)?.sourceId === sourceId;
}

/** The film ran out: it begins again, or the timeline rests at its end. */
export function atEnd(room: Room, now: Now): Step {
  const { durationS, rate, atMs } = room.timeline;
  if (rate === 0 || durationS === null || now.nowMs < atMs) {
    return { room, effects: [] };
  }
  if (roomPositionS(room, now.nowMs) < durationS) return { room, effects: [] };
  return room.settings.loop
    ? move(room, {
      how: "loop",
      by: null,
      needs: "jump",
      rate,
      onto: { positionS: 0, rate: 0, atMs: now.nowMs },
    }, now)
    : move(room, {
      how: "end",
      by: null,
      needs: "news",
      rate: 0,
      onto: { positionS: durationS, rate: 0, atMs: now.nowMs },
    }, now);
}

/** A source's name for people. */
export function sourceName(source: CommandOf<"source">["source"]): string {
  switch (source.kind) {
    case "film":
      return source.path;
    case "link":
      return linkName(source.url);
    case "local":
      return source.name;
  }
}

// While the guard waits the line rests, but the room means to play.
function wantsToPlay({ timeline, guard }: Room): boolean {
  return timeline.rate > 0 || guard.wait !== null;
}

function actOfAll(
  room: Room,
  by: string,
  did: CommandOf<"act">,
  now: Now,
): Step {
  switch (did.what) {
    case "play":
      return play(room, by, now);
    case "pause":
      return pause(room, by, now);
    case "seek":
      return seek(room, by, did.positionS, now);
    case "rate":
      return setSpeed(room, by, did.speed, now);
    case "source":
    case "sync-to":
      return { room, effects: [] };
  }
}

function command(
  room: Room,
  change: Move,
  news: {
    readonly what: What;
    readonly value?: number;
    readonly about?: string;
  },
  now: Now,
): Step {
  const waited = endWait(room, now);
  const moved = move(waited.room, change, now);
  const told = tell(moved.room, { by: change.by, ...news }, now);
  return {
    room: told.room,
    effects: [...waited.effects, ...moved.effects, ...told.effects],
  };
}
