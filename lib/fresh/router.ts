import { HttpError } from "./http_error.ts";
import type { Method } from "./types.ts";

/** Every method, in the order `Allow` lists them. */
export const METHODS: readonly Method[] = [
  "GET",
  "HEAD",
  "POST",
  "PUT",
  "PATCH",
  "DELETE",
  "OPTIONS",
];

/** What an address leads to. */
export interface Match<T> {
  /** The pattern that matched, or null for none. */
  readonly pattern: string | null;
  /** Named parts of the address, decoded. */
  readonly params: Record<string, string>;
  /** What was registered for the method, or null when only others are. */
  readonly item: T | null;
  /** Methods the pattern answers. */
  readonly allowed: readonly Method[];
}

interface Entry<T> {
  readonly pattern: string;
  readonly matcher: URLPattern | null;
  readonly byMethod: Map<Method, T>;
}

/** A pattern that matched a path, and the named parts as they came. */
interface Hit<T> {
  readonly entry: Entry<T>;
  readonly groups: Readonly<Record<string, string | undefined>>;
}

/**
 * Paths remembered with what they lead to: a pattern costs as much as half of
 * a small answer, and a player asks for one film hundreds of times.
 */
const HITS_MAX = 256;

/** A table of patterns; plain paths are found at once, patterns in order. */
export class Router<T> {
  #entries = new Map<string, Entry<T>>();
  #hits = new Map<string, Hit<T>>();

  /** Registers `item`; the first one registered for a method stays. */
  add(method: Method, pattern: string, item: T): void {
    let entry = this.#entries.get(pattern);
    if (entry === undefined) {
      const matcher = /[*:{}+?()]/.test(pattern)
        ? new URLPattern({ pathname: pattern })
        : null;
      entry = { pattern, matcher, byMethod: new Map() };
      this.#entries.set(pattern, entry);
    }
    if (!entry.byMethod.has(method)) entry.byMethod.set(method, item);
    this.#hits.clear();
  }

  /**
   * Finds what answers `url`; HEAD falls back to GET.
   *
   * @throws {HttpError} 400 when a named part is badly percent-encoded
   */
  match(method: string, url: URL): Match<T> {
    const path = url.pathname;
    const other = path.endsWith("/") ? path.slice(0, -1) : path + "/";
    const plain = this.#plain(path) ?? this.#plain(other);
    if (plain !== null) return matchOf(plain, method, {});
    const hit = this.#hit(path);
    return hit === null
      ? { pattern: null, params: {}, item: null, allowed: [] }
      : matchOf(hit.entry, method, decoded(hit.groups));
  }

  #hit(path: string): Hit<T> | null {
    const known = this.#hits.get(path);
    if (known !== undefined) return known;
    for (const entry of this.#entries.values()) {
      const groups = entry.matcher?.exec({ pathname: path })?.pathname.groups;
      if (groups === undefined) continue;
      // Anyone may ask for ever new paths.
      if (this.#hits.size >= HITS_MAX) this.#hits.clear();
      const hit = { entry, groups };
      this.#hits.set(path, hit);
      return hit;
    }
    return null;
  }

  #plain(path: string): Entry<T> | null {
    const entry = this.#entries.get(path);
    return entry === undefined || entry.matcher !== null ? null : entry;
  }
}

function matchOf<T>(
  entry: Entry<T>,
  method: string,
  params: Record<string, string>,
): Match<T> {
  const { pattern, byMethod } = entry;
  const allowed = METHODS.filter((name) =>
    byMethod.has(name === "HEAD" && !byMethod.has(name) ? "GET" : name)
  );
  const known = METHODS.find((name) => name === method);
  const item = known === undefined
    ? null
    : byMethod.get(known) ?? (known === "HEAD" ? byMethod.get("GET") : null);
  return { pattern, params, item: item ?? null, allowed };
}

function decoded(
  groups: Readonly<Record<string, string | undefined>>,
): Record<string, string> {
  const params: Record<string, string> = {};
  for (const [name, value] of Object.entries(groups)) {
    try {
      params[name] = decodeURIComponent(value ?? "");
    } catch (cause) {
      throw new HttpError(400, `Cannot read "${value}" in the address`, {
        cause,
      });
    }
  }
  return params;
}
