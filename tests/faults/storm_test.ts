import assert from "node:assert/strict";
import { History } from "./history.ts";
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
    });
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
