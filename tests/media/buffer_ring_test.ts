import assert from "node:assert/strict";
import fc from "fast-check";
import {
  BUFFER_SIZES,
  createBufferPool,
  IDLE_BYTES_MAX,
} from "@/lib/media/buffer_pool.ts";
import { BufferRing, HELD_BYTES } from "@/lib/media/buffer_ring.ts";

const KIB = 1024;
const LARGE = 256 * KIB;

Deno.test("createBufferPool() lends large buffers while few are lent, and takes all of them back", () => {
  const pool = createBufferPool();
  const lent: Uint8Array<ArrayBuffer>[] = [];
  const sizes: number[] = [];
  for (let n = 0; n < 200; n++) {
    sizes.push(pool.chunkBytes());
    lent.push(pool.take(pool.chunkBytes()));
  }
  // 4 MiB of the large ones.
  const count = (kib: number) =>
    sizes.filter((one) => one === kib * KIB).length;
  assert.deepEqual([count(256), count(64)], [16, 184]);
  pool.give(lent);
  assert.equal(pool.chunkBytes(), LARGE);
  assert.ok(lent.includes(pool.take(LARGE)), "used again");
});

Deno.test("createBufferPool() lends the smallest that holds so much, and keeps no more than its bound", () => {
  const pool = createBufferPool();
  assert.deepEqual(
    [1, 64 * KIB, 64 * KIB + 1].map((bytes) => pool.take(bytes).length / KIB),
    [64, 64, 256],
  );
  assert.throws(() => pool.take(LARGE + 1), RangeError);
  const lent = Array.from({ length: 40 }, () => pool.take(LARGE));
  pool.give(lent);
  const again = Array.from({ length: 40 }, () => pool.take(LARGE));
  const kept = again.filter((buffer) => lent.includes(buffer));
  assert.equal(kept.length, IDLE_BYTES_MAX / LARGE);
});

Deno.test("BufferRing lends no memory again of which Deno may read the last bytes, whatever the sizes", () => {
  const largest = BUFFER_SIZES[0]?.bytes ?? 0;
  const sizes = fc.array(fc.integer({ min: 1, max: largest }), {
    minLength: 20,
    maxLength: 200,
  });
  const heldBytes = HELD_BYTES.http1;
  fc.assert(
    fc.property(sizes, (chunks) => {
      const ring = new BufferRing(createBufferPool(), heldBytes);
      const seen: { room: Uint8Array<ArrayBuffer>; bytes: number }[] = [];
      for (const bytes of chunks) {
        const room = ring.room(bytes);
        assert.equal(room.length, bytes);
        let laterBytes = 0;
        for (const [back, before] of seen.toReversed().entries()) {
          // Three chunks, and all that began within the last bytes.
          if (back >= 3 && laterBytes >= heldBytes) break;
          assert.ok(!overlap(room, before.room), `${back} chunks ago`);
          laterBytes += before.bytes;
        }
        seen.push({ room, bytes });
      }
    }),
    { numRuns: 60 },
  );
});

function overlap(
  a: Uint8Array<ArrayBuffer>,
  b: Uint8Array<ArrayBuffer>,
): boolean {
  return a.buffer === b.buffer && a.byteOffset < b.byteOffset + b.length &&
    b.byteOffset < a.byteOffset + a.length;
}
