import assert from "node:assert/strict";
import { createMeter } from "@/lib/media/meter.ts";

const FILM = { viewer: "a", path: "f.mp4", range: { first: 0, last: 99 } };

Deno.test("createMeter() adds up where the time of a segment went", () => {
  let nowMs = 1000;
  const meter = createMeter(() => nowMs);
  const pen = meter.start(FILM);
  pen.read(5);
  nowMs = 1006;
  pen.sent(40);
  pen.waited(20);
  pen.read(9);
  nowMs = 1050;
  pen.sent(60);
  pen.waited(30);
  nowMs = 1080;
  pen.end("complete");
  assert.deepEqual(meter.segments(), [{
    id: 1,
    ...FILM,
    startedMs: 1000,
    firstByteMs: 6,
    diskSumMs: 14,
    diskMaxMs: 9,
    waitSumMs: 50,
    bytes: 100,
    endedMs: 1080,
    aborted: false,
  }]);
});

Deno.test("createMeter() lists what is under way last, as it is now", () => {
  const meter = createMeter(() => 0);
  const running = meter.start(FILM);
  meter.start(FILM).end("aborted");
  const [ended, live] = meter.segments();
  assert.equal(ended?.aborted, true);
  assert.equal(live?.endedMs, null);
  running.sent(10);
  assert.equal(live?.bytes, 0, "a list given out does not change any more");
  assert.equal(meter.segments()[1]?.bytes, 10);
});

Deno.test("createMeter() tells viewers apart", () => {
  const meter = createMeter(() => 0);
  for (const viewer of ["a", "b", null, "a"]) meter.start({ ...FILM, viewer });
  assert.deepEqual(meter.segments("a").map(({ id }) => id), [1, 4]);
  assert.equal(meter.segments("c").length, 0);
});

Deno.test("createMeter() ends a segment once", () => {
  let nowMs = 1;
  const meter = createMeter(() => nowMs);
  const pen = meter.start(FILM);
  pen.end("complete");
  nowMs = 2;
  pen.end("aborted");
  assert.deepEqual(
    meter.segments().map(({ endedMs, aborted }) => [endedMs, aborted]),
    [
      [1, false],
    ],
  );
});

Deno.test("createMeter() forgets the oldest beyond its bound", () => {
  const meter = createMeter(() => 0, 3);
  for (let count = 0; count < 10; count++) meter.start(FILM).end("complete");
  assert.deepEqual(meter.segments().map(({ id }) => id), [8, 9, 10]);
});
