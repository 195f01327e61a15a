/**
 * Answers a request for a small picture of a film: found, kept, or made.
 *
 * @module
 */
import type { FoundFile } from "../path.ts";
import { problemAnswer } from "../problem.ts";
import { absent, answerAside, unreadable } from "../serve.ts";
import { stillArgs } from "./still_args.ts";
import type { StillQueue } from "./still_queue.ts";
import type { StillShelf } from "./still_shelf.ts";

/** Between two pictures of a film, in s: as far apart as key frames are at the most. */
export const STILL_EACH_S = 10;
/** The last second of which there are pictures: two days are longer than any film. */
const AT_MAX_S = 172_800;
/** How long a browser keeps a picture, in s; a film that is replaced keeps its name. */
const KEPT_S = 3600;

/** Which picture is asked for. */
export interface PreviewRequest {
  /** The path after `/preview/`, still percent-encoded. */
  readonly rawPath: string;
  /** The second, a whole number of tens; null where none was given. */
  readonly at: string | null;
}

/** What answering needs. */
export interface PreviewDeps {
  readonly find: (rawPath: string) => Promise<FoundFile>;
  readonly queue: StillQueue;
  /** Null where nothing is kept. */
  readonly shelf: StillShelf | null;
}

/**
 * Answers with a JPEG of the key frame before a second; 204 where there is none, where others
 * wait already, and where ffmpeg is not installed or may not run.
 */
export async function servePreview(
  request: Request,
  { rawPath, at }: PreviewRequest,
  { find, queue, shelf }: PreviewDeps,
): Promise<Response> {
  const aside = answerAside(request);
  if (aside !== null) return aside;
  const atS = /^\d{1,6}$/.test(at ?? "") ? Number(at) : NaN;
  if (!(atS <= AT_MAX_S && atS % STILL_EACH_S === 0)) {
    return problemAnswer({
      status: 400,
      title: "Bad second",
      detail:
        `Cannot show "at" as it must be a multiple of ${STILL_EACH_S} in 0..${AT_MAX_S}`,
    });
  }
  const found = await find(rawPath);
  if (found.type === "unreadable") return unreadable();
  if (found.type === "absent") return absent();
  const args = stillArgs({ name: found.name, path: found.realPath, atS });
  if (args === null) return nothing(KEPT_S);
  const state = await stateOf(found.realPath);
  if (state === null) return absent();
  const name = `${state}-${atS}.jpg`;
  const kept = await shelf?.get(name) ?? null;
  if (kept !== null) return picture(kept);
  const ran = await queue.run(args);
  if (ran.type !== "wrote") return nothing(0);
  await shelf?.put(name, ran.bytes);
  return picture(ran.bytes);
}

/** Names this state of a film: 24 hexadecimal digits; null where it has just gone. */
async function stateOf(realPath: string): Promise<string | null> {
  const file = await Deno.stat(realPath).catch(() => null);
  if (file === null) return null;
  const { size, mtime, ino } = file;
  const state = JSON.stringify([realPath, size, mtime?.getTime(), ino]);
  const hash = await crypto.subtle.digest(
    "SHA-256",
    new TextEncoder().encode(state),
  );
  return new Uint8Array(hash, 0, 12).toHex();
}

function picture(bytes: Uint8Array<ArrayBuffer>): Response {
  if (bytes.length === 0) return nothing(KEPT_S);
  return new Response(bytes, {
    headers: {
      "content-type": "image/jpeg",
      "cache-control": `max-age=${KEPT_S}`,
    },
  });
}

/** @param keptS how long it stays so, in s */
function nothing(keptS: number): Response {
  const kept = keptS === 0 ? "no-store" : `max-age=${keptS}`;
  return new Response(null, {
    status: 204,
    headers: { "cache-control": kept },
  });
}
