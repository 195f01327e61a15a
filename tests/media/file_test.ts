import assert from "node:assert/strict";
import { createBufferPool } from "@/lib/media/buffer_pool.ts";
import {
  CHUNK_BYTES,
  fileBody,
  type OpenFile,
  RING_BUFFERS,
} from "@/lib/media/file.ts";
import { createMeter } from "@/lib/media/meter.ts";
import { countingBytes } from "./folder.ts";

interface Fake extends OpenFile {
  closed: number;
  /** Lets the next read go on; only when `isHeld`. */
  release(): void;
}

/** A file in memory that gives at most so many bytes per read. */
function fakeFile(
  bytes: Uint8Array,
  { perRead = Infinity, isHeld = false, failAt = Infinity } = {},
): Fake {
  let offset = 0;
  let gate = Promise.withResolvers<void>();
  return {
    closed: 0,
    release() {
      gate.resolve();
      gate = Promise.withResolvers<void>();
    },
    async read(buffer) {
      if (isHeld) await gate.promise;
      if (offset >= failAt) throw new Error("Cannot read from the disk");
      if (offset >= bytes.length) return null;
      const part = bytes.subarray(
        offset,
        offset + Math.min(buffer.length, perRead),
      );
      buffer.set(part);
      offset += part.length;
      return part.length;
    },
    close() {
      assert.equal(++this.closed, 1, "closed once");
    },
  };
}

function send(file: OpenFile, sizeBytes: number, completed?: Promise<void>) {
  const meter = createMeter(() => 0);
  const range = { first: 0, last: sizeBytes - 1 };
  const taken: Uint8Array[] = [];
  const given: Uint8Array[] = [];
  const source = createBufferPool(CHUNK_BYTES, 0);
  const pool = {
    take() {
      const buffer = source.take();
      taken.push(buffer);
      return buffer;
    },
    give: (buffers: Iterable<Uint8Array>) => void given.push(...buffers),
  };
  const pen = meter.start({
    viewer: null,
    path: "f.mp4",
    range,
    connection: null,
  });
  const body = fileBody({ file, range, pen, pool, nowMs: () => 0, completed });
  return { body, meter, taken, given };
}

Deno.test("fileBody() sends exactly the range, however little each read gives", async () => {
  const bytes = countingBytes(300_000);
  const file = fakeFile(bytes, { perRead: 7_001 });
  const { body, meter } = send(file, 250_000);
  const sent = new Uint8Array(await new Response(body).arrayBuffer());
  assert.deepEqual(sent, bytes.subarray(0, 250_000));
  assert.equal(file.closed, 1);
  const [segment] = meter.segments();
  assert.equal(segment?.bytes, 250_000);
  assert.equal(segment?.aborted, false);
});

Deno.test("fileBody() reads nothing before it is asked", () => {
  const { taken } = send(fakeFile(countingBytes(10)), 10);
  assert.equal(taken.length, 0);
});

Deno.test("fileBody() goes round its ring and gives it back when all has left", async () => {
  const chunks = RING_BUFFERS + 5;
  const completed = Promise.withResolvers<void>();
  const file = fakeFile(countingBytes(chunks * CHUNK_BYTES));
  const { body, taken, given, meter } = send(
    file,
    chunks * CHUNK_BYTES,
    completed.promise,
  );
  for await (const chunk of body) assert.equal(chunk.length, CHUNK_BYTES);
  assert.equal(taken.length, RING_BUFFERS);
  assert.equal(given.length, 0, "the socket may still read them");
  assert.equal(meter.segments()[0]?.endedMs, null);
  completed.resolve();
  await completed.promise;
  assert.deepEqual(new Set(given), new Set(taken));
  assert.equal(meter.segments()[0]?.endedMs, 0);
});

Deno.test("fileBody() keeps its buffers to itself when nobody says that all has left", async () => {
  const { body, given } = send(fakeFile(countingBytes(10)), 10);
  await new Response(body).arrayBuffer();
  assert.equal(given.length, 0);
});

Deno.test("fileBody() errors when the file has become shorter", async () => {
  const file = fakeFile(countingBytes(200_000));
  const { body, meter } = send(file, 300_000);
  await assert.rejects(
    new Response(body).arrayBuffer(),
    /the file has become shorter/,
  );
  assert.equal(file.closed, 1);
  assert.equal(meter.segments()[0]?.aborted, true);
});

Deno.test("fileBody() errors when the disk does", async () => {
  const file = fakeFile(countingBytes(300_000), { failAt: CHUNK_BYTES });
  const { body, meter } = send(file, 300_000);
  await assert.rejects(new Response(body).arrayBuffer(), /from the disk/);
  assert.equal(file.closed, 1);
  assert.equal(meter.segments()[0]?.aborted, true);
});

Deno.test("fileBody() closes the file when the client leaves between reads", async () => {
  const file = fakeFile(countingBytes(300_000));
  const { body, meter } = send(file, 300_000);
  const reader = body.getReader();
  await reader.read();
  await reader.cancel();
  assert.equal(file.closed, 1);
  assert.equal(meter.segments()[0]?.aborted, true);
});

Deno.test("fileBody() closes the file after the read during which the client left", async () => {
  const file = fakeFile(countingBytes(300_000), { isHeld: true });
  const { body, given } = send(file, 300_000);
  const reader = body.getReader();
  const reading = reader.read();
  await turns();
  const leaving = reader.cancel();
  assert.equal(file.closed, 0, "a read is under way");
  file.release();
  await leaving;
  assert.equal((await reading).done, true);
  // The pull goes on after cancel() has settled, so wait for its last step.
  await turns();
  assert.equal(file.closed, 1);
  assert.equal(given.length, 0);
});

Deno.test("fileBody() closes the file when the answer is never asked for", async () => {
  const completed = Promise.withResolvers<void>();
  const file = fakeFile(countingBytes(10));
  const { meter } = send(file, 10, completed.promise);
  completed.reject(new Error("connection lost"));
  await completed.promise.catch(() => {});
  assert.equal(file.closed, 1);
  assert.equal(meter.segments()[0]?.aborted, true);
});

/** Lets promises that can settle do so. */
async function turns(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
}
