import assert from "node:assert/strict";
import { createSyncLog } from "@/lib/player/sync_log.ts";

Deno.test("createSyncLog() lists bends and seeks, and counts stands for the room", () => {
  const log = createSyncLog();
  log.add({ type: "rate", rate: 1.01, isBend: true }, 0.004, 1000);
  log.add({ type: "rate", rate: 1, isBend: false }, 0.004, 1500);
  log.add({ type: "pause" }, null, 2000);
  log.add({ type: "pause", aheadMs: 25 }, null, 3000);
  log.add({ type: "pause", aheadMs: 12 }, null, 4000);
  log.add(
    { type: "seek", positionS: 9, reason: "land", errorMs: 300 },
    null,
    5000,
  );
  log.show(0.002, 5000);
  const { acts, ...counts } = log.view.peek();
  assert.deepEqual(counts, {
    errorMs: 2,
    pulses: 1,
    seeks: 1,
    stands: 2,
    stoodMs: 12,
  });
  assert.deepEqual(acts, [
    { atLocalMs: 1000, what: "bend", errorMs: 4 },
    { atLocalMs: 5000, what: "land", errorMs: 300 },
  ]);
});
