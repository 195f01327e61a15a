/** What a file under `routes/` is. */
export type RouteFileKind =
  | "route"
  | "app"
  | "layout"
  | "middleware"
  | "error"
  | "not-found";

/** A file under `routes/`, read from its path alone. */
export interface RouteFile {
  /** What the file is. */
  readonly kind: RouteFileKind;
  /** `URLPattern` path of a route; empty for the others. */
  readonly pattern: string;
  /** Its folders as pattern parts, groups kept: `["(in)", "room", ":id"]`. */
  readonly folders: readonly string[];
}

const KINDS: Readonly<Record<string, RouteFileKind>> = {
  _app: "app",
  _layout: "layout",
  _middleware: "middleware",
  _error: "error",
  _500: "error",
  _404: "not-found",
};

/**
 * Reads what a route file is from its path.
 *
 * @param path Relative to `routes/`, with forward slashes: `room/[id].tsx`
 * @throws {SyntaxError} when brackets do not pair up or two parameters touch
 */
export function parseRoutePath(path: string): RouteFile {
  const parts = path.replace(/\.[jt]sx?$/, "").split("/");
  const name = parts.pop() ?? "";
  const folders = parts.map((part) => partPattern(part, path));
  const kind = KINDS[name];
  if (kind !== undefined) return { kind, pattern: "", folders };
  const all = name === "index" ? parts : [...parts, name];
  let pattern = "";
  for (const part of all) {
    if (/^\(.*\)$/.test(part)) continue;
    const optional = /^\[\[(\w+)\]\]$/.exec(part);
    pattern += optional === null
      ? `/${partPattern(part, path)}`
      : `{/:${optional[1]}}?`;
  }
  // "{/:id}?" alone would not match "/", which every address begins with.
  if (/^\{\/:\w+\}\?$/.test(pattern)) pattern = pattern.replace("{/", "/{");
  return { kind: "route", pattern: pattern || "/", folders };
}

/**
 * Orders route files so that the more specific address is tried first: a plain
 * part before `[id]`, `[id]` before `[[id]]`, and `[...rest]` last.
 */
export function compareRoutePaths(a: string, b: string): number {
  const left = rankedParts(a);
  const right = rankedParts(b);
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const l = left[i] ?? END;
    const r = right[i] ?? END;
    if (l.rank !== r.rank) return l.rank - r.rank;
    if (l.part !== r.part) return l.part < r.part ? -1 : 1;
  }
  return a < b ? -1 : a > b ? 1 : 0;
}

const END = { rank: 0.5, part: "" };

function rankedParts(path: string): { rank: number; part: string }[] {
  return path.replace(/\.[jt]sx?$/, "").split("/")
    .filter((part) => !/^\(.*\)$/.test(part) && part !== "index")
    .map((part) => ({ part, rank: rankOf(part) }));
}

function rankOf(part: string): number {
  if (part.startsWith("[...")) return 4;
  if (part.startsWith("[[")) return 3;
  if (/^\[\w+\]$/.test(part)) return 2;
  return part.includes("[") ? 1 : 0;
}

function partPattern(part: string, path: string): string {
  const rest = /^\[\.\.\.(\w+)\]$/.exec(part);
  if (rest !== null) return `:${rest[1]}*`;
  const optional = /^\[\[(\w+)\]\]$/.exec(part);
  if (optional !== null) return `:${optional[1]}?`;
  const pattern = part.replace(/\[(\w+)\]/g, ":$1");
  if (/[[\]]/.test(pattern) || part.includes("][")) {
    throw new SyntaxError(
      `Cannot read route "${path}" as its brackets must be [id], [[id]] or [...id]`,
    );
  }
  return pattern;
}
