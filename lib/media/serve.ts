/**
 * Answers a request for a film: finds it, decides, opens, sends, measures.
 *
 * @module
 */
import { type Answer, answerFile } from "./answer.ts";
import type { BufferPool } from "./buffer_pool.ts";
import { fileBody } from "./file.ts";
import type { Meter } from "./meter.ts";
import type { Pacer } from "./pace/pacer.ts";
import { type OpenedFile, openFile } from "./open_file.ts";
import { findFile, type FoundFile, isAbsence } from "./path.ts";
import { problemAnswer } from "./problem.ts";
import { cors } from "./cors.ts";

/** The name that is served even from an empty folder. */
export const DEMO_NAME = "001.mp4";

/** What serving needs. */
export interface ServeDeps {
  /** The folder with films; it may be missing. */
  readonly mediaDir: string;
  /** The built-in demo film. */
  readonly demoPath: string;
  readonly meter: Meter;
  readonly pool: BufferPool;
  readonly pacer: Pacer;
  /** Opens a file; another one only in tests. */
  readonly open: typeof openFile;
  /** A monotonic clock. */
  readonly nowMs: () => number;
}

/** Which film is asked for, and by whom. */
export interface FilmRequest {
  /** The path after `/media/`, still percent-encoded. */
  readonly rawPath: string;
  /** The viewer's id, never a session token; null for anyone else. */
  readonly viewer: string | null;
  /** Names the connection, such as the client's address and port; without it none is known. */
  readonly connection?: string | undefined;
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
  const found = await findFilm(film.rawPath, deps);
  // The router refuses such an address by itself; who serves without it has our word too.
  if (found.type === "unreadable") {
    return problemAnswer({
      status: 400,
      title: "Bad name",
      detail:
        "Cannot read the film's name as its percent-encoding must be UTF-8",
    });
  }
  if (found.type === "absent") return absent(request);
  const opened = await openIfThere(found.realPath, deps.open);
  if (opened === null) return absent(request);
  const answer = answerFile(request, opened.facts);
  if (answer.range === null) {
    opened.file.close();
    return withoutBody(answer);
  }
  const body = await sendRange({
    ...opened,
    range: answer.range,
    name: found.name,
    film,
  }, deps);
  return new Response(body, answer);
}

async function findFilm(rawPath: string, deps: ServeDeps): Promise<FoundFile> {
  const found = await findFile(deps.mediaDir, rawPath);
  if (found.type !== "absent" || rawPath !== DEMO_NAME) return found;
  return { type: "file", realPath: deps.demoPath, name: DEMO_NAME };
}

async function openIfThere(
  realPath: string,
  open: typeof openFile,
): Promise<OpenedFile | null> {
  try {
    return await open(realPath);
  } catch (error) {
    if (isAbsence(error)) return null;
    throw error;
  }
}

interface RangeToSend extends OpenedFile {
  readonly range: NonNullable<Answer["range"]>;
  readonly name: string;
  readonly film: FilmRequest;
}

async function sendRange(
  { file, range, name, film, facts }: RangeToSend,
  { meter, pool, pacer, nowMs }: ServeDeps,
): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
  try {
    if (range.first > 0) await file.seek(range.first, Deno.SeekMode.Start);
  } catch (error) {
    file.close();
    throw error;
  }
  const { viewer, connection = null } = film;
  const pen = meter.start({ viewer, path: name, range, connection });
  const lane = pacer.lane({ viewer, filmBytes: facts.sizeBytes });
  const { completed } = film;
  return fileBody({ file, range, pen, pool, lane, nowMs, completed });
}

function withoutBody({ status, headers }: Answer): Response {
  if (status === 405 || status === 412 || status === 416) {
    return problemAnswer({ status, title: REFUSALS[status] }, headers);
  }
  return new Response(null, { status, headers });
}

const REFUSALS = {
  405: "Method not allowed",
  412: "The file has changed",
  416: "No such bytes",
} as const;

function absent(request: Request): Response {
  // A preflight asks about the address, not about the file.
  if (request.method === "OPTIONS") {
    return new Response(null, { status: 204, headers: cors() });
  }
  return problemAnswer({
    status: 404,
    title: "No such film",
    detail: "Cannot find this file in the media folder",
  });
}
