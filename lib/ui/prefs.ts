import { type Signal, signal } from "@preact/signals";
import type { Shelf } from "./shelf.ts";

/** What a viewer likes; kept in this browser only. */
export interface Prefs {
  /** 0..1; 0.2 at the first visit, which wakes nobody. */
  readonly volume: Signal<number>;
  /** Whether danmaku fly. */
  readonly danmaku: Signal<boolean>;
  /** Whether danmaku may cross each other; else those without a free lane are left out. */
  readonly unlimited: Signal<boolean>;
  /** Opacity of danmaku, 0.1..1. */
  readonly opacity: Signal<number>;
  /** Whether danmaku of earlier evenings fly where in the film they were said. */
  readonly danmakuReplay: Signal<boolean>;
  /** Speed of danmaku against the usual one, 0.5..2. */
  readonly danmakuSpeed: Signal<number>;
  /** Size of danmaku against the usual one, 0.5..2. */
  readonly danmakuSize: Signal<number>;
  /** Share of the picture, from its top on, that danmaku may cover, 0.25..1. */
  readonly danmakuArea: Signal<number>;
  /** Whether subtitles are shown. */
  readonly subtitles: Signal<boolean>;
  /** Size of subtitles against the usual one, 0.5..2.5. */
  readonly subtitleSize: Signal<number>;
  /** How far above their usual place subtitles stand, in shares of the picture's height, -0.2..0.8. */
  readonly subtitleLift: Signal<number>;
  /** Whether SubStation Alpha is drawn as its maker meant it, else as plain lines. */
  readonly subtitleStyles: Signal<boolean>;
  /** Whether speed and buffer are shown over the picture. */
  readonly net: Signal<boolean>;
  /** Whether films of the server come as clips, where they can be cut. */
  readonly clips: Signal<boolean>;
  /** Whether the side column is open. */
  readonly side: Signal<boolean>;
  /** Whether a first visitor's hint is still to be read. */
  readonly hint: Signal<boolean>;
}

/** Under which name they are kept. */
export const PREFS_KEY = "17kan";

/** Prefs that are numbers, and their bounds. */
const NUMBERS = [
  ["volume", 0, 1],
  ["opacity", 0.1, 1],
  ["danmakuSpeed", 0.5, 2],
  ["danmakuSize", 0.5, 2],
  ["danmakuArea", 0.25, 1],
  ["subtitleSize", 0.5, 2.5],
  ["subtitleLift", -0.2, 0.8],
] as const;
/** Prefs as they are at the first visit. */
export function createPrefs(): Prefs {
  return {
    volume: signal(0.2),
    danmaku: signal(true),
    unlimited: signal(true),
    opacity: signal(0.7),
    danmakuReplay: signal(true),
    danmakuSpeed: signal(1),
    danmakuSize: signal(1),
    danmakuArea: signal(1),
    subtitles: signal(true),
    subtitleSize: signal(1),
    subtitleLift: signal(0),
    subtitleStyles: signal(true),
    net: signal(true),
    clips: signal(false),
    side: signal(true),
    hint: signal(true),
  };
}

/**
 * Takes over what an earlier visit kept; what cannot be read or lies outside its bounds is left as
 * it is, since anyone can write there.
 */
export function readPrefs(prefs: Prefs, shelf: Shelf): void {
  const kept = parse(shelf);
  for (const [name, low, high] of NUMBERS) {
    readNumber(prefs[name], kept[name], { low, high });
  }
  for (const [name, pref] of Object.entries(prefs)) {
    const value = kept[name];
    if (isSwitch(pref) && typeof value === "boolean") pref.value = value;
  }
}

/** Keeps the prefs for the next visit; a full or forbidden shelf is no reason to fail. */
export function keepPrefs(prefs: Prefs, shelf: Shelf): void {
  const text = JSON.stringify(
    Object.fromEntries(
      Object.entries(prefs).map(([name, { value }]) => [name, value]),
    ),
  );
  try {
    shelf.setItem(PREFS_KEY, text);
  } catch {
    // Private windows refuse to keep anything.
  }
}

function isSwitch(
  pref: Signal<boolean> | Signal<number>,
): pref is Signal<boolean> {
  return typeof pref.value === "boolean";
}

function readNumber(
  into: Signal<number>,
  value: unknown,
  { low, high }: { low: number; high: number },
): void {
  if (typeof value === "number" && value >= low && value <= high) {
    into.value = value;
  }
}

function parse(shelf: Shelf): Readonly<Record<string, unknown>> {
  try {
    const data: unknown = JSON.parse(shelf.getItem(PREFS_KEY) ?? "{}");
    return typeof data === "object" && data !== null ? { ...data } : {};
  } catch {
    return {};
  }
}
