/**
 * What a browser loads of our JavaScript before the room can be used: `deno task
 * bench weight`. `tests/http/weight_test.ts` holds it below its limit.
 */
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

/** A page's scripts as they are named in its HTML. */
const NAMED = /<(?:script|link)\b[^>]*?\b(?:src|href)="([^"]+\.js[^"]*)"/g;
/** Imports that run at once, in inline and in bundled code; `import()` waits. */
const IMPORTED = /\b(?:im|ex)port(?:[\w$*{}\s,]*from)?\s*"([^"]+)"/g;

/** Weighs all scripts that a page loads by itself, found as a browser finds them. */
export async function weighPage(
  handler: Handler,
  path: string,
): Promise<readonly Script[]> {
  const page = new URL(path, "http://localhost");
  const html = await textOf(handler, page);
  const inline = [...html.matchAll(/<script\b[^>]*>([^]*?)<\/script>/g)]
    .map(([, code = ""]) => code);
  const waiting = [
    ...addressesIn(html, NAMED, page),
    ...inline.flatMap((code) => addressesIn(code, IMPORTED, page)),
  ];
  const scripts = new Map<string, Script>();
  for (let href = waiting.pop(); href !== undefined; href = waiting.pop()) {
    const url = new URL(href);
    if (scripts.has(href)) continue;
    const code = await textOf(handler, url);
    scripts.set(href, {
      address: url.pathname + url.search,
      sizeBytes: new TextEncoder().encode(code).length,
      gzipBytes: gzipSync(code).length,
    });
    waiting.push(...addressesIn(code, IMPORTED, url));
  }
  return [...scripts.values()];
}

/** Builds the app in folders of its own and weighs the page of a room. */
export async function weighRoom(): Promise<readonly Script[]> {
  const folder = await Deno.makeTempDir({ prefix: "17kan-weight-" });
  const server = await buildServer({
    port: 0,
    host: "127.0.0.1",
    mediaDir: `${folder}/media`,
    dataDir: `${folder}/data`,
    tls: null,
    publicUrl: null,
    allowedOrigins: [],
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
  const scripts = await weighRoom();
  for (const { address, sizeBytes, gzipBytes } of scripts) {
    console.log(
      `${kilobytes(gzipBytes)} gzip, ${kilobytes(sizeBytes)} plain  ${address}`,
    );
  }
  const sum = kilobytes(gzipBytesOf(scripts));
  console.log(
    `${sum} gzip initial JavaScript of a room, in ${scripts.length} files`,
  );
  Deno.exit(0);
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1).padStart(6)} KB`;
}
