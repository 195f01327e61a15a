import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { App, nonceOf, prepare, type RequestInfo, staticFiles } from "fresh";
import { manifest } from "./fresh.gen.ts";
import { after } from "@/lib/after.ts";
import { openAdmin } from "@/lib/admin.ts";
import { createLocalBus } from "@/lib/bus/mod.ts";
import type { Config } from "@/lib/config.ts";
import { openDataStore } from "@/lib/data_store.ts";
import { senderOf } from "@/lib/forwarded.ts";
import { FilmsAgain } from "@/lib/films_again.ts";
import { hangUpTogether, openHangUp } from "@/lib/hang_up.ts";
import { ADDRESS_LIMITS, Hub, Polls } from "@/lib/hub/mod.ts";
import {
  createMediaServer,
  LIBC_PATHS,
  type MediaServerOptions,
  noProgram,
  openSender,
} from "@/lib/media/mod.ts";
import { Counters, logOf, watchLoop } from "@/lib/observe/mod.ts";
import { narrowCors } from "@/lib/origin.ts";
import { limitsOf } from "@/lib/limits.ts";
import { runServer } from "@/lib/run_server.ts";
import { servedBy } from "@/lib/served.ts";
import type { Server } from "@/lib/server.ts";
import { guardAnswer, pageHeaders } from "@/lib/page_headers.ts";
import { SERVER_FOLDERS } from "@/lib/server_folders.ts";
import type { State } from "@/lib/state.ts";
import { tidyStore } from "@/lib/tidy_store.ts";

export type { Server } from "@/lib/server.ts";

/** The built-in film, also what a new room begins with. */
const DEMO_FILM = "001.mp4";

/** A megabit per second, in bytes per second. */
const BYTES_PER_S_OF_MBPS = 125_000;

/** Parts that tests put in the place of the real ones. */
export interface OtherParts {
  /** Where films are read from, such as a slow disk. */
  readonly disk?: MediaServerOptions["disk"];
}

/** Builds every part once and joins them. */
export async function buildServer(
  config: Config,
  parts: OtherParts = {},
): Promise<Server> {
  const log = logOf("server");
  const counters = new Counters();
  const store = await openDataStore(config.dataDir, log);
  const admin = await openAdmin(config, log);
  const isProxy = (address: string) => config.proxies.has(address);
  const media = createMediaServer({
    mediaDir: config.mediaDir,
    demoPath: fileURLToPath(new URL(`static/${DEMO_FILM}`, import.meta.url)),
    factsPath: join(config.dataDir, "film-facts.json"),
    previewsDir: join(config.dataDir, "previews"),
    onLibraryChange: () => hub.announceLibrary(),
    uplinkBps: config.uplinkMbps === null
      ? null
      : config.uplinkMbps * BYTES_PER_S_OF_MBPS,
    ...(parts.disk === undefined ? {} : { disk: parts.disk }),
    // A line that is paced is shared piece by piece, and TLS wants each byte for itself.
    sender: config.uplinkMbps === null && config.tls === null
      ? openSender({
        nowMs: () => performance.now(),
        isProxy,
        onFail: (reason) =>
          log.warning(
            "Cannot send films by the thread for it any more, and send them without: {reason}",
            { reason },
          ),
      })
      : null,
    ...(config.previews === false ? { runFfmpeg: noProgram } : {}),
  });
  const hub = new Hub({
    bus: createLocalBus(),
    store,
    counters,
    log: logOf("hub"),
    clock: { nowMs: () => performance.now(), wallMs: () => Date.now(), after },
    firstSource: { kind: "film", path: DEMO_FILM },
    rollName,
    memoryBytes: residentBytes,
    onTimings: (viewer, timings) => media.received(viewer, timings),
    traffic: media.traffic,
    ...(config.addressLimits === undefined
      ? {}
      : { addressLimits: config.addressLimits }),
  });
  const stopTidying = tidyStore({
    ...{ store, log, every },
    nowMs: () => performance.now(),
    wallMs: () => Date.now(),
    isInUse: (room) => hub.room(room) !== null,
  });
  const polls = new Polls({ hub, after, rollName: () => rollName("token") });
  watchLimits(counters, config);
  counters.watch("segments", () => media.segments().length);
  counters.watch("films_sent_bytes_total", () => media.sentBytes());
  counters.watch("store_used_bytes", () => store.usedBytes());
  counters.watch("polled_links", () => polls.size);
  counters.watch("resident_bytes", residentBytes);
  const loop = watchLoop({
    nowMs: () => performance.now(),
    after,
    onLag: (lagMs) => counters.time("loop_lag_seconds", lagMs / 1000),
  });
  let isDraining = false;
  const filmsAgain = new FilmsAgain(media, config.allowedOrigins);
  const state: State = {
    config,
    hub,
    polls,
    after,
    media,
    filmsAgain,
    counters,
    loop,
    hangUp: hangUpTogether(openHangUp(LIBC_PATHS)),
    admin,
    isDraining: () => isDraining,
  };

  const app = new App<State>({
    mode: config.isDev ? "development" : "production",
  });
  app.use(async (ctx) => {
    Object.assign(ctx.state, state);
    const response = await ctx.next();
    narrowCors(ctx.req, response.headers, config.allowedOrigins);
    const nonce = nonceOf(response);
    if (nonce === null) return response;
    const { embedders } = config;
    const headers = pageHeaders({ nonce, url: ctx.url, embedders });
    for (const [name, value] of Object.entries(headers)) {
      response.headers.set(name, value);
    }
    return response;
  });
  app.use(staticFiles());
  app.fsRoutes();
  await prepare(app, manifest, { forbidden: SERVER_FOLDERS });

  const answer = app.handler();
  return {
    handler: async (request, info) => {
      const told = toldBy(request, config, info);
      const response = await filmsAgain.answer(request, told) ??
        await answer(request, told);
      // A handshake's answer is made by Deno, and nobody may change it.
      if (response.status !== 101) guardAnswer(response.headers);
      return response;
    },
    admin,
    close: (closing) => {
      isDraining = true;
      stopTidying();
      loop.close();
      hub.close();
      const gone = media.close(closing);
      store.close();
      return gone;
    },
  };
}

/** Shows each limit in `/metrics`, and what is used of it where that is known. */
function watchLimits(counters: Counters, config: Config): void {
  const limits = limitsOf(config.addressLimits ?? ADDRESS_LIMITS);
  counters.watchAll(
    "limit",
    () => new Map(limits.map(({ name, value }) => [name, value])),
  );
  counters.watchAll("limit_used", () => {
    const used = new Map<string, number>();
    for (const { name, gauge } of limits) {
      const value = gauge === undefined ? null : counters.read(gauge);
      if (value !== null) used.set(name, value);
    }
    return used;
  });
}

/** What is known of a request, with the word of proxies that are trusted. */
function toldBy(
  { headers }: Request,
  { proxies }: Config,
  info?: Deno.ServeHandlerInfo,
): RequestInfo | undefined {
  if (info === undefined || proxies.isEmpty) return info;
  const { remoteAddr, completed } = info;
  if (remoteAddr.transport !== "tcp") return info;
  const { address, origin } = senderOf(headers, remoteAddr.hostname, proxies);
  return {
    remoteAddr: { ...remoteAddr, hostname: address },
    peer: remoteAddr,
    completed,
    origin,
  };
}

function residentBytes(): number {
  return Deno.memoryUsage().rss;
}

function every(periodMs: number, look: () => void): () => void {
  const timer = setInterval(look, periodMs);
  return () => clearInterval(timer);
}

function rollName(kind: "viewer" | "token" | "epoch"): string {
  const bytes = crypto.getRandomValues(
    new Uint8Array(kind === "token" ? 20 : 6),
  );
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join(
    "",
  );
}

/** For `deno serve main.ts`, and for platforms that listen themselves. */
const served = servedBy(buildServer);
export default served satisfies Deno.ServeDefaultExport;

if (import.meta.main) {
  // `deno serve` has said by then that it listens; with `deno run` we do so ourselves.
  setTimeout(() => served.isListening() || void runServer(buildServer), 0);
}
