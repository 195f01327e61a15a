/**
 * What is found out beside the player about a film: whether it can be cut, and what tells one's
 * own copy apart. Loaded for those films alone.
 *
 * @module
 */
import {
  blobReader,
  compareCopies,
  readFacts,
  takeFingerprint,
} from "@/lib/film/mod.ts";
import type { Film } from "@/lib/client/mod.ts";
import type { Fingerprint, Timeline } from "@/lib/protocol/mod.ts";
import { keptShift, type OwnCopy, pairOf } from "./copy_shift.ts";

/**
 * Asks whether a film is refused as clips; a server that is away, or fails, has not refused it.
 *
 * @param url The address of its playlist.
 * @param ask Asks for it without its body: the status of the answer.
 * @returns The film's name inside the folder where it is refused, else null.
 */
export async function refusedPath(
  url: string,
  ask: (url: string) => Promise<number> = askHead,
): Promise<string | null> {
  const path = /^\/hls\/(.+)\/index\.m3u8(?:\?|$)/.exec(url)?.[1];
  if (path === undefined) return null;
  const status = await ask(url);
  if (status < 400 || status >= 500) return null;
  return path.split("/").map(decodeURIComponent).join("/");
}

async function askHead(url: string): Promise<number> {
  return (await fetch(url, { method: "HEAD" })).status;
}

/**
 * Compares one's own copy with the film that the room watches as local copies.
 *
 * @param take Takes a file's fingerprint.
 * @returns Null where it is no such copy, or nobody can tell.
 */
export async function matchCopy(
  { file, sourceId }: Pick<Film, "file" | "sourceId">,
  timeline: Timeline | null,
  take: (file: File) => Promise<Fingerprint> = takeCopy,
): Promise<OwnCopy | null> {
  const source = timeline?.source;
  if (
    file === null || sourceId === null || sourceId !== timeline?.sourceId ||
    source?.kind !== "local" || source.fingerprint === null
  ) return null;
  const own = await take(file);
  const match = compareCopies(own, source.fingerprint);
  if (match === null) return null;
  const pair = pairOf(source.fingerprint, own);
  return { match, pair, keptS: keptShift(pair) };
}

/**
 * What tells a local film apart from another; only this leaves the browser. What cannot be found
 * out, as in a browser without WebAssembly, is left open.
 */
export async function takeCopy(file: File): Promise<Fingerprint> {
  const reader = blobReader(file);
  let durationS: number | null = null;
  try {
    ({ durationS } = await readFacts(reader));
    return await takeFingerprint(reader, durationS);
  } catch {
    return { sizeBytes: file.size, durationS, hash: null };
  }
}
