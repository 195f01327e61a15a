import assert from "node:assert/strict";
import { stallLine } from "@/lib/ui/panels/stall_line.ts";
import { lineOf } from "../history/line.ts";

Deno.test("stallLine() finds the last stall of who stands, and none of who plays", () => {
  const history = [
    lineOf(1, { what: "stall", by: "alice" }),
    lineOf(2, { what: "recovered", by: "alice" }),
    lineOf(3, { what: "stall", by: "alice" }),
    lineOf(4, { what: "stall", by: "bob" }),
  ];
  const of = (name: string, stalled: boolean) =>
    stallLine({ name, stalled }, () => history)?.number;
  assert.equal(of("alice", true), 3);
  assert.equal(of("alice", false), undefined);
  assert.equal(of("carol", true), undefined);
});
