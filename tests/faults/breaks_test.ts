import assert from "node:assert/strict";
import { type Break, suffer, withServer } from "./breaks.ts";

/** The first of these is said of a quiet machine; a busy one gets its time, as in CI. */
const BUSY = 5;

// The full spans, and the figures, are those of `deno task faults`.
const BREAKS: readonly (readonly [
  what: Break,
  spanMs: number,
  limitMs: number,
])[] = [
  ["cut", 3000, 1000],
  ["server stopped", 6000, 3000],
  ["viewers stopped", 6000, 3000],
  ["kill -9", 0, 1000],
];

Deno.test({
  name:
    "all viewers are in one state soon after a cut, a stop on either side, and a kill",
  sanitizeOps: false,
  sanitizeResources: false,
  fn: async () => {
    await withServer(async (server) => {
      for (const [what, spanMs, limitMs] of BREAKS) {
        const { timesMs, apartS, noticedMs } = await suffer({
          server,
          what,
          viewers: 6,
          spanMs,
          room: what,
        });
        assert.ok(timesMs.length >= 6, `${what}: ${timesMs.length} are back`);
        const lastMs = timesMs.at(-1) ?? NaN;
        assert.ok(lastMs < limitMs * BUSY, `${what}: ${lastMs} ms`);
        assert.ok(apartS < 0.1, `${what}: ${apartS} s apart`);
        for (const ms of noticedMs) assert.ok(ms < 10_000, `${what}: ${ms}`);
      }
    });
  },
});
