import { kindByContent } from "./content.ts";
import type { FilmKind } from "./kind.ts";

/** What is looked at of a film: five packets of a transport stream, a playlist's head. */
const LOOK_BYTES = 1024;
/** How long its server has to answer, in ms. */
const ANSWER_WITHIN_MS = 6000;

/**
 * Looks at the first bytes of a film whose address does not tell what it is, by a range that needs
 * no leave of another site.
 *
 * @param ask the page's `fetch`
 * @returns `file` also where the bytes cannot be had: the element may play them, or says why not
 * @throws {DOMException} when called off
 */
export async function sniffKind(
  url: string,
  ask: typeof fetch,
  signal: AbortSignal,
): Promise<FilmKind> {
  try {
    const answer = await ask(url, {
      headers: { range: `bytes=0-${LOOK_BYTES - 1}` },
      signal: AbortSignal.any([signal, AbortSignal.timeout(ANSWER_WITHIN_MS)]),
    });
    const bytes = await firstBytes(answer.body);
    if (!answer.ok) return "file";
    return kindByContent(bytes, answer.headers.get("content-type"));
  } catch (error) {
    if (signal.aborted) throw error;
    return "file";
  }
}

/** A server that knows no ranges sends all of it, perhaps without an end. */
async function firstBytes(
  body: ReadableStream<Uint8Array> | null,
): Promise<Uint8Array> {
  const bytes = new Uint8Array(LOOK_BYTES);
  let length = 0;
  if (body === null) return bytes.subarray(0, 0);
  const reader = body.getReader();
  while (length < LOOK_BYTES) {
    const { done, value } = await reader.read();
    if (done) break;
    const part = value.subarray(0, LOOK_BYTES - length);
    bytes.set(part, length);
    length += part.length;
  }
  await reader.cancel();
  return bytes.subarray(0, length);
}
