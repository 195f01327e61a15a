import assert from "node:assert/strict";
import {
  readSegments,
  segmentParts,
  SEGMENTS_SHOWN_MAX,
  type ShownSegment,
} from "@/lib/ui/later/segment.ts";

const SEGMENT: ShownSegment = {
  id: 1,
  path: "001.mp4",
  startedMs: 1000,
  firstByteMs: 4,
  diskSumMs: 30,
  waitSumMs: 440,
  paceSumMs: 10,
  bytes: 512 * 1024,
  endedMs: 1500,
  aborted: false,
};

Deno.test("segmentParts() adds up to the whole time", () => {
  assert.deepEqual(segmentParts(SEGMENT, null), {
    totalMs: 500,
    diskMs: 30,
    waitMs: 440,
    paceMs: 10,
    restMs: 20,
    bytesPerS: 1024 * 1024,
  });
});

Deno.test("segmentParts() counts to now what is under way", () => {
  const live = { ...SEGMENT, endedMs: null };
  assert.equal(segmentParts(live, 2000).totalMs, 1000);
  assert.equal(segmentParts(live, 2000).restMs, 520);
  // A clock that is not known, or behind, makes no part negative.
  assert.equal(segmentParts(live, null).restMs, 0);
  assert.equal(segmentParts(live, 900).totalMs, 480);
});

Deno.test("segmentParts() has no speed for what took no time", () => {
  const instant = {
    ...SEGMENT,
    endedMs: 1000,
    diskSumMs: 0,
    waitSumMs: 0,
    paceSumMs: 0,
  };
  assert.equal(segmentParts(instant, null).bytesPerS, null);
});

Deno.test("readSegments() keeps the last ones, newest first", () => {
  const segments = Array.from({ length: 20 }, (_, id) => ({ ...SEGMENT, id }));
  const read = readSegments({ segments });
  assert.equal(read.length, SEGMENTS_SHOWN_MAX);
  assert.equal(read[0]?.id, 19);
  assert.throws(() => readSegments({ segments: [{}] }), TypeError);
  assert.throws(() => readSegments(null), TypeError);
});
