import { HttpError } from "fresh";

/**
 * A request's body, as far as it may be long; a stranger chooses its length.
 *
 * @throws {HttpError} 413 for a longer one, of which no more is read
 */
export async function readBody(
  req: Request,
  bytesMax: number,
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const chunk of req.body ?? []) {
    sizeBytes += chunk.length;
    if (sizeBytes > bytesMax) {
      throw new HttpError(413, `Cannot read more than ${bytesMax} bytes`);
    }
    chunks.push(chunk);
  }
  const whole = new Uint8Array(sizeBytes);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}
