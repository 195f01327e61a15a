import assert from "node:assert/strict";
import { BUFFER_SIZES, createBufferPool } from "@/lib/media/buffer_pool.ts";
import { countingBytes } from "../media/folder.ts";
import { sending, type Served, WAYS, withFilms } from "./film_server.ts";

/** Far more than the kernel's buffers and the ring hold together. */
const FILM = countingBytes(16 * 1024 * 1024);

/** Serves it in chunks of these sizes in turn. */
let chunkSizes: readonly number[] = [];
let chunks = 0;
const pool = {
  ...createBufferPool(),
  chunkBytes: () => chunkSizes[chunks++ % chunkSizes.length] ?? 0,
};
const SIZES = BUFFER_SIZES.map(({ bytes }) => bytes);

function withServer(
  way: typeof WAYS[number],
  test: (served: Served) => Promise<void>,
): Promise<void> {
  chunkSizes = SIZES.slice(0, 1);
  return withFilms({ "film.mp4": FILM }, test, { pool, ...sending(way) });
}

for (const way of WAYS) {
  Deno.test(`/media reaches slow clients byte for byte while its buffers go round, ${way}`, async () => {
    await withServer(way, async (served) => {
      // Each round uses the buffers of those before; of small chunks more are on the way.
      const rounds = [SIZES.slice(0, 1), SIZES.slice(-1), SIZES];
      for (chunkSizes of rounds) {
        await Promise.all(
          ["a", "b"].map((viewer) => readSlowly(served, { viewer })),
        );
      }
      const segments = served.media.segments();
      assert.deepEqual(
        segments.map(({ aborted }) => aborted),
        Array(2 * rounds.length).fill(false),
      );
      assert.ok(
        segments.every(({ bytes, waitSumMs }) =>
          bytes === FILM.length && waitSumMs > 0
        ),
      );
    });
  });

  Deno.test(`/media stays right for others while clients leave in the middle, ${way}`, async () => {
    await withServer(way, async (served) => {
      const staying = readSlowly(served, { viewer: "stays" });
      for (let round = 0; round < 40; round++) {
        const socket = await request(served.port, `leaves${round}`);
        // Some leave before the first byte, some in the middle of the film.
        for (let reads = round % 4; reads > 0; reads--) {
          await socket.read(new Uint8Array(65_536));
        }
        socket.close();
      }
      await staying;
      await until(() =>
        served.media.segments().every(({ endedMs }) => endedMs !== null)
      );
      for (const { viewer, aborted } of served.media.segments()) {
        assert.equal(aborted, viewer !== "stays", `${viewer}`);
      }
    });
  });

  Deno.test(`/media breaks off when the film is cut while it is sent, and serves on, ${way}`, async () => {
    await withServer(way, async ({ port, folder }) => {
      const socket = await request(port, "cut");
      await socket.read(new Uint8Array(1024));
      await Deno.truncate(`${folder}/film.mp4`, 1024 * 1024);
      let total = 1024;
      const buffer = new Uint8Array(1024 * 1024);
      for (let got; (got = await readOrEnd(socket, buffer)) !== null;) {
        total += got;
      }
      socket.close();
      assert.ok(
        total < FILM.length,
        "the connection ends short of the promised length",
      );
      const answer = await fetch(`http://127.0.0.1:${port}/media/film.mp4`, {
        headers: { range: "bytes=0-9" },
      });
      assert.deepEqual(
        new Uint8Array(await answer.arrayBuffer()),
        FILM.slice(0, 10),
      );
    });
  });

  Deno.test(`/media leaves a connection usable after a part and after a refusal, ${way}`, async () => {
    await withServer(way, async ({ port }) => {
      const socket = await Deno.connect({ port });
      const ask = (range: string, connection: string) =>
        `GET /media/film.mp4 HTTP/1.1\r\nHost: h\r\nRange: ${range}\r\nConnection: ${connection}\r\n\r\n`;
      const requests = ask("bytes=0-3", "keep-alive") +
        ask(`bytes=${FILM.length}-`, "keep-alive") +
        ask("bytes=4-7", "close");
      await socket.write(new TextEncoder().encode(requests));
      const answers = await new Response(socket.readable).bytes();
      const text = new TextDecoder("latin1").decode(answers);
      assert.deepEqual(
        [...text.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => status),
        [
          "206",
          "416",
          "206",
        ],
      );
      assert.deepEqual(answers.slice(-4), FILM.slice(4, 8));
    });
  });
}

async function request(port: number, viewer: string): Promise<Deno.TcpConn> {
  const socket = await Deno.connect({ port });
  const head =
    `GET /media/film.mp4?v=${viewer} HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n`;
  await socket.write(new TextEncoder().encode(head));
  return socket;
}

/**
 * Reads a film in gulps, each time only after the server has been held up, so
 * that as much as can be waits in buffers that it might use again too early.
 */
async function readSlowly(
  { port, media }: Served,
  { viewer }: { viewer: string },
): Promise<void> {
  const socket = await request(port, viewer);
  const film = new Uint8Array(FILM.length + 4096);
  const sent = () => media.segments(viewer)[0]?.bytes ?? 0;
  let filled = 0;
  for (let gulp = 1; filled < film.length; gulp++) {
    await settled(sent);
    const end = Math.min(film.length, gulp * 3 * 1024 * 1024);
    while (filled < end) {
      const got = await socket.read(film.subarray(filled, end));
      if (got === null) break;
      filled += got;
    }
    if (sent() === FILM.length && filled > FILM.length && filled < end) break;
  }
  socket.close();
  const body = film.subarray(filled - FILM.length, filled);
  const wrong = body.findIndex((byte, index) => byte !== FILM[index]);
  assert.equal(wrong, -1, `byte ${wrong} for ${viewer}`);
}

/** Waits until a number has stayed the same for many turns of the event loop. */
async function settled(number: () => number): Promise<void> {
  for (let same = 0, before = number(); same < 15; same++) {
    await turn();
    if (number() !== before) [same, before] = [0, number()];
  }
}

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await turn();
}

/** One turn of the event loop, in which sockets are served. */
function turn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}

/** A broken connection is an end as well. */
async function readOrEnd(
  socket: Deno.TcpConn,
  buffer: Uint8Array,
): Promise<number | null> {
  try {
    return await socket.read(buffer);
  } catch (error) {
    if (error instanceof Deno.errors.ConnectionReset) return null;
    throw error;
  }
}
