import assert from "node:assert/strict";
import { begin, step } from "@/lib/sync/mod.ts";
import { COURSE, READING } from "./fixture.ts";

/** What a follower learns of bends by ten seconds beside an element that they do not move. */
function bendShareBy(
  { localMsAt, serverMsAt }: {
    localMsAt(trueMs: number): number;
    serverMsAt(localMs: number): number;
  },
): number {
  let memory = begin();
  for (let trueMs = 1000; trueMs < 11_000; trueMs += 20) {
    const localMs = localMsAt(trueMs);
    memory = step({
      course: { ...COURSE, positionS: 0 },
      reading: {
        ...READING,
        positionS: trueMs / 1000 - 0.02,
        isPaused: false,
      },
      serverMs: serverMsAt(localMs),
      localMs,
    }, memory).memory;
  }
  return memory.learnt.bendShare;
}

const same = (ms: number) => ms;

for (
  const [what, learns, clocks] of [
    ["that bends do nothing", true, { localMsAt: same, serverMsAt: same }],
    ["nothing by a clock that goes on by 100 ms at once", false, {
      localMsAt: (ms: number) => Math.floor(ms / 100) * 100,
      serverMsAt: (ms: number) => ms + 50,
    }],
    ["nothing while the server's clock is still being found", false, {
      localMsAt: same,
      serverMsAt: (ms: number) => ms + 5 * Math.floor(ms / 600),
    }],
  ] as const
) {
  Deno.test(`takeLesson() learns ${what}`, () => {
    const share = bendShareBy(clocks);
    assert.equal(share < 0.5, learns, `${share}`);
    assert.ok(learns || share === 1);
  });
}
