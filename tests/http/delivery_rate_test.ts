import assert from "node:assert/strict";
import { deliveredBps } from "@/lib/media/mod.ts";
import { countingBytes } from "../media/folder.ts";
import { type Served, withFilms } from "./film_server.ts";

const MIB = 1024 * 1024;
/** What the client takes per second, in pieces. */
const LINE_BPS = 500_000;
const PIECE_BYTES = 8 * 1024;
const PARTS = 3;

/**
 * The clock that server and client read: it goes on as bytes come out of the line, so that the
 * line's rate is exact on any machine.
 */
let nowMs = 1000;

/** One part as its client saw it. */
interface Seen {
  readonly askedMs: number;
  readonly firstByteMs: number;
  readonly lastByteMs: number;
}

/** Takes parts back to back over a real connection, at the pace of a slow line. */
async function takeSlowly({ port }: Served): Promise<Seen[]> {
  const socket = await Deno.connect({ port, hostname: "127.0.0.1" });
  const buffer = new Uint8Array(PIECE_BYTES);
  const seen: Seen[] = [];
  for (let part = 0; part < PARTS; part++) {
    const askedMs = nowMs;
    await socket.write(new TextEncoder().encode(
      `GET /media/film.mp4?v=me&part=1 HTTP/1.1\r\nHost: h\r\nRange: bytes=${
        part * MIB
      }-\r\n\r\n`,
    ));
    let firstByteMs = NaN;
    for (let got = 0; got < MIB;) {
      const length = await socket.read(buffer) ?? 0;
      assert.ok(length > 0, "the server hung up");
      if (got === 0) firstByteMs = nowMs;
      const piece = new TextDecoder("latin1").decode(
        buffer.subarray(0, length),
      );
      const end = got === 0 ? piece.indexOf("\r\n\r\n") + 4 : 0;
      got += length - end;
      nowMs = askedMs + got * 1000 / LINE_BPS;
      // A turn for the server, which fills the kernel's buffers meanwhile.
      await new Promise((resolve) => setTimeout(resolve));
    }
    seen.push({ askedMs, firstByteMs, lastByteMs: nowMs });
  }
  socket.close();
  return seen;
}

Deno.test("T4 the rate told of each transfer is that of the line within 1 %, by the next request and by the client", async () => {
  const films = { "film.mp4": countingBytes(8 * MIB) };
  await withFilms(films, async (served) => {
    const { media } = served;
    const seen = await takeSlowly(served);
    const trueBps = ({ askedMs, lastByteMs }: Seen) =>
      MIB * 1000 / (lastByteMs - askedMs);
    const segments = media.segments("me");
    assert.equal(segments.length, PARTS);
    for (const [part, segment] of segments.slice(0, -1).entries()) {
      const one = seen[part];
      assert.ok(one !== undefined && segment.endedMs !== null);
      assert.equal(segment.delivery?.by, "connection");
      isNear(deliveredBps(segment.delivery), trueBps(one));
      // What the kernel has taken is not what the client has got.
      const keptMs = segment.endedMs - segment.startedMs;
      const wrong = MIB * 1000 / keptMs / trueBps(one) - 1;
      assert.ok(wrong > 0.3, `${wrong} wrong without that`);
    }
    media.received(
      "me",
      seen.map(({ askedMs, firstByteMs, lastByteMs }) => ({
        startedMs: askedMs,
        firstByteMs: firstByteMs - askedMs,
        lastByteMs: lastByteMs - askedMs,
        bytes: MIB,
      })),
    );
    for (const [part, { delivery }] of media.segments("me").entries()) {
      const one = seen[part];
      assert.ok(one !== undefined);
      assert.equal(delivery?.by, "client");
      const tookMs = one.lastByteMs - one.firstByteMs;
      isNear(deliveredBps(delivery), MIB * 1000 / tookMs);
    }
  }, { nowMs: () => nowMs });
});

function isNear(bps: number | null, expected: number): void {
  const error = Math.abs((bps ?? 0) / expected - 1);
  assert.ok(error < 0.01, `${error * 100} % off`);
}
