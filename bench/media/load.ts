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
  /** Bytes of the body that are still to come; null while the head is. */
  leftBytes: number | null;
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
    leftBytes: null,
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
      const got = take(client, load);
      bytes += got;
      if (client.leftBytes !== 0) continue;
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
  client.leftBytes = null;
  libc.send(client.socket, head, BigInt(head.length), 0);
}

const head = new Uint8Array(HEAD_BYTES_MAX);

/** Takes what is there: how many bytes of the body. */
function take(client: Client, load: Load): number {
  if (client.leftBytes === null) return takeHead(client, load);
  const left = BigInt(client.leftBytes);
  const got = Number(
    libc.recv(client.socket, head, left, MSG_TRUNC | MSG_DONTWAIT),
  );
  if (got <= 0) throw new Error("Cannot go on as the server hung up");
  client.leftBytes -= got;
  return got;
}

function takeHead(client: Client, { ask, sizeBytes }: Load): number {
  const flags = MSG_PEEK | MSG_DONTWAIT;
  const got = Number(
    libc.recv(client.socket, head, BigInt(head.length), flags),
  );
  if (got === 0) throw new Error("Cannot go on as the server hung up");
  const text = new TextDecoder("latin1").decode(
    head.subarray(0, Math.max(0, got)),
  );
  const end = text.indexOf("\r\n\r\n");
  if (end < 0) return 0;
  const length = Number(/^content-length: (\d+)\r?$/im.exec(text)?.[1]);
  const expected = ask === "whole" ? sizeBytes : RANGE_BYTES;
  const status = ask === "whole" ? "200" : "206";
  client.isLast = /^connection: close\r?$/im.test(text);
  if (!text.startsWith(`HTTP/1.1 ${status}`) || length !== expected) {
    throw new Error(
      `Cannot use the answer ${JSON.stringify(text.slice(0, end))}`,
    );
  }
  libc.recv(client.socket, head, BigInt(end + 4), 0);
  client.leftBytes = length;
  return 0;
}

if (import.meta.main) {
  const load: Load = JSON.parse(Deno.args[0] ?? "");
  console.log(JSON.stringify(runLoad(load)));
  Deno.exit(0);
}
