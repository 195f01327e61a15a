/**
 * Which answers Linux sends by itself, and how.
 *
 * @module
 */
import { setImmediate } from "node:timers";
import { keepNewest } from "@/lib/base/mod.ts";
import type { Answer } from "../answer.ts";
import type { FileBodyOptions } from "../file.ts";
import type { FilmRequest } from "../serve.ts";
import { isHttp1 } from "../http1.ts";
import type { HeldFilm } from "../shelf.ts";
import type { Timers } from "../timers.ts";
import { handedBody, type Proof } from "./handed_body.ts";
import type { Framing } from "./orders.ts";
import type { Line, Sender } from "./sender.ts";

/** Less is sent sooner than it is handed over, in bytes. */
const PART_BYTES_MIN = 64 * 1024;
/**
 * From so many bytes on an answer may end its connection, which costs the next one a round trip.
 * It has to: Deno closes a connection on which it sent less than it promised.
 */
const WHOLE_BYTES_MIN = 8 * 1024 * 1024;
/**
 * The first megabyte of a part, which mostly is all of it, is sent by this thread, since nobody has
 * to be woken for it; where so many connections asked for one within so many ms the other thread
 * sends all, as of fifty it takes half of the work off this one.
 */
const RUSH_CONNECTIONS = 8;
const RUSH_MS = 100;
/** Connections that are remembered at the most. */
const CONNECTIONS_MAX = 4096;

/** What of an answer is handed over. */
export interface HandedAnswer {
  readonly film: FilmRequest;
  readonly taken: HeldFilm;
  /** Its headers are changed to fit. */
  readonly answer: Answer;
  readonly options: FileBodyOptions;
}

/** Gives the body of an answer that Linux sends; null for one that is sent as any other. */
export type HandOver = (
  request: Request,
  answer: HandedAnswer,
) => ReadableStream<Uint8Array<ArrayBuffer>> | null;

/** Makes what decides. */
export function createHandOver(
  sender: Sender,
  { nowMs, timers, rushConnections = RUSH_CONNECTIONS }: {
    readonly nowMs: () => number;
    readonly timers: Timers;
    readonly rushConnections?: number | undefined;
  },
): HandOver {
  /** When each connection last asked for a part, the latest last. */
  const askedMs = new Map<string, number>();
  const isRush = (key: string): boolean => {
    keepNewest(askedMs, key, nowMs(), CONNECTIONS_MAX);
    for (const [oldest, atMs] of askedMs) {
      if (nowMs() - atMs <= RUSH_MS) break;
      askedMs.delete(oldest);
    }
    return askedMs.size >= rushConnections;
  };
  /** Whether a connection frames chunks, by its socket. */
  const proofs = new Map<bigint, boolean>();
  const proofOf = ({ before: { cookie } }: Line): Proof => {
    const isChunked = proofs.get(cookie);
    return {
      verdict: isChunked === undefined ? null : isChunked ? "chunked" : "plain",
      note: (isChunked) =>
        keepNewest(proofs, cookie, isChunked, CONNECTIONS_MAX),
    };
  };
  return (request, { film, taken, answer, options }) => {
    const { peer } = film;
    const { range } = answer;
    const file = taken.descriptor;
    if (peer === undefined || file === undefined || range === null) return null;
    const bytes = range.last - range.first + 1;
    const framing = framingOf(film, answer.status, bytes);
    if (framing === null || !isHttp1(request)) return null;
    const key = `${peer.hostname} ${peer.port}`;
    const isBegunHere = framing === "chunk" && !isRush(key);
    const line = sender.lineTo(peer);
    if (line === null) return null;
    const proof = proofOf(line);
    if (framing === "chunk") {
      if (proof.verdict === "plain") return null;
      answer.headers.delete("content-length");
    } else answer.headers.set("connection", "close");
    return handedBody({
      ...options,
      file,
      line,
      framing,
      isBegunHere,
      proof,
      timers,
      turn,
    });
  };
}

/**
 * The page's own player goes on on one connection, and is known to take a part whose length is
 * told by its `Content-Range` alone. Others, download managers among them, want it told twice.
 */
function framingOf(
  { viewer }: FilmRequest,
  status: number,
  bytes: number,
): Framing | null {
  if (bytes >= WHOLE_BYTES_MIN) return "raw";
  return viewer !== null && status === 206 && bytes >= PART_BYTES_MIN
    ? "chunk"
    : null;
}

/** Deno's server writes when this thread has nothing else to do. */
function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
