/**
 * Refusals as RFC 9457 problem JSON.
 *
 * @module
 */
import { cors } from "./cors.ts";

/** A refusal of a media or library request. */
export interface MediaProblem {
  /** The HTTP status. */
  readonly status: number;
  /** What kind of refusal, the same for every request of the kind. */
  readonly title: string;
  /** What was wrong with this one. */
  readonly detail?: string;
  /** A word for programs on why, where there are several reasons. */
  readonly reason?: string;
}

/**
 * Writes a refusal, readable from any page.
 *
 * @param headers More headers, such as `Allow`.
 */
export function problemAnswer(
  problem: MediaProblem,
  headers: Headers = cors(),
): Response {
  const answer = new Headers(headers);
  answer.set("content-type", "application/problem+json");
  answer.delete("content-length");
  // What is refused may be given a moment later.
  if (!answer.has("cache-control")) answer.set("cache-control", "no-store");
  return new Response(JSON.stringify({ type: "about:blank", ...problem }), {
    status: problem.status,
    headers: answer,
  });
}
