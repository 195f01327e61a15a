import assert from "node:assert/strict";
import type { Segment } from "@/lib/media/mod.ts";
import { STATUS_LINES_MAX, statusOf } from "@/lib/media/status.ts";

let ids = 0;
const segment = (change: Partial<Segment>): Segment => ({
  id: ++ids,
  viewer: "a",
  path: "f.mp4",
  range: { first: 0, last: 99 },
  startedMs: 0,
  firstByteMs: 1,
  diskSumMs: 1,
  diskMaxMs: 1,
  waitSumMs: 0,
  paceSumMs: 0,
  bytes: 100,
  endedMs: 10,
  aborted: false,
  delivery: null,
  ...change,
});
const delivery = (lastByteMs: number) =>
  ({ by: "client", firstByteMs: 0, lastByteMs, bytes: 100 }) as const;

Deno.test("statusOf() tells of each viewer the newest film and the newest rate that is known", () => {
  const { viewers } = statusOf([
    segment({ delivery: delivery(1000) }),
    segment({ delivery: delivery(500) }),
    segment({ viewer: null, endedMs: null }),
    segment({ path: "g.mp4", endedMs: null }),
  ], () => null);
  assert.deepEqual(
    viewers.map(({ viewer, path, live, rateBps, rateBy }) => [
      viewer,
      path,
      live,
      rateBps,
      rateBy,
    ]),
    [["a", "g.mp4", 1, 200, "client"], [null, "f.mp4", 1, null, null]],
  );
});

Deno.test("statusOf() lists what is under way, and the last ended first, each up to a bound", () => {
  const many = Array.from(
    { length: 200 },
    (_, index) => segment({ startedMs: index, viewer: `v${index}` }),
  );
  const running = [segment({ endedMs: null }), segment({ endedMs: null })];
  const { last, live, viewers } = statusOf([...many, ...running], () => null);
  assert.equal(last.length, STATUS_LINES_MAX);
  assert.equal(last[0]?.startedMs, 199);
  assert.deepEqual(live, running);
  assert.equal(viewers.length, STATUS_LINES_MAX);
  assert.equal(viewers[0]?.viewer, "a", "who is sent something comes first");
});
