import { fileURLToPath } from "node:url";
import {
  App,
  type Handler,
  nonceOf,
  prepare,
  type RequestInfo,
  staticFiles,
} from "fresh";
import { manifest } from "./fresh.gen.ts";
import { addressesOf } from "@/lib/addresses.ts";
import { type Admin, openAdmin } from "@/lib/admin.ts";
import { createLocalBus } from "@/lib/bus/mod.ts";
import { type Config, ConfigError, readConfig } from "@/lib/config.ts";
import { openDataStore } from "@/lib/data_store.ts";
import { prepareFolders } from "@/lib/folders.ts";
import { senderOf } from "@/lib/forwarded.ts";
import { Hub, Polls } from "@/lib/hub/mod.ts";
import { createMediaServer, type MediaServerOptions } from "@/lib/media/mod.ts";
import { Counters, logOf, startLog } from "@/lib/observe/mod.ts";
import { narrowCors } from "@/lib/origin.ts";
import { guardAnswer, pageHeaders } from "@/lib/page_headers.ts";
import { startErrorLine } from "@/lib/start_error.ts";
import type { State } from "@/lib/state.ts";
import { ROOM_KEPT_DAYS } from "@/lib/store/mod.ts";

/** Folders that must never reach a browser. */
const SERVER_FOLDERS = ["lib/hub", "lib/bus", "lib/store", "lib/media"];
/** The built-in film, also what a new room begins with. */
const DEMO_FILM = "001.mp4";

const DAY_MS = 86_400_000;
/** How long films under way may take to end at a stop, in ms: a page that pauses takes none. */
const DRAIN_MS = 1000;
/** A megabit per second, in bytes per second. */
const BYTES_PER_S_OF_MBPS = 125_000;

/** A built server: what answers, and how it ends. */
export interface Server {
  readonly handler: Handler;
  readonly admin: Admin;
  /** Lets nobody in any more, tells those inside, saves all rooms. */
  close(): void;
}

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
  const admin = await openAdmin(config.dataDir, log);
  const forgetOld = () => {
    try {
      store.forgetBefore(Date.now() - ROOM_KEPT_DAYS * DAY_MS);
    } catch (error) {
      log.warning("Cannot forget old rooms: {reason}", {
        reason: error instanceof Error ? error.message : String(error),
      });
    }
  };
  forgetOld();
  const forgetting = setInterval(forgetOld, DAY_MS);
  const media = createMediaServer({
    mediaDir: config.mediaDir,
    demoPath: fileURLToPath(new URL(`static/${DEMO_FILM}`, import.meta.url)),
    onLibraryChange: () => hub.announceLibrary(),
    uplinkBps: config.uplinkMbps === null
      ? null
      : config.uplinkMbps * BYTES_PER_S_OF_MBPS,
    ...(parts.disk === undefined ? {} : { disk: parts.disk }),
  });
  const hub = new Hub({
    bus: createLocalBus(),
    store,
    counters,
    log: logOf("hub"),
    clock: { nowMs: () => performance.now(), wallMs: () => Date.now(), after },
    firstSource: { kind: "film", path: DEMO_FILM },
    rollName,
    onTimings: (viewer, timings) => media.received(viewer, timings),
    traffic: media.traffic,
    ...(config.addressLimits === undefined
      ? {}
      : { addressLimits: config.addressLimits }),
  });
  const polls = new Polls({ hub, after, rollName: () => rollName("token") });
  let isDraining = false;
  const state: State = {
    config,
    hub,
    polls,
    media,
    counters,
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
      const response = await answer(request, toldBy(request, config, info));
      // A handshake's answer is made by Deno, and nobody may change it.
      if (response.status !== 101) guardAnswer(response.headers);
      return response;
    },
    admin,
    close: () => {
      isDraining = true;
      clearInterval(forgetting);
      hub.close();
      media.close();
      store.close();
    },
  };
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
    completed,
    origin,
  };
}

/** Starts the server and ends it at SIGINT or SIGTERM. */
async function run(config: Config): Promise<void> {
  await startLog(config.logLevel);
  await prepareFolders(config);
  const { cert, key } = await readTlsFiles(config);
  const server = await buildServer(config);
  // A promise that nobody awaited must not end the evening of all rooms.
  addEventListener("unhandledrejection", (event) => {
    event.preventDefault();
    const { reason } = event;
    logOf("server").error("Cannot leave a rejection unsaid: {reason}", {
      reason: reason instanceof Error ? reason.stack ?? reason.message : reason,
    });
  });
  const stopping = new AbortController();
  const http = Deno.serve({
    port: config.port,
    hostname: config.host,
    signal: stopping.signal,
    ...(cert === null || key === null ? {} : { cert, key }),
    onListen: ({ port }) => {
      announce(config, port);
      announceAdmin(config, server.admin);
    },
  }, server.handler);
  let isStopping = false;
  const stop = () => {
    // A second signal, as an impatient Ctrl-C sends, finds all this under way.
    if (isStopping) return;
    isStopping = true;
    server.close();
    stopping.abort();
    setTimeout(() => Deno.exit(0), DRAIN_MS);
  };
  Deno.addSignalListener("SIGINT", stop);
  Deno.addSignalListener("SIGTERM", stop);
  await http.finished;
  Deno.exit(0);
}

function announce(config: Config, port: number): void {
  const addresses = addressesOf({
    host: config.host,
    port,
    isTls: config.tls !== null,
    publicUrl: config.publicUrl,
  }, Deno.networkInterfaces());
  console.log("17kan is ready. Open, with your name behind ?u=");
  for (const address of addresses) console.log(`  ${address}alice`);
}

/** Said at the first start alone: a token in every log is none. */
function announceAdmin({ dataDir }: Config, { isNew, token }: Admin): void {
  if (!isNew) return;
  console.log("The admin's page is /admin; its token, kept in");
  console.log(`${dataDir}/admin-token: ${token}`);
}

async function readTlsFiles(
  { tls }: Config,
): Promise<{ readonly cert: string | null; readonly key: string | null }> {
  if (tls === null) return { cert: null, key: null };
  const read = async (name: string, path: string): Promise<string> => {
    try {
      return await Deno.readTextFile(path);
    } catch {
      throw new ConfigError(
        `Cannot use ${name}="${path}" as it must be a PEM file to read`,
      );
    }
  };
  return {
    cert: await read("TLS_CERT", tls.certPath),
    key: await read("TLS_KEY", tls.keyPath),
  };
}

function after(delayMs: number, callback: () => void): () => void {
  const timer = setTimeout(callback, delayMs);
  return () => clearTimeout(timer);
}

function rollName(kind: "viewer" | "token" | "epoch"): string {
  const bytes = crypto.getRandomValues(
    new Uint8Array(kind === "token" ? 20 : 6),
  );
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join(
    "",
  );
}

if (import.meta.main) {
  let config: Config | null = null;
  try {
    config = readConfig(Deno.args, (name) => Deno.env.get(name));
    await run(config);
  } catch (error) {
    const line = startErrorLine(error, config);
    if (line === null) throw error;
    console.error(line);
    Deno.exit(1);
  }
}
