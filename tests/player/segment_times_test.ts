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

Deno.test("createSegmentTimes() counts what is here of pieces under way, of each kind one, and begins anew with the next film", () => {
  const times = createSegmentTimes();
  assert.equal(times.receivedBytes(), null);
  let pictureBytes = 0;
  times.open("main", () => pictureBytes);
  assert.equal(times.receivedBytes(), 0);
  pictureBytes = 700;
  times.open("audio", () => 50);
  assert.equal(times.receivedBytes(), 750);
  times.open("main", () => 30);
  pictureBytes = 0;
  assert.equal(times.receivedBytes(), 780);
  times.clear();
  assert.equal(times.receivedBytes(), null);
});
