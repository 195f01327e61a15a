import assert from "node:assert/strict";
import { roomAt } from "../store/contract.ts";
import { History, seekTo } from "./history.ts";
import { storm } from "./storm.ts";

// Sockets and processes end a moment after the test has what it wants to know.
const FREELY = { sanitizeOps: false, sanitizeResources: false } as const;

Deno.test(
  "a room in a storm loses, doubles and disorders nothing that was acknowledged",
  FREELY,
  async () => {
    const { faults, acknowledged, happened } = await storm({
      seed: Number(Deno.env.get("SEED") ?? 17),
      acknowledgedMin: 1500,
      peers: 12,
    });
    assert.deepEqual(faults, {
      lost: [],
      doubled: [],
      disordered: [],
      rewritten: [],
    });
    assert.ok(acknowledged >= 1500);
    assert.ok(happened.size >= 3, [...happened.keys()].join());
  },
);

Deno.test("History finds what is lost, doubled, out of order and told anew", () => {
  const history = new History();
  const line = (number: number, text: string) =>
    history.hear({
      type: "line",
      serverMs: 0,
      line: {
        number,
        kind: "danmaku",
        by: "a",
        wallMs: 0,
        positionS: 0,
        text,
        colour: "#ffffff",
        place: "roll",
        what: null,
        value: null,
        about: null,
      },
    }, "run");
  for (const text of ["1", "2", "3"]) history.said("a", text);
  line(1, "2");
  line(2, "1");
  line(3, "2");
  line(3, "2");
  line(2, "other");
  const { lost, doubled, disordered, rewritten } = history.faults();
  assert.deepEqual(lost, ["3"]);
  assert.deepEqual(doubled, ["2 as 1 and 3"]);
  assert.equal(disordered.length + rewritten.length, 1);
});

Deno.test("History finds seeks that were done twice or out of order, and takes a room that is found again for none", () => {
  const history = new History();
  const hear = (revision: number, positionS: number, epoch: string) =>
    history.hear({
      type: "timeline",
      serverMs: 0,
      timeline: {
        ...roomAt("17", 1).timeline,
        how: "seek",
        revision,
        positionS,
      },
    }, epoch);
  const first = (sender: number) => seekTo(sender, 1);
  const second = (sender: number) => seekTo(sender, 2);
  hear(1, 0, "a");
  hear(2, first(1), "a");
  hear(3, first(2), "a");
  // After a restart the room is where it was.
  hear(4, first(2), "b");
  hear(6, second(1), "b");
  assert.deepEqual(history.faults().doubled, []);
  assert.deepEqual(history.faults().disordered, []);
  hear(7, first(1), "b");
  assert.equal(history.faults().doubled.length, 1);
  assert.equal(history.faults().disordered.length, 1);
});
