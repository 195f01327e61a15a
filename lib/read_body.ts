import { HttpError } from "fresh";

/** How long a body may take to come, in ms, beside what its length takes. */
const BODY_WITHIN_MS = 10_000;
/** The slowest line that is waited for, in bytes per second: 256 kbit/s. */
const SLOWEST_BYTES_PER_S = 32 * 1024;

/** How much is read of a body, and by which timer. */
export interface BodyLimits {
  readonly bytesMax: number;
  /** Calls once after a delay in ms; gives back how to call it off. */
  readonly after: (delayMs: number, callback: () => void) => () => void;
}

/** How long a body of so many bytes may take, in ms. */
export function bodyWithinMs(bytesMax: number): number {
  return BODY_WITHIN_MS + bytesMax / SLOWEST_BYTES_PER_S * 1000;
}

/**
 * A request's body, as far as it may be long and late; a stranger chooses both.
 *
 * @throws {HttpError} 413 for a longer one, of which no more is read, and 408 for one that does not
 *   come to its end in time
 */
export async function readBody(
  req: Request,
  { bytesMax, after }: BodyLimits,
): Promise<Uint8Array> {
  const reader = req.body?.getReader();
  if (reader === undefined) return new Uint8Array();
  const { promise: late, reject } = Promise.withResolvers<never>();
  const withinMs = bodyWithinMs(bytesMax);
  const cancelLate = after(
    withinMs,
    () =>
      reject(
        new HttpError(
          408,
          `Cannot wait for the body beyond ${Math.ceil(withinMs / 1000)} s`,
        ),
      ),
  );
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  try {
    for (;;) {
      const { done, value } = await Promise.race([reader.read(), late]);
      if (done) break;
      sizeBytes += value.length;
      if (sizeBytes > bytesMax) {
        throw new HttpError(413, `Cannot read more than ${bytesMax} bytes`);
      }
      chunks.push(value);
    }
  } catch (error) {
    // It may have broken already.
    reader.cancel().catch(() => {});
    throw error;
  } finally {
    cancelLate();
  }
  const whole = new Uint8Array(sizeBytes);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}
