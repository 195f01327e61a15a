import assert from "node:assert/strict";
import {
  createSegmentTimes,
  SEGMENT_TIMES_MAX,
  type SegmentTime,
} from "@/lib/player/segment_times.ts";

const timeOf = (number: number): SegmentTime => ({
  url: `https://films.example/${number}.m4s`,
  sizeBytes: 1000,
  requestedMs: number,
  firstByteMs: number + 1,
  endMs: number + 2,
  engine: "hls",
});

Deno.test("createSegmentTimes() keeps the newest pieces only, tells each once, and forgets them with their film", () => {
  const times = createSegmentTimes();
  const told: number[] = [];
  const stop = times.watch(({ requestedMs }) => told.push(requestedMs));
  for (let number = 0; number <= SEGMENT_TIMES_MAX; number++) {
    times.add(timeOf(number));
  }
  assert.equal(times.recent().length, SEGMENT_TIMES_MAX);
  assert.equal(times.recent()[0]?.requestedMs, 1);
  assert.equal(told.length, SEGMENT_TIMES_MAX + 1);
  stop();
  times.clear();
  times.add(timeOf(7));
  assert.deepEqual(times.recent(), [timeOf(7)]);
  assert.equal(told.length, SEGMENT_TIMES_MAX + 1);
});
