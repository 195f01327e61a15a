import { SUBTITLE_BYTES_MAX } from "@/lib/subtitle/mod.ts";

/** Why subtitles are not shown. */
export type SubtitleFault =
  /** No such file, or no answer; across origins also one that is refused. */
  | "unreachable"
  | "missing"
  | "tooLarge"
  /** Bytes that hold no line with times. */
  | "unreadable"
  /** On https a file of http is refused by the browser. */
  | "mixed";

/** What a fetch gave: bytes, or why none. */
export type Fetched =
  | { readonly bytes: Uint8Array }
  | { readonly fault: SubtitleFault };

/** Longest wait for an answer's head, in ms. */
const ANSWER_WITHIN_MS = 15_000;

/**
 * Fetches a subtitle file, at most {@linkcode SUBTITLE_BYTES_MAX} of it. Rejects only when it is
 * called off.
 */
export async function fetchBytes(
  address: string,
  signal: AbortSignal,
): Promise<Fetched> {
  if (location.protocol === "https:" && address.startsWith("http:")) {
    return { fault: "mixed" };
  }
  let answer: Response;
  try {
    answer = await fetch(address, {
      signal: AbortSignal.any([signal, AbortSignal.timeout(ANSWER_WITHIN_MS)]),
    });
  } catch (error) {
    if (signal.aborted) throw error;
    return { fault: "unreachable" };
  }
  if (!answer.ok) {
    await answer.body?.cancel();
    return {
      fault: answer.status === 404 || answer.status === 410
        ? "missing"
        : "unreachable",
    };
  }
  return await readAll(answer, signal);
}

async function readAll(
  { body }: Response,
  signal: AbortSignal,
): Promise<Fetched> {
  if (body === null) return { bytes: new Uint8Array(0) };
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = body.getReader();
  try {
    for (
      let read = await reader.read();
      !read.done;
      read = await reader.read()
    ) {
      size += read.value.length;
      if (size > SUBTITLE_BYTES_MAX) {
        await reader.cancel();
        return { fault: "tooLarge" };
      }
      chunks.push(read.value);
    }
  } catch (error) {
    if (signal.aborted) throw error;
    return { fault: "unreachable" };
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return { bytes };
}
