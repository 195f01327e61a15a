/**
 * Answers a request for a film: finds it, decides, opens, sends, measures.
 *
 * @module
 */
import { unreachable } from "@/lib/base/mod.ts";
import { type Answer, answerFile, answerMethod } from "./answer.ts";
import type { BufferPool } from "./buffer_pool.ts";
import { HELD_BYTES } from "./buffer_ring.ts";
import { fileBody, type FileBodyOptions } from "./file.ts";
import type { Gate } from "./gate.ts";
import { isHttp1 } from "./http1.ts";
import type { Meter } from "./meter.ts";
import type { Pacer } from "./pace/pacer.ts";
import { problemAnswer } from "./problem.ts";
import type { HandOver } from "./send/hand_over.ts";
import type { Peer } from "./send/peer.ts";
import type { HeldFilm, Shelf } from "./shelf.ts";

/** What serving needs. */
export interface ServeDeps {
  readonly shelf: Shelf;
  readonly meter: Meter;
  readonly pool: BufferPool;
  readonly pacer: Pacer;
  readonly gate: Gate;
  /** Has Linux send what is long enough; null where it cannot. */
  readonly handOver: HandOver | null;
  /** A monotonic clock. */
  readonly nowMs: () => number;
  /** Milliseconds since 1970, as clients date what they have. */
  readonly wallMs: () => number;
}

/** Which film is asked for, and by whom. */
export interface FilmRequest {
  /** The path after `/media/`, still percent-encoded. */
  readonly rawPath: string;
  /** The viewer's id, never a session token; null for anyone else. */
  readonly viewer: string | null;
  /** Names the connection, such as the client's address and port; without it none is known. */
  readonly connection?: string | undefined;
  /** How many bytes an open-ended range gets at most; all of them without it. */
  readonly partBytesMax?: number | undefined;
  /** The other end of its connection; through a proxy the port is the proxy's. */
  readonly peer?: Peer | undefined;
  /** `Deno.ServeHandlerInfo.completed` of the request. */
  readonly completed?: Promise<void> | undefined;
}

/**
 * Answers a request for a film. Never throws for what a stranger can cause.
 *
 * @param request Its method and headers; the body is not read.
 */
export async function serveFilm(
  request: Request,
  film: FilmRequest,
  deps: ServeDeps,
): Promise<Response> {
  // Nobody waits for this promise when a refusal ends the request early.
  film.completed?.catch(() => {});
  const aside = answerAside(request);
  if (aside !== null) return aside;
  const answer = (taken: HeldFilm) =>
    answerHeld(
      request,
      { film, taken, filmBytes: taken.facts.sizeBytes },
      deps,
    );
  return await withTaken({ ...deps, rawPath: film.rawPath, answer });
}

/**
 * Answers what asks for no file: a preflight asks about the address, whatever lies there, and what
 * a method may do is the same at each. Null for all else.
 */
export function answerAside(request: Request): Response | null {
  const answer = answerMethod(request);
  return answer === null ? null : answerWithoutBody(request, answer);
}

/** Answers with a film that `answer` releases, or says that there is none. */
export async function withTaken({ shelf, rawPath, answer }: {
  readonly shelf: Shelf;
  readonly rawPath: string;
  readonly answer: (taken: HeldFilm) => Response | Promise<Response>;
}): Promise<Response> {
  const taken = await shelf.take(rawPath);
  switch (taken.type) {
    case "unreadable":
      return unreadable();
    case "absent":
      return absent();
    case "film":
      return await answer(taken);
    default:
      unreachable(taken);
  }
}

/** Something to send, in hand, and of how large a film it is. */
export interface HeldAnswer {
  readonly film: FilmRequest;
  readonly taken: HeldFilm;
  readonly filmBytes: number;
}

/** Sends what is held, and releases it at the end. */
export function answerHeld(
  request: Request,
  { film, taken, filmBytes }: HeldAnswer,
  { meter, pool, pacer, gate, handOver, nowMs, wallMs }: ServeDeps,
): Response {
  const { partBytesMax } = film;
  const terms = { wallMs: wallMs(), partBytesMax };
  const answer = answerFile(request, taken.facts, terms);
  const { range } = answer;
  if (range === null) {
    taken.release();
    return answerWithoutBody(request, answer);
  }
  const { viewer, connection = null, completed } = film;
  const pen = meter.start({ viewer, path: taken.name, range, connection });
  const heldBytes = HELD_BYTES[isHttp1(request) ? "http1" : "http2"];
  const options: FileBodyOptions = {
    film: taken,
    range,
    pen,
    pool,
    gate,
    lane: pacer.lane({ viewer, filmBytes }),
    heldBytes,
    nowMs,
    completed,
  };
  const handed = handOver?.(request, { film, taken, answer, options });
  return new Response(handed ?? fileBody(options), answer);
}

/**
 * Refuses a name that is none. The router refuses such an address by itself;
 * who serves without it has our word too.
 */
export function unreadable(): Response {
  return problemAnswer({
    status: 400,
    title: "Bad name",
    detail: "Cannot read the film's name as its percent-encoding must be UTF-8",
  });
}

/**
 * Answers without bytes of the file: to HEAD, to a condition that fails, and refusals, which say
 * in their body what was wrong. The one place for 304, 405, 412 and 416.
 */
export function answerWithoutBody(
  { method }: Request,
  { status, headers }: Answer,
): Response {
  if (status !== 405 && status !== 412 && status !== 416) {
    return new Response(null, { status, headers });
  }
  const refusal = problemAnswer({ status, title: REFUSALS[status] }, headers);
  return method === "HEAD" ? new Response(null, refusal) : refusal;
}

const REFUSALS = {
  405: "Method not allowed",
  412: "The file has changed",
  416: "No such bytes",
} as const;

/** Answers that there is no such film. */
export function absent(): Response {
  return problemAnswer({
    status: 404,
    title: "No such film",
    detail: "Cannot find this file in the media folder",
  });
}
