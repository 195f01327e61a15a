/**
 * Addresses of a film that is cut: `/hls/PATH/index.m3u8` and what it names.
 *
 * @module
 */

import { CUT_VERSION } from "@/lib/film/cut/mod.ts";

/** What of a film is asked for. */
export type HlsPart =
  | { readonly type: "playlist" }
  | { readonly type: "init" }
  /** Counted from 0. */
  | { readonly type: "clip"; readonly index: number };

/** A film, and what of it. */
export interface HlsAddress {
  /** The film's path, still percent-encoded. */
  readonly rawFilm: string;
  readonly part: HlsPart;
}

/**
 * Reads an address.
 *
 * @param rawPath The path after `/hls/`, still percent-encoded.
 * @returns Null where it names nothing.
 */
export function readHlsPath(rawPath: string): HlsAddress | null {
  const slash = rawPath.lastIndexOf("/");
  if (slash <= 0) return null;
  const part = readPart(rawPath.slice(slash + 1));
  return part === null ? null : { rawFilm: rawPath.slice(0, slash), part };
}

function readPart(name: string): HlsPart | null {
  if (name === "index.m3u8") return { type: "playlist" };
  if (name === "init.mp4") return { type: "init" };
  const index = /^(0|[1-9]\d{0,5})\.m4s$/.exec(name)?.[1];
  return index === undefined ? null : { type: "clip", index: Number(index) };
}

/**
 * Writes the query that a playlist gives to what it names.
 *
 * @param etag The film's tag: another state of the film has other addresses.
 * @param viewer Whose transfers they are.
 */
export function partQuery(etag: string, viewer: string | null): string {
  const query = new URLSearchParams({ f: versionOf(etag) });
  if (viewer !== null) query.set("v", viewer);
  return `?${query}`;
}

/** Names a state of a film, by its tag, and the way in which it is cut. */
export function versionOf(etag: string): string {
  return `${etag.replaceAll('"', "")}.${CUT_VERSION}`;
}
