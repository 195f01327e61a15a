import assert from "node:assert/strict";
import fc from "fast-check";
import {
  BUFFER_SIZES,
  createBufferPool,
  IDLE_BYTES_MAX,
} from "@/lib/media/buffer_pool.ts";
import { BufferRing, HELD_BYTES } from "@/lib/media/buffer_ring.ts";

const KIB = 1024;
const MIB = 1024 * KIB;
const LARGE = 256 * KIB;

Deno.test("createBufferPool() lends large buffers while few are lent, small ones for long answers after, and takes all of them back", () => {
  for (
    const [answerBytes, counts] of [
      [MIB, [16, 192, 92]],
      [MIB + 1, [16, 0, 284]],
    ] as const
  ) {
    const pool = createBufferPool();
    const lent: Uint8Array<ArrayBuffer>[] = [];
    const sizes: number[] = [];
    for (let n = 0; n < 300; n++) {
      sizes.push(pool.chunkBytes(answerBytes));
      lent.push(pool.take(pool.chunkBytes(answerBytes)));
    }
    const count = (kib: number) =>
      sizes.filter((one) => one === kib * KIB).length;
    assert.deepEqual([256, 64, 16].map(count), counts);
    pool.give(lent);
    assert.equal(pool.chunkBytes(answerBytes), LARGE);
    assert.ok(lent.includes(pool.take(LARGE)), "used again");
  }
});

Deno.test("createBufferPool() lends the smallest that holds so much, and keeps no more than its bound", () => {
  const pool = createBufferPool();
  assert.deepEqual(
    [1, 16 * KIB + 1, 64 * KIB, 64 * KIB + 1].map((bytes) =>
      pool.take(bytes).length / KIB
    ),
    [16, 64, 64, 256],
  );
  assert.throws(() => pool.take(LARGE + 1), RangeError);
  const lent = Array.from({ length: 40 }, () => pool.take(LARGE));
  pool.give(lent);
  const again = Array.from({ length: 40 }, () => pool.take(LARGE));
  const kept = again.filter((buffer) => lent.includes(buffer));
  assert.equal(kept.length, IDLE_BYTES_MAX / LARGE);
});

Deno.test("BufferRing lends no memory again that Deno may still read, whatever the sizes", () => {
  const size = fc.oneof(
    fc.integer({ min: 1, max: LARGE }),
    fc.integer({ min: 1, max: 16 * KIB }),
    fc.constantFrom(...BUFFER_SIZES.map(({ bytes }) => bytes)),
  );
  const sizes = fc.array(size, { minLength: 20, maxLength: 200 });
  fc.assert(
    fc.property(sizes, (chunks) => {
      const ring = new BufferRing(createBufferPool(), HELD_BYTES.http1);
      const taker = new SlowestTaker();
      for (const bytes of chunks) {
        const room = ring.room(bytes);
        assert.equal(room.length, bytes);
        for (const read of taker.reads()) {
          assert.ok(!overlap(room, read), `${bytes} bytes over what is read`);
        }
        taker.write(room);
      }
    }),
    { numRuns: 200 },
  );
});

Deno.test("BufferRing holds less than 128 KiB of small chunks", () => {
  let lentBytes = 0;
  const pool = createBufferPool(BUFFER_SIZES.slice(-1));
  const ring = new BufferRing({
    ...pool,
    take(bytes) {
      const buffer = pool.take(bytes);
      lentBytes += buffer.length;
      return buffer;
    },
    give(buffers) {
      const all = [...buffers];
      for (const { length } of all) lentBytes -= length;
      pool.give(all);
    },
  }, HELD_BYTES.http1);
  for (let n = 0; n < 100; n++) ring.room(pool.chunkBytes(Infinity));
  assert.ok(lentBytes < 128 * KIB, `${lentBytes / KIB} KiB`);
  ring.giveBack();
  assert.equal(lentBytes, 0);
});

type Bytes = Uint8Array<ArrayBuffer>;

/** Deno's end of a response whose socket takes something only when it must: pieces of 64 KiB, from a queue. */
class SlowestTaker {
  #atSocket: Bytes | null = null;
  readonly #queue: Bytes[] = [];

  reads(): readonly Bytes[] {
    return this.#atSocket === null
      ? this.#queue
      : [this.#atSocket, ...this.#queue];
  }

  write(chunk: Bytes): void {
    while (this.#queued() >= 64 * KIB) this.#drain();
    this.#queue.push(chunk);
  }

  #queued(): number {
    return this.#queue.reduce((sum, { length }) => sum + length, 0);
  }

  #drain(): void {
    const [first] = this.#queue;
    if (first === undefined) return;
    this.#atSocket = first.subarray(0, 64 * KIB);
    if (first.length <= 64 * KIB) this.#queue.shift();
    else this.#queue[0] = first.subarray(64 * KIB);
  }
}

function overlap(
  a: Uint8Array<ArrayBuffer>,
  b: Uint8Array<ArrayBuffer>,
): boolean {
  return a.buffer === b.buffer && a.byteOffset < b.byteOffset + b.length &&
    b.byteOffset < a.byteOffset + a.length;
}
