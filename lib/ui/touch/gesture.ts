/** What a finger did over the picture: places in CSS px from its top left, `atMs` monotonic. */
export type TouchFact =
  | {
    readonly type: "down" | "move" | "up";
    /** Tells fingers apart. */
    readonly finger: number;
    /** Whether it came first: all that were there before it are gone. */
    readonly isFirst: boolean;
    readonly x: number;
    readonly y: number;
    readonly atMs: number;
  }
  /** The browser took the finger for itself: to scroll, to zoom, for a menu. */
  | { readonly type: "cancel"; readonly atMs: number }
  /** Time has passed and nothing else has happened. */
  | { readonly type: "time"; readonly atMs: number };

/** Where it happens, and what can be done there. */
export interface TouchField {
  readonly widthPx: number;
  readonly heightPx: number;
  /** Whether the film has a length, so that it can be sought. */
  readonly maySeek: boolean;
  /** Whether a finger that moves up or down is ours: else the page scrolls. */
  readonly mayVolume: boolean;
}

/** What a viewer meant. */
export type TouchAct =
  /** One tap. */
  | { readonly act: "tap" }
  /** Two taps in the middle. */
  | { readonly act: "toggle" }
  /** Two taps at a side, and one more jump for each further one: `times` in all so far. */
  | { readonly act: "jump"; readonly side: -1 | 1; readonly times: number }
  /** A finger moves along: by this share of the width since it began to. */
  | { readonly act: "aim"; readonly share: number }
  /** It was lifted there. */
  | { readonly act: "land"; readonly share: number }
  /** A finger moves up: by this share of the height since it began to, down is less than 0. */
  | { readonly act: "volume"; readonly share: number }
  /** A movement is over: it was lifted from the volume, or came to nothing. */
  | { readonly act: "drop" };

type Zone = "left" | "middle" | "right";

interface Taps {
  readonly zone: Zone;
  readonly count: number;
  /** Another tap until then belongs to these. */
  readonly untilMs: number;
}

/** What is remembered between two facts. */
export type TouchMemory =
  | { readonly phase: "idle" }
  | { readonly phase: "tapped"; readonly taps: Taps }
  | {
    readonly phase: "down";
    readonly finger: number;
    readonly x: number;
    readonly y: number;
    readonly atMs: number;
    readonly taps: Taps | null;
  }
  | {
    readonly phase: "drag";
    readonly kind: "seek" | "volume";
    readonly finger: number;
    readonly x: number;
    readonly y: number;
  }
  /** A second finger, a long press, a way that leads nowhere: nothing until all are lifted. */
  | { readonly phase: "spoilt" };

/** No finger is there. */
export const NO_TOUCH: TouchMemory = { phase: "idle" };

/** Longest time between two taps of a double tap, in ms: Android's `getDoubleTapTimeout()`. */
export const DOUBLE_TAP_MS = 300;
/** Longest time between the further taps of a chain, in ms: a thumb taps on twice a second. */
export const CHAIN_MS = 700;
/** A finger that rests longer does not tap, in ms: Android opens menus after 500 or less. */
export const HOLD_MS = 450;
/** How far a finger moves before it is more than a tap, in CSS px; Android's slop is 8 dp. */
export const SLOP_PX = 12;

/** What comes of a fact. */
export interface TouchStep {
  readonly memory: TouchMemory;
  readonly acts: readonly TouchAct[];
  /** When a fact of time is wanted, in ms; null where none is. */
  readonly untilMs: number | null;
}

/** Recognises taps, double taps and drags of one finger. */
export function feelTouch(
  memory: TouchMemory,
  fact: TouchFact,
  field: TouchField,
): TouchStep {
  switch (fact.type) {
    case "down":
      return onDown(memory, fact, field);
    case "move":
      return onMove(memory, fact, field);
    case "up":
      return onUp(memory, fact, field);
    case "cancel":
      return step({ phase: "spoilt" }, broken(memory));
    case "time":
      return memory.phase === "tapped" && fact.atMs >= memory.taps.untilMs
        ? step(NO_TOUCH, ended(memory.taps))
        : step(memory, []);
  }
}

type Placed = Extract<TouchFact, { type: "down" | "move" | "up" }>;

function onDown(
  memory: TouchMemory,
  { finger, isFirst, x, y, atMs }: Placed,
  { widthPx }: TouchField,
): TouchStep {
  if (!isFirst) return step({ phase: "spoilt" }, broken(memory));
  const before = memory.phase === "tapped" ? memory.taps : null;
  const isMore = before !== null && atMs <= before.untilMs &&
    before.zone === zoneOf(x, widthPx);
  const taps = isMore ? before : null;
  return step(
    { phase: "down", finger, x, y, atMs, taps },
    isMore ? [] : broken(memory),
  );
}

function onMove(
  memory: TouchMemory,
  { finger, x, y }: Placed,
  { widthPx, heightPx, maySeek, mayVolume }: TouchField,
): TouchStep {
  if (memory.phase === "drag" && memory.finger === finger) {
    return step(memory, [
      memory.kind === "seek"
        ? { act: "aim", share: (x - memory.x) / widthPx }
        : { act: "volume", share: (memory.y - y) / heightPx },
    ]);
  }
  if (memory.phase !== "down" || memory.finger !== finger) {
    return step(memory, []);
  }
  const [dx, dy] = [x - memory.x, y - memory.y];
  if (Math.hypot(dx, dy) < SLOP_PX) return step(memory, []);
  const before = ended(memory.taps);
  if (Math.abs(dx) > Math.abs(dy) && maySeek) {
    return step({ phase: "drag", kind: "seek", finger, x, y }, [
      ...before,
      { act: "aim", share: 0 },
    ]);
  }
  if (Math.abs(dy) > Math.abs(dx) && mayVolume && x > widthPx / 2) {
    return step({ phase: "drag", kind: "volume", finger, x, y }, [
      ...before,
      { act: "volume", share: 0 },
    ]);
  }
  return step({ phase: "spoilt" }, before);
}

function onUp(
  memory: TouchMemory,
  { finger, x, atMs }: Placed,
  { widthPx, maySeek }: TouchField,
): TouchStep {
  if (memory.phase === "drag" && memory.finger === finger) {
    return step(NO_TOUCH, [
      memory.kind === "seek"
        ? { act: "land", share: (x - memory.x) / widthPx }
        : { act: "drop" },
    ]);
  }
  if (memory.phase !== "down" || memory.finger !== finger) {
    return step(memory, []);
  }
  if (atMs - memory.atMs >= HOLD_MS) return step(NO_TOUCH, ended(memory.taps));
  const zone = zoneOf(memory.x, widthPx);
  const count = (memory.taps?.count ?? 0) + 1;
  if (count === 1) return waiting({ zone, count }, atMs + DOUBLE_TAP_MS, []);
  if (zone === "middle") return step(NO_TOUCH, [{ act: "toggle" }]);
  const side = zone === "left" ? -1 : 1;
  return waiting(
    { zone, count },
    atMs + CHAIN_MS,
    maySeek ? [{ act: "jump", side, times: count - 1 }] : [],
  );
}

function waiting(
  taps: Omit<Taps, "untilMs">,
  untilMs: number,
  acts: readonly TouchAct[],
): TouchStep {
  return step({ phase: "tapped", taps: { ...taps, untilMs } }, acts);
}

function step(memory: TouchMemory, acts: readonly TouchAct[]): TouchStep {
  const untilMs = memory.phase === "tapped" ? memory.taps.untilMs : null;
  return { memory, acts, untilMs };
}

/** What is left to do where something else begins. */
function broken(memory: TouchMemory): readonly TouchAct[] {
  switch (memory.phase) {
    case "drag":
      return [{ act: "drop" }];
    case "tapped":
    case "down":
      return ended(memory.taps);
    default:
      return [];
  }
}

/** One tap, once it is plain that no second one comes. */
function ended(taps: Taps | null): readonly TouchAct[] {
  return taps?.count === 1 ? [{ act: "tap" }] : [];
}

function zoneOf(x: number, widthPx: number): Zone {
  if (x < widthPx / 3) return "left";
  return x > widthPx * 2 / 3 ? "right" : "middle";
}
