/**
 * Everything about films on the server, made once and closed at the end.
 *
 * @module
 */
import type { FilmFacts } from "@/lib/film/mod.ts";
import { type BufferPool, createBufferPool } from "./buffer_pool.ts";
import type { ReadFileFacts } from "./facts_cache.ts";
import { openFactsShelf } from "./facts_shelf.ts";
import { type Disk, systemDisk } from "./disk.ts";
import { findFilm } from "./find_film.ts";
import { Shelf } from "./shelf.ts";
import type { Timing } from "./delivery.ts";
import { createFactsThread } from "./facts_thread.ts";
import { createGate } from "./gate.ts";
import { createCutCache } from "./hls/cut_cache.ts";
import { createCutThread } from "./hls/cut_thread.ts";
import { type HlsRequest, serveHls } from "./hls/serve_hls.ts";
import { type Closing, type Listing, openLibrary } from "./library.ts";
import { createMeter, type Segment } from "./meter.ts";
import { type FilmRequest, serveFilm } from "./serve.ts";
import { ffmpegRunner, type RunProgram } from "./preview/run_ffmpeg.ts";
import { type PreviewRequest, servePreview } from "./preview/serve_preview.ts";
import { createStillQueue } from "./preview/still_queue.ts";
import { openStillShelf } from "./preview/still_shelf.ts";
import { createHandOver } from "./send/hand_over.ts";
import type { Sender } from "./send/sender.ts";
import { systemTimers, type Timers } from "./timers.ts";
import { createTraffic, type Traffic, type Uplink } from "./traffic.ts";
import { type WatchFolder, watchFolder } from "./watch.ts";

/** Films, over HTTP and as data. */
export interface MediaServer {
  /** Answers a request for a film. */
  serve(request: Request, film: FilmRequest): Promise<Response>;
  /** Answers a request for a film as HLS. */
  serveHls(request: Request, hls: HlsRequest): Promise<Response>;
  /** Answers a request for a small picture of a film. */
  servePreview(request: Request, preview: PreviewRequest): Promise<Response>;
  /** Lists the films, or one of them; waits about a second at most for their facts. */
  library(path?: string): Promise<Listing>;
  /** What is known of a film by now; null where it is not listed, or still to be looked into. */
  known(path: string): FilmFacts | null;
  /** The last transfers of a viewer, or of everyone; those under way come last. */
  segments(viewer?: string): Segment[];
  /** Bytes of films that were sent so far. */
  sentBytes(): number;
  /** A viewer's browser tells how transfers reached it. */
  received(viewer: string, timings: readonly Timing[]): void;
  /** What of the films under way the rooms ask and tell. */
  readonly traffic: Pick<Traffic, "factsOf" | "heard" | "said">;
  /** The server's upload: set, or learnt, or not known; and how much of it is used. */
  uplink(): Uplink;
  /**
   * Ends the watching; transfers under way go on. Resolves once those have gone of which Deno's
   * server knows nothing.
   */
  close(closing?: Closing): Promise<void>;
}

/** What a media server needs; all but the folder and the demo have defaults. */
export interface MediaServerOptions {
  /** The folder with films; it may be missing. */
  readonly mediaDir: string;
  /** Path of the built-in demo film. */
  readonly demoPath: string;
  /** A monotonic clock; `performance.now()` otherwise. */
  readonly nowMs?: () => number;
  /** Called when the library has changed, for the rooms to hear. */
  readonly onLibraryChange?: () => void;
  readonly timers?: Timers;
  /** Another disk than the system's, only in tests. */
  readonly disk?: Disk;
  /** Another pool of buffers, only in tests. */
  readonly pool?: BufferPool;
  readonly watch?: WatchFolder;
  readonly readFacts?: ReadFileFacts;
  /** The file in which facts of films outlast a restart; they do not without it. */
  readonly factsPath?: string;
  /** The folder in which small pictures of films are kept; none are without it. */
  readonly previewsDir?: string;
  /** What makes them instead of ffmpeg, only in tests. */
  readonly runFfmpeg?: RunProgram;
  /** Upload in bytes per second: films are paced just below it; without it they are not. */
  readonly uplinkBps?: number | null;
  /** Sends what is long by another thread; closed with the rest. Of no use on a line that is paced. */
  readonly sender?: Sender | null;
  /** From how many connections on parts go to it too, only in tests. */
  readonly rushConnections?: number;
}

/** Makes the media server and starts watching the folder. */
export function createMediaServer(options: MediaServerOptions): MediaServer {
  const { mediaDir, demoPath, nowMs = () => performance.now() } = options;
  const wallMs = () => Date.now();
  const pool = options.pool ?? createBufferPool();
  const timers = options.timers ?? systemTimers;
  const { uplinkBps = null } = options;
  const traffic = createTraffic({ nowMs, timers, uplinkBps });
  const { pacer } = traffic;
  const meter = traffic.flows.around(createMeter(nowMs));
  const thread = createFactsThread(timers);
  const library = openLibrary({
    mediaDir,
    demoPath,
    nowMs,
    timers,
    watch: options.watch ?? watchFolder,
    read: options.readFacts ?? thread.read,
    shelf: options.factsPath === undefined
      ? undefined
      : openFactsShelf(options.factsPath),
    onChange: options.onLibraryChange ?? (() => {}),
  });
  const shelf = new Shelf({
    disk: options.disk ?? systemDisk(),
    find: (rawPath) => findFilm(rawPath, { mediaDir, demoPath }),
    nowMs,
    wallMs,
    timers,
  });
  const run = options.runFfmpeg ?? ffmpegRunner(timers);
  const { previewsDir } = options;
  const previews = {
    find: (rawPath: string) => findFilm(rawPath, { mediaDir, demoPath }),
    queue: createStillQueue({ run, nowMs, timers }),
    shelf: previewsDir === undefined ? null : openStillShelf(previewsDir),
  };
  const gate = createGate({ nowMs, timers });
  const cutting = createCutThread(timers);
  const cuts = createCutCache({ cut: cutting.cut, timers });
  const { sender = null } = options;
  const handOver = sender === null ? null : createHandOver(sender, {
    nowMs,
    timers,
    rushConnections: options.rushConnections,
  });
  const deps = {
    shelf,
    meter,
    pool,
    pacer,
    gate,
    handOver,
    nowMs,
    wallMs,
    cuts,
  };
  return {
    serve: (request, film) => serveFilm(request, film, deps),
    serveHls: (request, hls) => serveHls(request, hls, deps),
    servePreview: (request, preview) =>
      servePreview(request, preview, previews),
    library: (path) => path === undefined ? library.list() : library.find(path),
    known: (path) => library.known(path),
    segments: (viewer) => meter.segments(viewer),
    sentBytes: () => meter.sentBytes(),
    received(viewer, timings) {
      for (const timing of timings) meter.received(viewer, timing);
    },
    traffic,
    uplink: () => traffic.uplink(),
    close(closing) {
      library.close(closing);
      shelf.close();
      thread.close();
      cutting.close();
      return sender?.close() ?? Promise.resolve();
    },
  };
}
