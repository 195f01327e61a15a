import assert from "node:assert/strict";
import { attack, type AttackWish, isBearable } from "./attack.ts";

// `deno task faults attack` does so at full size, and measures.
const SHORT: readonly AttackWish[] = [
  { what: "flooder", count: 2, spanMs: 800 },
  { what: "slow readers", count: 40, spanMs: 800 },
  { what: "half-open heads", count: 100, spanMs: 800 },
  { what: "joins and leaves", count: 300, spanMs: 0 },
];
/** A busy machine may be slow by itself; the real bound is for a quiet one. */
const BUSY_MS = 500;

for (const wish of SHORT) {
  Deno.test({
    name:
      `a quiet room bears ${wish.count} ${wish.what} next door, below half a second on any machine`,
    sanitizeOps: false,
    sanitizeResources: false,
    fn: async () => {
      const result = await attack({ ...wish, quietSpanMs: 700 });
      assert.deepEqual(result.faults, []);
      // Readers are shed only once their lines hold no more, which takes longer.
      assert.ok(result.done > 0 || wish.what === "slow readers");
      assert.ok(
        isBearable(result) || result.duringMs < BUSY_MS,
        `${result.quietMs} ms, then ${result.duringMs} ms`,
      );
    },
  });
}
