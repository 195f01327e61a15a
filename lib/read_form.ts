import { HttpError } from "fresh";
import { type BodyLimits, readBody } from "./read_body.ts";

/** Largest form that is read, in bytes. */
const FORM_BYTES_MAX = 8 * 1024;

/**
 * The fields of a form as a browser sends one without files.
 *
 * @throws {HttpError} for another kind of body, and for one that is too long or too late
 */
export async function readForm(
  req: Request,
  { after }: Pick<BodyLimits, "after">,
): Promise<URLSearchParams> {
  const type = req.headers.get("content-type") ?? "";
  if (!/^application\/x-www-form-urlencoded\b/i.test(type)) {
    throw new HttpError(
      415,
      "Cannot read the body as it must be application/x-www-form-urlencoded",
    );
  }
  const bytes = await readBody(req, { bytesMax: FORM_BYTES_MAX, after });
  return new URLSearchParams(new TextDecoder().decode(bytes));
}
