/**
 * Two hundred who take a film slowly, and what a server holds for them.
 *
 * @module
 */
import { residentBytes } from "./process_facts.ts";
import type { Server } from "./servers.ts";

/** How many take the film at once. */
export const SLOW_VIEWERS = 200;
/** As many who are fast come first, so that what a server at work needs once is not counted. */
const FAST_VIEWERS = 8;
/** What each takes per look, and the time between two: 128 KiB/s. */
const GULP_BYTES = 32 * 1024;
const GULP_MS = 250;
/** Long enough for every buffer on the way to have filled. */
const RUN_MS = 6000;

/** How a film is taken slowly. */
export interface SlowTaking {
  /** Path and query. */
  readonly target: string;
  /** The `Range` header. */
  readonly range: string | null;
  readonly runMs?: number;
}

/**
 * How much memory each slow viewer costs at most, in bytes, beside what the
 * kernel holds for their sockets.
 */
export async function slowViewerBytes(
  server: Pick<Server, "port" | "pid">,
  { target, range, runMs = RUN_MS }: SlowTaking,
): Promise<number> {
  const head = `GET ${target} HTTP/1.1\r\nHost: 127.0.0.1\r\n${
    range === null ? "" : `Range: ${range}\r\n`
  }\r\n`;
  await Promise.all(
    Array.from({ length: FAST_VIEWERS }, () => drain(server.port, head)),
  );
  const before = residentBytes(server.pid);
  const sockets: Deno.TcpConn[] = [];
  for (let viewer = 0; viewer < SLOW_VIEWERS; viewer++) {
    const socket = await Deno.connect({
      port: server.port,
      hostname: "127.0.0.1",
    });
    await socket.write(new TextEncoder().encode(head));
    sockets.push(socket);
  }
  let peak = 0;
  const buffer = new Uint8Array(GULP_BYTES);
  for (let passedMs = 0; passedMs < runMs; passedMs += GULP_MS) {
    await Promise.all(sockets.map((socket) => socket.read(buffer)));
    await new Promise((resolve) => setTimeout(resolve, GULP_MS));
    peak = Math.max(peak, residentBytes(server.pid));
  }
  for (const socket of sockets) socket.close();
  return Math.max(0, peak - before) / SLOW_VIEWERS;
}

async function drain(port: number, head: string): Promise<void> {
  const socket = await Deno.connect({ port, hostname: "127.0.0.1" });
  const closing = head.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n");
  await socket.write(new TextEncoder().encode(closing));
  const buffer = new Uint8Array(1024 * 1024);
  while (await socket.read(buffer) !== null);
  socket.close();
}
