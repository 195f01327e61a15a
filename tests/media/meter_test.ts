import assert from "node:assert/strict";
import { createMeter } from "@/lib/media/meter.ts";

const SHOWN = { viewer: "a", path: "f.mp4", range: { first: 0, last: 99 } };
const FILM = { ...SHOWN, connection: null };

Deno.test("createMeter() adds up where the time of a segment went", () => {
  let nowMs = 1000;
  const meter = createMeter(() => nowMs);
  const pen = meter.start(FILM);
  pen.read(5);
  nowMs = 1006;
  pen.sent(40);
  pen.waited(20);
  pen.held(7);
  pen.read(9);
  nowMs = 1050;
  pen.sent(60);
  pen.waited(30);
  nowMs = 1080;
  pen.end("complete");
  assert.deepEqual(meter.segments(), [{
    id: 1,
    ...SHOWN,
    startedMs: 1000,
    firstByteMs: 6,
    diskSumMs: 14,
    diskMaxMs: 9,
    waitSumMs: 50,
    paceSumMs: 7,
    bytes: 100,
    endedMs: 1080,
    aborted: false,
    delivery: null,
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

Deno.test("createMeter() learns the delivery from the next request on the connection", () => {
  let nowMs = 0;
  const meter = createMeter(() => nowMs);
  const ask = (first: number, connection: string) => {
    const pen = meter.start({
      ...FILM,
      range: { first, last: first + 99 },
      connection,
    });
    pen.sent(100);
    pen.end("complete");
  };
  ask(0, "one");
  nowMs = 50;
  ask(500, "two");
  nowMs = 400;
  ask(100, "one");
  nowMs = 900;
  ask(300, "one");
  const [first, other, jumped] = meter.segments();
  assert.deepEqual(first?.delivery, {
    by: "connection",
    firstByteMs: null,
    lastByteMs: 400,
    bytes: 100,
  });
  assert.equal(other?.delivery, null, "another connection says nothing");
  assert.equal(jumped?.delivery, null, "a seek may come any time later");
});

Deno.test("createMeter() believes the client more than the connection, and the viewer alone", () => {
  let nowMs = 1000;
  const meter = createMeter(() => nowMs);
  const pen = meter.start({ ...FILM, connection: "one" });
  pen.sent(100);
  pen.end("complete");
  nowMs = 9000;
  meter.start({ ...FILM, range: { first: 100, last: 199 }, connection: "one" });
  assert.equal(meter.segments()[0]?.delivery?.by, "connection");
  const timing = {
    startedMs: 980,
    firstByteMs: 40,
    lastByteMs: 440,
    bytes: 100,
  };
  meter.received("b", timing);
  assert.equal(meter.segments()[0]?.delivery?.by, "connection");
  meter.received("a", timing);
  const told = {
    by: "client",
    firstByteMs: 20,
    lastByteMs: 420,
    bytes: 100,
  };
  assert.deepEqual(meter.segments()[0]?.delivery, told);
  meter.received("a", { ...timing, lastByteMs: 80 });
  assert.deepEqual(meter.segments()[0]?.delivery, told, "told once");
});

Deno.test("createMeter() gives a timing to the nearest of several alike", () => {
  let nowMs = 1000;
  const meter = createMeter(() => nowMs);
  for (nowMs of [1000, 1100, 1200]) {
    const pen = meter.start(FILM);
    pen.sent(100);
    pen.end("complete");
  }
  meter.received("a", {
    startedMs: 1095,
    firstByteMs: 9,
    lastByteMs: 19,
    bytes: 100,
  });
  assert.deepEqual(
    meter.segments().map(({ delivery }) => delivery?.by ?? null),
    [null, "client", null],
  );
});
