import { clamp } from "@/lib/base/mod.ts";

/** Largest coordinate, size or angle that a file may ask for. */
const NUMBER_MAX = 100_000;
/** Latest instant of a movement within a line, in ms: 100 hours. */
const TIME_MAX_MS = 360_000_000;
/** Longest movement that may speed up: the renderer writes down 60 steps for each of its seconds. */
const SPEEDING_MAX_MS = 20_000;
/** Longest shape that is drawn or cut out, in UTF-16 units. */
const SHAPE_UNITS_MAX = 8000;
/** Tags of one block that are read. */
const TAGS_MAX = 64;

/** Tags that are a number, and its bounds; a blur or edge is as dear as it is wide. */
const NUMBERS = new Map(Object.entries({
  ...bounds(["b", "i", "u", "s", "fe"], 0, 1000),
  ...bounds(["q"], 0, 3),
  ...bounds(["a"], 1, 11),
  ...bounds(["an"], 1, 9),
  ...bounds(["p"], 0, 10),
  ...bounds(["k", "K", "kf", "ko", "kt"], 0, NUMBER_MAX),
  ...bounds(["fsp", "pbo", "xshad", "yshad"], -500, 500),
  ...bounds(["fscx", "fscy"], 0, 5000),
  ...bounds(["shad"], 0, 500),
  ...bounds(["fax", "fay"], -100, 100),
  ...bounds(["frx", "fry", "frz", "fr"], -NUMBER_MAX, NUMBER_MAX),
  ...bounds(["be", "blur", "bord", "xbord", "ybord"], 0, 100),
}));
/** Those that choose among a few. */
const WHOLE = /^(?:q|an?|p)$/;
/** Tags that are numbers in brackets, how many of them, and which of those are times in ms. */
const LISTS = new Map<string, readonly [number[], timesFrom: number]>([
  ["pos", [[2], 2]],
  ["org", [[2], 2]],
  ["move", [[4, 6], 4]],
  ["fad", [[2], 0]],
  ["fade", [[7], 3]],
]);
/** Numbers that each command of a shape takes at least. */
const SHAPE_NUMBERS: Readonly<Record<string, number>> = {
  m: 2,
  n: 2,
  l: 2,
  b: 6,
  s: 6,
};

/** Font names are put into CSS by the renderer, so nothing that ends a string stays. */
export function cleanName(name: string): string {
  return name.replace(/[^\p{L}\p{N} _.@-]/gu, "").trim().slice(0, 64);
}

/** Bounds of a number, and what stands for something else. */
export interface Bounds {
  readonly low: number;
  readonly high: number;
  readonly otherwise: number;
  /** 3 where it is left out. */
  readonly decimals?: number;
}

/** A number within bounds. */
export function cleanNumber(
  text: string,
  { low, high, otherwise, decimals = 3 }: Bounds,
): number {
  const value = text.trim() === "" ? NaN : Number(text);
  return Number.isFinite(value)
    ? Number(clamp(value, low, high).toFixed(decimals))
    : otherwise;
}

/** A shape of which every command has its numbers; empty where none has. */
export function cleanShape(shape: string): string {
  const parts = shape.slice(0, SHAPE_UNITS_MAX).toLowerCase()
    .match(/[a-z]|[+-]?(?:\d+\.?\d*|\.\d+)/g) ?? [];
  const commands: string[][] = [];
  for (const part of parts) {
    if (/[a-z]/.test(part)) commands.push([part]);
    else commands.at(-1)?.push(String(coordinate(part)));
  }
  return commands
    .filter(([name = "", ...numbers]) =>
      numbers.length >= (SHAPE_NUMBERS[name] ?? Infinity)
    )
    .map((command) => command.join(" ")).join(" ");
}

/**
 * The tags of an override block as they may reach the renderer: those that are known, within their
 * bounds, whatever a stranger wrote.
 *
 * @param isStyle whether a style of that name is known
 */
export function cleanTags(
  block: string,
  isStyle: (name: string) => boolean,
): readonly string[] {
  return splitTags(block).flatMap((tag) =>
    cleanMovement(tag) ?? cleanReset(tag, isStyle) ?? cleanTag(tag) ?? []
  );
}

/** The tags of a block: a backslash in brackets belongs to the tag around it. */
function splitTags(block: string): readonly string[] {
  const tags: string[] = [];
  let depth = 0;
  let from = -1;
  for (let at = 0; at <= block.length && tags.length < TAGS_MAX; at++) {
    const unit = block[at];
    if (unit === "(") depth++;
    if (unit === ")") depth = Math.max(0, depth - 1);
    if (at < block.length && (unit !== "\\" || depth > 0)) continue;
    if (from >= 0) tags.push(block.slice(from, at).trim());
    from = at + 1;
  }
  return tags;
}

function cleanReset(
  tag: string,
  isStyle: (name: string) => boolean,
): string | null {
  if (!tag.startsWith("r")) return null;
  const name = cleanName(tag.slice(1));
  return isStyle(name) ? `r${name}` : "r";
}

function cleanMovement(tag: string): string | null {
  const inside = /^t\((.*?)\)?$/.exec(tag)?.[1];
  if (inside === undefined) return null;
  const first = inside.indexOf("\\");
  if (first < 0) return null;
  const given = inside.slice(0, first).split(",").slice(0, -1)
    .map((text) => cleanNumber(text, { ...TIMES, otherwise: 0 }));
  const [fromMs = 0, toMs = 0] = given.length >= 2 ? given : [];
  const speeding = (given.length % 2 === 1 ? given.at(-1) : 1) || 1;
  // Without an end it lasts as long as its line, which is not known here.
  const mayHurry = toMs > 0 && toMs - fromMs <= SPEEDING_MAX_MS;
  const tags = splitTags(inside.slice(first))
    .flatMap((one) => cleanTag(one) ?? []);
  return `t(${fromMs},${toMs},${mayHurry ? Math.min(speeding, 100) : 1},${
    tags.map((one) => `\\${one}`).join("")
  })`;
}

const CLIP_SCALE = { low: 1, high: 16, otherwise: 1, decimals: 0 };
const TIMES = { low: 0, high: TIME_MAX_MS };

function cleanTag(tag: string): string | null {
  const number = /^([a-zA-Z]+?)(-?\d+\.?\d*)$/.exec(tag);
  const [low, high] = NUMBERS.get(number?.[1] ?? "") ?? [];
  if (number !== null && low !== undefined && high !== undefined) {
    const decimals = WHOLE.test(number[1] ?? "") ? 0 : 3;
    const limits = { low, high, otherwise: low, decimals };
    return `${number[1]}${cleanNumber(number[2] ?? "", limits)}`;
  }
  const size = /^fs([+-]?)(\d+\.?\d*)$/.exec(tag);
  if (size !== null) {
    return `fs${size[1]}${Math.min(2000, Number(size[2]))}`;
  }
  if (tag.startsWith("fn")) return `fn${cleanName(tag.slice(2))}`;
  if (
    /^(?:\d?c(?:&?H?[\da-f]{1,8}&?)?|(?:\da|alpha)&?H?[\da-f]{1,2}&?)$/i.test(
      tag,
    )
  ) {
    return tag;
  }
  return cleanList(tag) ?? cleanClip(tag);
}

function cleanList(tag: string): string | null {
  const [, name = "", inside = ""] = /^(\w+)\((.*?)\)?$/.exec(tag) ?? [];
  const [counts, timesFrom] = LISTS.get(name) ?? [];
  if (counts === undefined || timesFrom === undefined) return null;
  const values = inside.split(",").map((text, at) =>
    at < timesFrom
      ? coordinate(text)
      : cleanNumber(text, { ...TIMES, otherwise: 0 })
  );
  if (!counts.includes(values.length)) return null;
  const times = values.slice(timesFrom);
  // Times that run backwards stop the renderer; the two of `fad` are lengths.
  const isInOrder = name === "fad" ||
    times.every((atMs, at) => at === 0 || atMs >= (times[at - 1] ?? 0));
  return isInOrder ? `${name}(${values.join(",")})` : null;
}

function cleanClip(tag: string): string | null {
  const [, name, inside = ""] = /^(i?clip)\((.*?)\)?$/.exec(tag) ?? [];
  if (name === undefined) return null;
  const parts = inside.split(",", 5);
  if (parts.length === 4) return `${name}(${parts.map(coordinate).join(",")})`;
  if (parts.length > 2) return null;
  const scale = parts.length === 2
    ? cleanNumber(parts[0] ?? "", CLIP_SCALE)
    : 1;
  const shape = cleanShape(parts.at(-1) ?? "");
  return shape === "" ? null : `${name}(${scale},${shape})`;
}

function coordinate(text: string): number {
  return cleanNumber(text, {
    low: -NUMBER_MAX,
    high: NUMBER_MAX,
    otherwise: 0,
  });
}

function bounds(
  names: readonly string[],
  low: number,
  high: number,
): Record<string, readonly [number, number]> {
  return Object.fromEntries(names.map((name) => [name, [low, high]]));
}
