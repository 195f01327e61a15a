/**
 * The load client of `deno task bench media`, a process of its own: so many
 * connections that ask again and again and throw away what they get.
 *
 * @module
 */
import {
  connect,
  libc,
  MSG_DONTWAIT,
  MSG_PEEK,
  MSG_TRUNC,
  POLLIN,
} from "./libc.ts";

/** What to load a server with. */
export interface Load {
  readonly port: number;
  readonly path: string;
  readonly sizeBytes: number;
  readonly clients: number;
  /** `next`: 1 MiB ranges one after the other; `random`: 1 MiB anywhere; `whole`: all of it. */
  readonly ask: "next" | "random" | "whole";
  readonly warmMs: number;
  readonly runMs: number;
}

/** What came of it, of the time after the warm-up alone. */
export interface LoadResult {
  readonly bytes: number;
  readonly requests: number;
  readonly tookMs: number;
}

/** Bytes of each range. */
export const RANGE_BYTES = 1024 * 1024;
/** More than any of the servers' heads. */
const HEAD_BYTES_MAX = 4096;

interface Client {
  socket: number;
  /** What comes next: a head, bytes to throw away, or the line before a chunk; `end` after all. */
  next: "head" | "bytes" | "chunk" | "end";
  /** Bytes that are still to be thrown away. */
  leftBytes: number;
  /** Bytes of the body that were not seen yet. */
  bodyBytes: number;
  isChunked: boolean;
  offset: number;
  /** Whether the server hangs up after the answer, as Flask's does. */
  isLast: boolean;
}

/**
 * Runs a load.
 *
 * @throws {Error} If an answer is not the one that was asked for.
 */
export function runLoad(load: Load): LoadResult {
  const clients = Array.from({ length: load.clients }, (_, index): Client => ({
    socket: connect(load.port),
    next: "head",
    leftBytes: 0,
    bodyBytes: 0,
    isChunked: false,
    offset: index * RANGE_BYTES,
    isLast: false,
  }));
  const polled = new Uint8Array(clients.length * 8);
  const view = new DataView(polled.buffer);
  for (const [index, client] of clients.entries()) {
    view.setInt32(index * 8, client.socket, true);
    view.setInt16(index * 8 + 4, POLLIN, true);
    ask(client, load);
  }
  let startedMs = performance.now();
  const endsMs = startedMs + load.warmMs + load.runMs;
  let [bytes, requests, isWarm] = [0, 0, false];
  for (;;) {
    libc.poll(polled, BigInt(clients.length), 1000);
    const nowMs = performance.now();
    if (!isWarm && nowMs >= startedMs + load.warmMs) {
      [startedMs, bytes, requests, isWarm] = [nowMs, 0, 0, true];
      // The one who measures the server's work begins now, and ends with us.
      console.log("warm");
    }
    if (nowMs >= endsMs) {
      for (const { socket } of clients) libc.close(socket);
      return { bytes, requests, tookMs: nowMs - startedMs };
    }
    for (const [index, client] of clients.entries()) {
      if (view.getInt16(index * 8 + 6, true) === 0) continue;
      bytes += take(client, load);
      if (client.next !== "end") continue;
      requests++;
      if (client.isLast) {
        libc.close(client.socket);
        client.socket = connect(load.port);
        view.setInt32(index * 8, client.socket, true);
      }
      ask(client, load);
    }
  }
}

function ask(client: Client, { path, sizeBytes, ask }: Load): void {
  const first = ask === "random"
    ? Math.floor(Math.random() * (sizeBytes - RANGE_BYTES))
    : client.offset;
  client.offset = (client.offset + RANGE_BYTES) % sizeBytes;
  const range = ask === "whole"
    ? ""
    : `Range: bytes=${first}-${first + RANGE_BYTES - 1}\r\n`;
  const head = new TextEncoder().encode(
    `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\n${range}\r\n`,
  );
  client.next = "head";
  libc.send(client.socket, head, BigInt(head.length), 0);
}

const head = new Uint8Array(HEAD_BYTES_MAX);

/** Takes what is there: how many bytes of the body. */
function take(client: Client, load: Load): number {
  if (client.next === "head") return takeHead(client, load);
  if (client.next === "chunk") return takeChunkLine(client);
  const left = BigInt(client.leftBytes);
  const got = Number(
    libc.recv(client.socket, head, left, MSG_TRUNC | MSG_DONTWAIT),
  );
  if (got <= 0) throw new Error("Cannot go on as the server hung up");
  client.leftBytes -= got;
  const body = Math.min(got, client.bodyBytes);
  client.bodyBytes -= body;
  if (client.leftBytes === 0) client.next = client.isChunked ? "chunk" : "end";
  return body;
}

/** Takes the line before a chunk, and after the last one what ends the body. */
function takeChunkLine(client: Client): number {
  const line = /^([0-9a-f]+)\r\n(\r\n)?/.exec(peek(client));
  if (line === null) return 0;
  const size = parseInt(line[1] ?? "", 16);
  if (size === 0 && line[2] === undefined) return 0;
  libc.recv(client.socket, head, BigInt(line[0].length), 0);
  if (size === 0 && client.bodyBytes !== 0) {
    throw new Error("Cannot use a body that ends early");
  }
  client.next = size === 0 ? "end" : "bytes";
  client.leftBytes = size === 0 ? 0 : size + "\r\n".length;
  return 0;
}

function peek({ socket }: Client): string {
  const flags = MSG_PEEK | MSG_DONTWAIT;
  const got = Number(libc.recv(socket, head, BigInt(head.length), flags));
  if (got === 0) throw new Error("Cannot go on as the server hung up");
  return new TextDecoder("latin1").decode(head.subarray(0, Math.max(0, got)));
}

function takeHead(client: Client, { ask, sizeBytes }: Load): number {
  const text = peek(client);
  const end = text.indexOf("\r\n\r\n");
  if (end < 0) return 0;
  const fields = text.slice(0, end + 2);
  const expected = ask === "whole" ? sizeBytes : RANGE_BYTES;
  const status = ask === "whole" ? "200" : "206";
  const isChunked = /^transfer-encoding: chunked\r?$/im.test(fields);
  const length = Number(/^content-length: (\d+)\r?$/im.exec(fields)?.[1]);
  const isRight = text.startsWith(`HTTP/1.1 ${status}`) &&
    (isChunked || length === expected);
  if (!isRight) {
    throw new Error(`Cannot use the answer ${JSON.stringify(fields)}`);
  }
  client.isLast = /^connection: close\r?$/im.test(fields);
  client.isChunked = isChunked;
  client.bodyBytes = expected;
  client.leftBytes = expected;
  client.next = isChunked ? "chunk" : "bytes";
  libc.recv(client.socket, head, BigInt(end + 4), 0);
  return 0;
}

if (import.meta.main) {
  const load: Load = JSON.parse(Deno.args[0] ?? "");
  console.log(JSON.stringify(runLoad(load)));
  Deno.exit(0);
}
