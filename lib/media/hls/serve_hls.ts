/**
 * Answers a request for a film as HLS: cut from its tables, never decoded, and
 * sent the way films are.
 *
 * @module
 */
import { unreachable } from "@/lib/base/mod.ts";
import {
  type FilmCut,
  planClipOf,
  type UncuttableError,
  writePlaylist,
} from "@/lib/film/cut/mod.ts";
import { answerFile, type FileFacts } from "../answer.ts";
import { cors } from "../cors.ts";
import { problemAnswer } from "../problem.ts";
import {
  absent,
  answerAside,
  answerHeld,
  answerWithoutBody,
  type FilmRequest,
  type ServeDeps,
  withTaken,
} from "../serve.ts";
import type { HeldFilm } from "../shelf.ts";
import { type HlsPart, partQuery, readHlsPath, versionOf } from "./address.ts";
import { type CutCache, LateError } from "./cut_cache.ts";
import { clipBytes, readHeld } from "./held_clip.ts";

/** A request for a film as HLS; `rawPath` is what follows `/hls/`. */
export interface HlsRequest extends FilmRequest {
  /** The state of the film that the request is for, as its playlist named it; null for any. */
  readonly version: string | null;
}

/** Media types of HLS. */
const PLAYLIST_TYPE = "application/vnd.apple.mpegurl";
const CLIP_TYPE = "video/mp4";

/** What is addressed by the film's state never changes: kept a year, and not asked about again. */
const FOR_EVER = "public, max-age=31536000, immutable, no-transform";

/**
 * Answers a request. Never throws for what a stranger can cause.
 *
 * @param request Its method and headers; the body is not read.
 */
export async function serveHls(
  request: Request,
  hls: HlsRequest,
  deps: ServeDeps & { readonly cuts: CutCache },
): Promise<Response> {
  hls.completed?.catch(() => {});
  const aside = answerAside(request);
  if (aside !== null) return aside;
  const address = readHlsPath(hls.rawPath);
  if (address === null) return absent();
  return await withTaken({
    ...deps,
    rawPath: address.rawFilm,
    answer: (taken) => answerTaken(request, { hls, taken, ...address }, deps),
  });
}

interface TakenPart {
  readonly hls: HlsRequest;
  readonly taken: HeldFilm;
  readonly part: HlsPart;
}

async function answerTaken(
  request: Request,
  asked: TakenPart,
  deps: ServeDeps & { readonly cuts: CutCache },
): Promise<Response> {
  const { taken, hls: { version } } = asked;
  let isHandedOn = false;
  try {
    const { etag, sizeBytes } = taken.facts;
    if (version !== null && version !== versionOf(etag)) return changed();
    const result = await deps.cuts.of(`${etag} ${taken.name}`, {
      sizeBytes,
      read: (offset, length) => readHeld(taken, { offset, length }),
    });
    if (result.type === "uncuttable") return uncuttable(result.error);
    const answer = answerPart(request, { ...asked, cut: result.cut }, deps);
    isHandedOn = answer.isHandedOn;
    return withCaching(answer.response, asked);
  } catch (error) {
    if (!(error instanceof LateError)) throw error;
    // A read that never ends still has the file.
    isHandedOn = true;
    void error.reading.then(() => taken.release());
    return late(error);
  } finally {
    if (!isHandedOn) taken.release();
  }
}

interface PartAnswer {
  readonly response: Response;
  /** Whether the film is released by what sends it. */
  readonly isHandedOn: boolean;
}

function answerPart(
  request: Request,
  { hls, taken, part, cut }: TakenPart & { readonly cut: FilmCut },
  deps: ServeDeps,
): PartAnswer {
  const { etag, mtimeMs, sizeBytes: filmBytes } = taken.facts;
  const own = (name: string, type: string, sizeBytes: number): FileFacts => ({
    sizeBytes,
    mtimeMs,
    etag: `"${versionOf(etag)}-${name}"`,
    type,
  });
  switch (part.type) {
    case "playlist": {
      const query = partQuery(etag, hls.viewer);
      const text = writePlaylist(cut.clips, {
        init: `init.mp4${query}`,
        clip: (index) => `${index}.m4s${query}`,
      });
      const bytes = new TextEncoder().encode(text);
      const facts = own("list", PLAYLIST_TYPE, bytes.length);
      const response = fromMemory(request, { bytes, facts }, deps);
      // It may be packed on its way, and the tag names these very bytes.
      response.headers.delete("etag");
      return { response, isHandedOn: false };
    }
    case "init": {
      const facts = own("init", CLIP_TYPE, cut.init.length);
      const response = fromMemory(request, { bytes: cut.init, facts }, deps);
      return { response, isHandedOn: false };
    }
    case "clip": {
      const plan = planClipOf(cut, part.index);
      if (plan === null) {
        return { response: absent(), isHandedOn: false };
      }
      const clip: HeldFilm = {
        name: taken.name,
        facts: own(String(part.index), CLIP_TYPE, plan.sizeBytes),
        readAt: clipBytes(taken, plan),
        release: () => taken.release(),
      };
      const film = { ...hls, partBytesMax: undefined };
      const held = { film, taken: clip, filmBytes };
      return { response: answerHeld(request, held, deps), isHandedOn: true };
    }
    default:
      unreachable(part);
  }
}

function fromMemory(
  request: Request,
  { bytes, facts }: {
    readonly bytes: Uint8Array<ArrayBuffer>;
    readonly facts: FileFacts;
  },
  { wallMs }: ServeDeps,
): Response {
  const answer = answerFile(request, facts, { wallMs: wallMs() });
  const { range } = answer;
  return range === null
    ? answerWithoutBody(request, answer)
    : new Response(bytes.slice(range.first, range.last + 1), answer);
}

function withCaching(
  response: Response,
  { hls, part }: Pick<TakenPart, "hls" | "part">,
): Response {
  const isLasting = hls.version !== null && part.type !== "playlist";
  if (isLasting && (response.ok || response.status === 304)) {
    response.headers.set("cache-control", FOR_EVER);
  }
  return response;
}

/** Headers of a refusal that may be none a moment later. */
function askAgain(): Headers {
  const headers = cors();
  headers.set("cache-control", "no-cache");
  return headers;
}

function changed(): Response {
  return problemAnswer({
    status: 410,
    title: "The film has changed",
    detail:
      "Cannot find this state of the film; its playlist names the new one",
  }, askAgain());
}

function late({ message }: LateError): Response {
  return problemAnswer(
    { status: 503, title: "Not cut in time", detail: message },
    askAgain(),
  );
}

function uncuttable({ reason, message }: UncuttableError): Response {
  return problemAnswer({
    status: 422,
    title: "Cannot be cut",
    detail: message,
    reason,
  }, askAgain());
}
