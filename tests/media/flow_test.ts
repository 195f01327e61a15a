import assert from "node:assert/strict";
import { createFlows, FLOW_MS } from "@/lib/media/flow.ts";
import { createLearner } from "@/lib/media/learn.ts";
import { createMeter } from "@/lib/media/meter.ts";

const FILM = {
  path: "f.mp4",
  range: { first: 0, last: 99 },
  connection: null,
};

function world() {
  const clock = { nowMs: 5000 };
  const now = () => clock.nowMs;
  const flows = createFlows(now);
  const meter = flows.around(createMeter(now));
  return { clock, flows, meter };
}

Deno.test("createFlows() counts what is under way: a read that hangs, a socket that takes no more", () => {
  const { clock, flows, meter } = world();
  assert.equal(flows.of("a"), null);
  const pen = meter.start({ ...FILM, viewer: "a" });
  clock.nowMs += 3000;
  assert.deepEqual(flows.of("a"), {
    spanMs: FLOW_MS,
    bytes: 0,
    diskMs: 3000,
    diskMaxMs: 3000,
    waitMs: 0,
    paceMs: 0,
    isOpen: true,
  });
  pen.read(3000);
  pen.sent(50_000);
  clock.nowMs += 4000;
  const waits = flows.of("a");
  assert.deepEqual([waits?.diskMs, waits?.waitMs, waits?.bytes], [
    3000,
    4000,
    50_000,
  ]);
  assert.equal(flows.sentBps(), 5000);
  pen.waited(4000);
  clock.nowMs += 200;
  assert.equal(flows.of("a")?.diskMs, 3200, "the next read hangs");
  clock.nowMs += 300;
  pen.held(500);
  assert.equal(flows.of("a")?.paceMs, 500);
  assert.equal(meter.segments("a")[0]?.paceSumMs, 500);
});

Deno.test("createFlows() forgets what is longer ago, and who has gone", () => {
  const { clock, flows, meter } = world();
  const pen = meter.start({ ...FILM, viewer: "a" });
  pen.read(900);
  pen.sent(10_000);
  pen.end("complete");
  assert.deepEqual(flows.viewers(), ["a"]);
  clock.nowMs += FLOW_MS + 1000;
  assert.equal(flows.of("a"), null);
  assert.equal(flows.sentBps(), 0);
  assert.deepEqual(flows.viewers(), []);
});

Deno.test("createFlows() never says more than the span, however long a wait was", () => {
  const { clock, flows, meter } = world();
  const pen = meter.start({ ...FILM, viewer: "a" });
  pen.sent(1);
  clock.nowMs += 60_000;
  assert.equal(flows.of("a")?.waitMs, FLOW_MS);
  pen.waited(60_000);
  assert.equal(flows.of("a")?.waitMs, FLOW_MS);
});

Deno.test("createLearner() learns a line that several fill for long, and keeps the best for an hour", () => {
  const learner = createLearner();
  const full = { hungry: 2, fed: 0, sentBps: 480_000 };
  for (let s = 0; s < 20; s++) learner.look(full, s * 1000);
  assert.equal(learner.learntBps(20_000), null, "the system's buffers first");
  learner.look(full, 20_000);
  assert.equal(learner.learntBps(20_000), 480_000);
  learner.look({ ...full, sentBps: 300_000 }, 21_000);
  assert.equal(learner.learntBps(21_000), 480_000);
  // One who is fed shows that the line had room.
  learner.look({ ...full, fed: 1, sentBps: 900_000 }, 22_000);
  learner.look({ ...full, sentBps: 900_000 }, 23_000);
  assert.equal(learner.learntBps(23_000), 480_000);
  assert.equal(learner.learntBps(20_000 + 3_600_001), null);
});

Deno.test("createFlows() tells a turn that is waited for from a read that hangs", () => {
  const clock = { nowMs: 5000 };
  const now = () => clock.nowMs;
  const flows = createFlows(now, () => true);
  const pen = flows.around(createMeter(now)).start({ ...FILM, viewer: "a" });
  clock.nowMs += 2000;
  assert.equal(flows.of("a")?.paceMs, 2000);
  pen.held(2000);
  clock.nowMs += 500;
  assert.equal(flows.of("a")?.diskMs, 500);
  pen.read(500);
  pen.sent(10);
  pen.waited(0);
  clock.nowMs += 100;
  assert.equal(flows.of("a")?.paceMs, 2100);
});
