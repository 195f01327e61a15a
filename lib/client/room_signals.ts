import {
  batch,
  type ReadonlySignal,
  type Signal,
  signal,
} from "@preact/signals";
import {
  type AccessState,
  type Ban,
  type EventOf,
  FIRST_ACCESS,
  FIRST_GUARD,
  FIRST_SETTINGS,
  type GuardState,
  HISTORY_MAX,
  type HistoryLine,
  makesFollow,
  type RoomEvent,
  type Row,
  type Settings,
  type Timeline,
} from "@/lib/protocol/mod.ts";
import { applyFound, applyRows, setCrowd } from "./row_signals.ts";
import type { CrowdView, Me } from "./session.ts";

/** The room as this page knows it: signals that events write and the screen reads. */
export interface RoomSignals {
  readonly me: Signal<Me | null>;
  readonly timeline: Signal<Timeline | null>;
  readonly rows: Signal<ReadonlyMap<string, Signal<Row>>>;
  /** A room so large that `rows` are only some; null where they are all. */
  readonly crowd: Signal<CrowdView | null>;
  /** Ids of those whose rows are known only because they were asked for. */
  readonly guests: Set<string>;
  /** How often a crowd's rows came: each time all of it are to report. */
  readonly calls: Signal<number>;
  /** Asks the server for viewers by a part of their name. */
  readonly ask: (text: string) => void;
  readonly guard: Signal<GuardState>;
  readonly settings: Signal<Settings>;
  readonly access: Signal<AccessState>;
  readonly bans: Signal<readonly Ban[]>;
  readonly history: Signal<readonly HistoryLine[]>;
  readonly following: Signal<boolean>;
  readonly libraryVersion: Signal<number>;
  readonly diskOk: Signal<boolean>;
}

/**
 * The signals of a room of which nothing is known yet.
 *
 * @param ask asks the server for viewers by a part of their name
 */
export function createRoomSignals(
  ask: RoomSignals["ask"] = () => {},
): RoomSignals {
  return {
    me: signal(null),
    timeline: signal(null),
    rows: signal(new Map()),
    crowd: signal(null),
    guests: new Set(),
    calls: signal(0),
    ask,
    guard: signal(FIRST_GUARD),
    settings: signal(FIRST_SETTINGS),
    access: signal(FIRST_ACCESS),
    bans: signal([]),
    history: signal([]),
    following: signal(true),
    libraryVersion: signal(0),
    diskOk: signal(true),
  };
}

/**
 * Writes the whole room.
 *
 * @param isSameRun whether the server is the one that was known: then a viewer who was free, and
 *   whom no command called back meanwhile, stays free
 */
export function applyWelcome(
  room: RoomSignals,
  welcome: EventOf<"welcome">,
  { isSameRun }: { readonly isSameRun: boolean },
): void {
  const isUnchanged = isSameRun &&
    room.timeline.peek()?.revision === welcome.timeline.revision;
  const mine = welcome.rows.find(({ id }) => id === welcome.viewer);
  batch(() => {
    room.me.value = {
      id: welcome.viewer,
      name: welcome.name,
      token: welcome.token,
    };
    room.timeline.value = welcome.timeline;
    room.guard.value = welcome.guard;
    room.settings.value = welcome.settings;
    room.access.value = welcome.access ?? FIRST_ACCESS;
    room.history.value = restOf(room, welcome);
    room.diskOk.value = welcome.diskOk ?? true;
    setCrowd(room, welcome.crowd ?? null, null);
    room.guests.clear();
    if (!isUnchanged) room.following.value = mine?.following ?? true;
    const known = room.rows.peek();
    room.rows.value = new Map(welcome.rows.map((row) => {
      const same = known.get(row.id);
      if (same !== undefined) same.value = row;
      return [row.id, same ?? signal(row)];
    }));
  });
}

/**
 * Writes what an event says.
 *
 * @returns the line, where the event is one that was not known yet
 */
export function applyEvent(
  room: RoomSignals,
  event: RoomEvent,
): HistoryLine | null {
  switch (event.type) {
    case "timeline":
      applyTimeline(room, event.timeline);
      return null;
    case "rows":
      batch(() => applyRows(room, event));
      return null;
    case "found":
      batch(() => applyFound(room, event));
      return null;
    case "guard":
      room.guard.value = event.guard;
      return null;
    case "settings":
      room.settings.value = event.settings;
      return null;
    case "access":
      room.access.value = event.access;
      return null;
    case "bans":
      room.bans.value = event.bans;
      return null;
    case "library":
      room.libraryVersion.value++;
      return null;
    case "disk":
      room.diskOk.value = event.ok;
      return null;
    case "line":
      return addLine(room, event.line);
    case "welcome":
    case "echo":
    case "ack":
    case "beat":
    case "error":
      return null;
  }
}

/** Everyone who is here and online. */
export function countOnline(
  rows: ReadonlyMap<string, ReadonlySignal<Row>>,
): number {
  let count = 0;
  for (const row of rows.values()) if (row.value.online) count++;
  return count;
}

/** The history by a welcome that brings all of it, or what came after what is known. */
function restOf(
  room: RoomSignals,
  { history, historyAfter = null }: EventOf<"welcome">,
): readonly HistoryLine[] {
  if (historyAfter === null) return history;
  const known = room.history.peek().filter(({ number }) =>
    number <= historyAfter
  );
  return [...known, ...history].slice(-HISTORY_MAX);
}

function applyTimeline(room: RoomSignals, timeline: Timeline): void {
  const known = room.timeline.peek();
  // Revisions only grow; an older one is a late copy.
  if (known !== null && timeline.revision < known.revision) return;
  const isNew = known === null || timeline.revision > known.revision;
  batch(() => {
    room.timeline.value = timeline;
    if (isNew && makesFollow(timeline.how)) room.following.value = true;
  });
}

function addLine(room: RoomSignals, line: HistoryLine): HistoryLine | null {
  const last = room.history.peek().at(-1);
  if (last !== undefined && line.number <= last.number) return null;
  room.history.value = [...room.history.peek(), line].slice(-HISTORY_MAX);
  return line;
}
