import { HttpError } from "fresh";

/** Largest form that is read, in bytes. */
const FORM_BYTES_MAX = 8 * 1024;

/**
 * The fields of a form as a browser sends one without files.
 *
 * @throws {HttpError} for another kind of body, and for one that is too long
 */
export async function readForm(req: Request): Promise<URLSearchParams> {
  const type = req.headers.get("content-type") ?? "";
  if (!/^application\/x-www-form-urlencoded\b/i.test(type)) {
    throw new HttpError(
      415,
      "Cannot read the body as it must be application/x-www-form-urlencoded",
    );
  }
  const decoder = new TextDecoder();
  let text = "";
  let sizeBytes = 0;
  for await (const chunk of req.body ?? []) {
    sizeBytes += chunk.length;
    if (sizeBytes > FORM_BYTES_MAX) {
      throw new HttpError(413, `Cannot read more than ${FORM_BYTES_MAX} bytes`);
    }
    text += decoder.decode(chunk, { stream: true });
  }
  return new URLSearchParams(text + decoder.decode());
}
