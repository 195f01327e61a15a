/**
 * Decides how a request for a file is answered: status, headers, bytes. Pure,
 * so that every corner of RFC 9110 is a line in a table of tests.
 *
 * @module
 */
import { cors } from "./cors.ts";
import { namesTag } from "./entity_tag.ts";
import { formatHttpDate, parseHttpDate } from "./http_date.ts";
import { type ByteRange, isOpenRange, parseRange } from "./range.ts";

/** The methods that a film answers, as `Allow` lists them. */
export const MEDIA_METHODS = "GET, HEAD, OPTIONS";

/** What is known of a file before a byte of it is read. */
export interface FileFacts {
  readonly sizeBytes: number;
  /** Last change in milliseconds since 1970. */
  readonly mtimeMs: number;
  /** Strong entity tag, quotes included. */
  readonly etag: string;
  /** Media type. */
  readonly type: string;
}

/** The part of a request that decides its answer. */
export interface FileRequest {
  readonly method: string;
  readonly headers: Headers;
}

/** How to answer. */
export interface Answer {
  readonly status: 200 | 204 | 206 | 304 | 405 | 412 | 416;
  readonly headers: Headers;
  /** The bytes to send, or null when the answer has no body. */
  readonly range: ByteRange | null;
}

/** What else an answer depends on. */
export interface AnswerTerms {
  /** Now, in milliseconds since 1970. */
  readonly wallMs: number;
  /** How much an open-ended range gets at most; all of it without. */
  readonly partBytesMax?: number | undefined;
}

/**
 * Decides the answer to a request for an existing file.
 *
 * @param request Its method and headers.
 * @param facts The file as it is now.
 */
export function answerFile(
  { method, headers }: FileRequest,
  facts: FileFacts,
  { wallMs, partBytesMax = Infinity }: AnswerTerms,
): Answer {
  const refused = answerMethod({ method, headers });
  if (refused !== null) return refused;
  const failed = failedCondition(headers, facts, wallMs);
  if (failed !== null) {
    return { status: failed, headers: describe(facts), range: null };
  }
  // Range has a meaning for GET alone (14.2).
  const wish = method === "GET" && rangeApplies(headers, facts)
    ? parseRange(headers.get("range"), facts.sizeBytes)
    : parseRange(null, facts.sizeBytes);
  if (wish.type === "unsatisfiable") return unsatisfiable(facts);
  const answer = describe(facts);
  answer.set("content-type", facts.type);
  if (wish.type === "whole") {
    answer.set("content-length", String(facts.sizeBytes));
    const empty = method === "HEAD" || facts.sizeBytes === 0;
    const range = empty ? null : { first: 0, last: facts.sizeBytes - 1 };
    return { status: 200, headers: answer, range };
  }
  const { first } = wish;
  const last = isOpenRange(headers.get("range"))
    ? Math.min(wish.last, first + partBytesMax - 1)
    : wish.last;
  // Chromium's cache, once it knows the size, would ask for all of the rest by a closed range.
  if (partBytesMax < Infinity) {
    answer.set("cache-control", "no-store, no-transform");
  }
  answer.set("content-length", String(last - first + 1));
  answer.set("content-range", `bytes ${first}-${last}/${facts.sizeBytes}`);
  return { status: 206, headers: answer, range: { first, last } };
}

/** The answer to a method for which the file itself does not matter; null for GET and HEAD. */
export function answerMethod({ method, headers }: FileRequest): Answer | null {
  if (method === "OPTIONS") return preflight(headers);
  return method === "GET" || method === "HEAD" ? null : notAllowed();
}

/** The first precondition that fails, in the order of 13.2.2. */
function failedCondition(
  headers: Headers,
  { etag, mtimeMs }: FileFacts,
  wallMs: number,
): 304 | 412 | null {
  // Dates on the wire have no milliseconds.
  const modifiedMs = Math.floor(mtimeMs / 1000) * 1000;
  const ifMatch = headers.get("if-match");
  const date = (name: string) => parseHttpDate(headers.get(name), wallMs);
  const unmodifiedSinceMs = date("if-unmodified-since");
  if (ifMatch !== null) {
    if (!namesTag(ifMatch, etag, "strong")) return 412;
  } else if (unmodifiedSinceMs !== null && modifiedMs > unmodifiedSinceMs) {
    return 412;
  }
  const ifNoneMatch = headers.get("if-none-match");
  const modifiedSinceMs = date("if-modified-since");
  if (ifNoneMatch !== null) {
    return namesTag(ifNoneMatch, etag, "weak") ? 304 : null;
  }
  return modifiedSinceMs !== null && modifiedMs <= modifiedSinceMs ? 304 : null;
}

/**
 * Tells whether `If-Range` lets the range pass. A date never does: 13.1.5 asks
 * for a strong one, and a film may change twice in one second.
 */
function rangeApplies(headers: Headers, { etag }: FileFacts): boolean {
  const ifRange = headers.get("if-range");
  return ifRange === null || ifRange === etag;
}

/** What is said of a file in every answer; made once, as a player asks hundreds of times. */
const described = new WeakMap<FileFacts, readonly [string, string][]>();

function describe(facts: FileFacts): Headers {
  let lines = described.get(facts);
  if (lines === undefined) {
    lines = [
      ...cors(),
      ["accept-ranges", "bytes"],
      ["etag", facts.etag],
      ["last-modified", formatHttpDate(facts.mtimeMs)],
      // Kept, but asked about each time: a film may be replaced. Nothing on the
      // way may squeeze it, or ranges and the strong tag would no longer fit.
      ["cache-control", "no-cache, no-transform"],
      ["x-content-type-options", "nosniff"],
    ];
    described.set(facts, lines);
  }
  // One by one: Deno (2.9) takes ten times as long to copy headers as a whole.
  const headers = new Headers();
  for (const [name, value] of lines) headers.append(name, value);
  return headers;
}

function unsatisfiable(facts: FileFacts): Answer {
  const headers = describe(facts);
  headers.set("content-range", `bytes */${facts.sizeBytes}`);
  return { status: 416, headers, range: null };
}

function preflight(request: Headers): Answer {
  const headers = cors();
  headers.set("allow", MEDIA_METHODS);
  headers.set("access-control-allow-methods", MEDIA_METHODS);
  // `*` does not cover all headers in older browsers, so theirs are repeated.
  headers.set("access-control-allow-headers", requestedHeaders(request));
  headers.set("vary", "Access-Control-Request-Headers");
  headers.set("access-control-max-age", "86400");
  return { status: 204, headers, range: null };
}

function requestedHeaders(request: Headers): string {
  const asked = request.get("access-control-request-headers");
  return asked !== null && /^[\w\-, ]{1,500}$/.test(asked) ? asked : "*";
}

function notAllowed(): Answer {
  const headers = cors();
  headers.set("allow", MEDIA_METHODS);
  return { status: 405, headers, range: null };
}
