import assert from "node:assert/strict";
import type { CommandOf } from "@/lib/protocol/mod.ts";
import { Stage } from "./stage.ts";

/** How far ahead a command is scheduled in a room whose one guest reports so; in ms. */
function leadOf(
  type: "play" | "pause" | "seek",
  change: Partial<CommandOf<"report">>,
  waitMs = 0,
): number {
  const stage = new Stage();
  stage.join("alice", "bob");
  stage.report("bob", {
    positionS: 0,
    bufferedS: 30,
    oneWayMs: 0,
    jitterMs: 0,
    ...change,
  });
  stage.pass(waitMs);
  stage.send("alice", type, type === "seek" ? { positionS: 10 } : {});
  return Math.round(stage.room.timeline.atMs - stage.nowMs);
}

const LEADS: [
  what: string,
  type: "play" | "pause" | "seek",
  change: Partial<CommandOf<"report">>,
  leadMs: number,
][] = [
  ["is never below 60 ms", "pause", {}, 60],
  ["covers the way, 1.5 jitters and a spare", "pause", {
    oneWayMs: 100,
    jitterMs: 20,
  }, 145],
  [
    "of a pause needs no player",
    "pause",
    { oneWayMs: 100, playLatencyMs: 400 },
    115,
  ],
  ["of a start covers what play() takes", "play", {
    oneWayMs: 50,
    playLatencyMs: 200,
  }, 265],
  ["of a seek in the buffer covers 100 ms", "seek", {
    oneWayMs: 50,
    playLatencyMs: 70,
    seekLatencyMs: 900,
  }, 235],
  ["of a seek out of it covers what it takes", "seek", {
    oneWayMs: 50,
    playLatencyMs: 70,
    seekLatencyMs: 900,
    bufferedS: 5,
  }, 1035],
  ["is bounded whatever one sick link says", "play", { oneWayMs: 60_000 }, 750],
  ["of a far seek is bounded at 1.5 s", "seek", {
    oneWayMs: 60_000,
    bufferedS: 0,
  }, 1500],
  [
    "leaves out whose film failed",
    "play",
    { oneWayMs: 500, state: "failed" },
    60,
  ],
];
for (const [what, type, change, leadMs] of LEADS) {
  Deno.test(`leadMs() ${what}`, () =>
    assert.equal(leadOf(type, change), leadMs));
}

Deno.test("leadMs() forgets who has been silent for 3 s", () => {
  assert.equal(leadOf("pause", { oneWayMs: 300 }, 2900), 315);
  assert.equal(leadOf("pause", { oneWayMs: 300 }, 3100), 60);
});

Deno.test("leadMs() forgets whose link is gone", () => {
  const stage = new Stage();
  stage.join("alice", "bob");
  stage.report("bob", { oneWayMs: 400 });
  stage.lose("bob");
  stage.send("alice", "pause");
  assert.equal(stage.room.timeline.atMs - stage.nowMs, 60);
});
