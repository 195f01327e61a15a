import type { Gate } from "@/lib/media/gate.ts";
import type { Lane } from "@/lib/media/pace/pacer.ts";
import assert from "node:assert/strict";
import { type BufferPool, createBufferPool } from "@/lib/media/buffer_pool.ts";
import { HELD_BYTES } from "@/lib/media/buffer_ring.ts";
import { fileBody, type FileBodyOptions } from "@/lib/media/file.ts";
import { createMeter } from "@/lib/media/meter.ts";
import { countingBytes } from "./folder.ts";

/** One size of buffer, so that rings can be counted. */
const CHUNK_BYTES = 64 * 1024;
const RING = 4;

interface Fake {
  readAt(buffer: Uint8Array, offset: number): number | Promise<number>;
  release(): void;
  closed: number;
  /** Lets the next read go on; only when `isHeld`. */
  letGo(): void;
}

/** A file in memory that gives at most so many bytes per read, at once or later. */
function fakeFile(
  bytes: Uint8Array,
  { perRead = Infinity, isHeld = false, failAt = Infinity, isCached = false } =
    {},
): Fake {
  let gate = Promise.withResolvers<void>();
  const read = (buffer: Uint8Array, offset: number): number => {
    if (offset >= failAt) throw new Error("Cannot read from the disk");
    const end = offset + Math.min(buffer.length, perRead);
    const part = bytes.subarray(offset, end);
    buffer.set(part);
    return part.length;
  };
  return {
    closed: 0,
    letGo() {
      gate.resolve();
      gate = Promise.withResolvers<void>();
    },
    readAt(buffer, offset) {
      if (isCached) return read(buffer, offset);
      return (isHeld ? gate.promise : Promise.resolve())
        .then(() => read(buffer, offset));
    },
    release() {
      assert.equal(++this.closed, 1, "closed once");
    },
  };
}

/** A line that takes all at once. */
const FREE: Lane = { take: (bytes) => bytes, close() {} };

/** A gate that stands open. */
const OPEN: Gate = { enter() {}, leave() {} };

function send(
  film: FileBodyOptions["film"],
  sizeBytes: number,
  completed?: Promise<void>,
  lane = FREE,
  gate = OPEN,
) {
  const meter = createMeter(() => 0);
  const range = { first: 0, last: sizeBytes - 1 };
  const taken: Uint8Array[] = [];
  const given: Uint8Array[] = [];
  const source = createBufferPool([
    { bytes: CHUNK_BYTES, lentBytesMax: Infinity, answerBytesMax: Infinity },
  ]);
  const pool: BufferPool = {
    ...source,
    take(bytes) {
      const buffer = source.take(bytes);
      if (!taken.includes(buffer)) taken.push(buffer);
      return buffer;
    },
    give(buffers) {
      const all = [...buffers];
      source.give(all);
      given.push(...all);
    },
  };
  const pen = meter.start({
    viewer: null,
    path: "f.mp4",
    range,
    connection: null,
  });
  const body = fileBody({
    film,
    range,
    pen,
    pool,
    lane,
    gate,
    heldBytes: HELD_BYTES.http1,
    nowMs: () => 0,
    completed,
  });
  return { body, meter, taken, given };
}

for (const isCached of [true, false]) {
  const how = isCached ? "at once" : "later";
  Deno.test(`fileBody() sends exactly the range, however little each read gives ${how}`, async () => {
    const bytes = countingBytes(300_000);
    const file = fakeFile(bytes, { perRead: 7_001, isCached });
    const { body, meter } = send(file, 250_000);
    const sent = new Uint8Array(await new Response(body).arrayBuffer());
    assert.deepEqual(sent, bytes.subarray(0, 250_000));
    assert.equal(file.closed, 1);
    const [segment] = meter.segments();
    assert.equal(segment?.bytes, 250_000);
    assert.equal(segment?.aborted, false);
  });

  Deno.test(`fileBody() errors when the disk does, ${how}`, async () => {
    const failAt = CHUNK_BYTES;
    const file = fakeFile(countingBytes(300_000), { failAt, isCached });
    const { body, meter } = send(file, 300_000);
    await assert.rejects(new Response(body).arrayBuffer(), /from the disk/);
    assert.equal(file.closed, 1);
    assert.equal(meter.segments()[0]?.aborted, true);
  });

  Deno.test(`fileBody() errors when the file has become shorter, ${how}`, async () => {
    const file = fakeFile(countingBytes(200_000), { isCached });
    const { body, meter } = send(file, 300_000);
    await assert.rejects(
      new Response(body).arrayBuffer(),
      /the file has become shorter/,
    );
    assert.equal(file.closed, 1);
    assert.equal(meter.segments()[0]?.aborted, true);
  });
}

Deno.test("fileBody() reads nothing before it is asked", () => {
  const { taken } = send(fakeFile(countingBytes(10)), 10);
  assert.equal(taken.length, 0);
});

Deno.test("fileBody() goes round its ring and gives it back when all has left", async () => {
  const chunks = RING + 5;
  const completed = Promise.withResolvers<void>();
  const file = fakeFile(countingBytes(chunks * CHUNK_BYTES));
  const { body, taken, given, meter } = send(
    file,
    chunks * CHUNK_BYTES,
    completed.promise,
  );
  for await (const chunk of body) assert.equal(chunk.length, CHUNK_BYTES);
  assert.equal(taken.length, RING);
  assert.equal(given.length, chunks - RING, "the socket may still read them");
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
  file.letGo();
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

Deno.test("fileBody() sends a paced film in small pieces, each byte once, from the same few buffers", async () => {
  const bytes = countingBytes(3_000_000);
  let largest = 0;
  let closed = 0;
  const completed = Promise.withResolvers<void>();
  const lane: Lane = {
    take: (bytesMax) => Promise.resolve(Math.min(bytesMax, 5000)),
    close: () => void closed++,
  };
  const { body, taken } = send(
    fakeFile(bytes),
    bytes.length,
    completed.promise,
    lane,
  );
  const got: Uint8Array[] = [];
  for await (const chunk of body) {
    largest = Math.max(largest, chunk.length);
    // A reader may hold a chunk until 3 buffers more have come: copied here, as it must not.
    got.push(chunk.slice());
  }
  assert.equal(largest, 5000);
  assert.equal(taken.length, RING);
  completed.resolve();
  await completed.promise;
  assert.ok(closed > 0);
  const all = new Uint8Array(bytes.length);
  let offset = 0;
  for (const chunk of got) {
    all.set(chunk, offset);
    offset += chunk.length;
  }
  assert.equal(offset, bytes.length);
  assert.ok(all.every((byte, index) => byte === bytes[index]));
});

Deno.test("fileBody() gives up its turn when the client leaves while it waits for one", async () => {
  const file = fakeFile(countingBytes(10));
  let give: (bytes: number) => void = () => {};
  const lane: Lane = {
    take: () => new Promise((resolve) => give = resolve),
    close: () => give(0),
  };
  const { body, meter, taken } = send(file, 10, undefined, lane);
  const reader = body.getReader();
  const read = reader.read();
  await Promise.resolve();
  await reader.cancel();
  assert.equal((await read).done, true);
  assert.equal(file.closed, 1);
  assert.equal(taken.length, 0);
  assert.equal(meter.segments()[0]?.aborted, true);
});

Deno.test("fileBody() waits at the gate, and leaves it when the client does", async () => {
  const file = fakeFile(countingBytes(10));
  const turn = Promise.withResolvers<void>();
  let left = 0;
  const gate: Gate = {
    enter: () => turn.promise,
    leave() {
      left++;
      turn.resolve();
    },
  };
  const { body, taken } = send(file, 10, new Promise(() => {}), FREE, gate);
  const reader = body.getReader();
  const read = reader.read();
  await turns();
  assert.equal(taken.length, 0);
  await reader.cancel();
  assert.equal((await read).done, true);
  await turns();
  assert.equal(taken.length, 0);
  assert.ok(left > 0);
  assert.equal(file.closed, 1);
});
