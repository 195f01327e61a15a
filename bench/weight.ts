/**
 * What a browser loads of our JavaScript: at first, to draw the page and answer presses, and then
 * by itself, to open the room and fill the panels: `deno task bench weight`.
 * `tests/http/weight_test.ts` holds both below their limits.
 */
import { readProxies } from "@/lib/forwarded.ts";
import { gzipSync } from "node:zlib";
import type { Handler } from "fresh";
import { buildServer } from "../main.ts";

/** One script of the page. */
export interface Script {
  /** Path and query. */
  readonly address: string;
  readonly sizeBytes: number;
  /** Size as it travels: gzip, level 6. */
  readonly gzipBytes: number;
}

/** All that a page loads without being asked. */
export interface PageWeight {
  /** The page itself, which carries the words of its language; gzip, level 6. */
  readonly htmlGzipBytes: number;
  /** Scripts that the page names, and what they import at once. */
  readonly initial: readonly Script[];
  /** Scripts that these fetch once the page is drawn, and what they import at once. */
  readonly later: readonly Script[];
}

/**
 * What a press, a touch, a scroll, a danmaku, subtitles, a broken film or a film from elsewhere fetches, by the
 * name of the module. Whatever else is fetched later counts, also what only a large screen has in
 * sight.
 */
const ON_DEMAND = [
  "AccessPanel",
  "HistoryTools",
  "PastLines",
  "SubtitleLane",
  "Settings",
  "TouchLayer",
  "FilmPicture",
  "Sheets",
  "SoundTracks",
  "CopyShift",
  "qr_path",
  "start_at",
  "while_playing",
  "SyncDetails",
  "danmaku_sky",
  "desk",
  "Charts",
  "styled_layer",
  "probe",
  "problem",
  "sniff",
  "stream",
  "film_checks",
  "codec_name",
  "MendLine",
  "StallList",
  "shrink_film",
  "poll_port",
  "read_details",
  "hls",
  "hls_full",
  "hls_native",
  "mpegts",
  "dash",
  "en",
  "zh",
  "xxhash-wasm",
];
const DEMANDED = new RegExp(`/(?:${ON_DEMAND.join("|")})-\\w+\\.js$`);

/** A page's first scripts as they are named in its HTML: those at low priority follow them. */
const NAMED =
  /<(?:script|link)\b(?![^>]*fetchpriority="low")[^>]*?\b(?:src|href)="([^"]+\.js[^"]*)"/g;
/** Imports that run later. */
const FETCHED = /\bimport\(\s*"([^"]+)"\s*\)/g;
/** Imports that run at once, in inline and in bundled code; `import()` waits. */
const IMPORTED = /\b(?:im|ex)port(?:[\w$*{}\s,]*from)?\s*"([^"]+)"/g;

/** Weighs all scripts that a page loads by itself, found as a browser finds them. */
export async function weighPage(
  handler: Handler,
  path: string,
): Promise<PageWeight> {
  const page = new URL(path, "http://localhost");
  const html = await textOf(handler, page);
  const inline = [...html.matchAll(/<script\b[^>]*>([^]*?)<\/script>/g)]
    .map(([, code = ""]) => code);
  const known = new Set<string>();
  /** Those not known yet, with all they import at once, and what these fetch later. */
  const follow = async (addresses: readonly string[]) => {
    const waiting = [...addresses];
    const scripts: Script[] = [];
    const fetched: string[] = [];
    for (let href = waiting.pop(); href !== undefined; href = waiting.pop()) {
      if (known.has(href)) continue;
      known.add(href);
      const url = new URL(href);
      const code = await textOf(handler, url);
      scripts.push(weigh(url, code));
      waiting.push(...addressesIn(code, IMPORTED, url));
      fetched.push(
        ...addressesIn(code, FETCHED, url).filter((one) => !DEMANDED.test(one)),
      );
    }
    return { scripts, fetched };
  };
  const initial = await follow([
    ...addressesIn(html, NAMED, page),
    // A document that has its scripts last fetches them itself once it is read.
    ...inline.flatMap((code) =>
      [IMPORTED, FETCHED].flatMap((how) => addressesIn(code, how, page))
    ),
  ]);
  const later: Script[] = [];
  let { fetched } = initial;
  while (fetched.length > 0) {
    const next = await follow(fetched);
    later.push(...next.scripts);
    fetched = next.fetched;
  }
  return {
    htmlGzipBytes: gzipSync(html).length,
    initial: initial.scripts,
    later,
  };
}

/** Builds the app in folders of its own and weighs the page of a room. */
export async function weighRoom(): Promise<PageWeight> {
  const folder = await Deno.makeTempDir({ prefix: "17kan-weight-" });
  const server = await buildServer({
    port: 0,
    host: "127.0.0.1",
    mediaDir: `${folder}/media`,
    dataDir: `${folder}/data`,
    tls: null,
    publicUrl: null,
    allowedOrigins: [],
    embedders: [],
    proxies: readProxies(""),
    uplinkMbps: null,
    logLevel: "error",
    isDev: false,
  });
  try {
    return await weighPage(server.handler, "/?u=alice");
  } finally {
    server.close();
    await Deno.remove(folder, { recursive: true });
  }
}

/** The sum as it travels, in bytes. */
export function gzipBytesOf(scripts: readonly Script[]): number {
  return scripts.reduce((sum, { gzipBytes }) => sum + gzipBytes, 0);
}

function weigh({ pathname, search }: URL, code: string): Script {
  return {
    address: pathname + search,
    sizeBytes: new TextEncoder().encode(code).length,
    gzipBytes: gzipSync(code).length,
  };
}

function addressesIn(text: string, pattern: RegExp, base: URL): string[] {
  return [...text.matchAll(pattern)].map(([, address = ""]) =>
    new URL(address, base).href
  );
}

async function textOf(handler: Handler, url: URL): Promise<string> {
  const headers = { accept: "text/html", "accept-encoding": "identity" };
  const response = await handler(new Request(url, { headers }));
  const text = await response.text();
  if (response.ok) return text;
  throw new Error(
    `Cannot weigh ${url.pathname} as it gives ${response.status}`,
  );
}

if (import.meta.main) {
  const { htmlGzipBytes, initial, later } = await weighRoom();
  for (const { address, sizeBytes, gzipBytes } of [...initial, ...later]) {
    console.log(
      `${kilobytes(gzipBytes)} gzip, ${kilobytes(sizeBytes)} plain  ${address}`,
    );
  }
  const tell = (what: string, scripts: readonly Script[]) =>
    console.log(
      `${
        kilobytes(gzipBytesOf(scripts))
      } gzip ${what}, in ${scripts.length} files`,
    );
  tell("initial JavaScript of a room", initial);
  tell("JavaScript of a room without a press", [...initial, ...later]);
  console.log(`${kilobytes(htmlGzipBytes)} gzip HTML, with styles and words`);
  Deno.exit(0);
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1).padStart(6)} KB`;
}
