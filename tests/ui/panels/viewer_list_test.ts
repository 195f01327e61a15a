import assert from "node:assert/strict";
import { listViewers, positionOf } from "@/lib/ui/panels/viewer_list.ts";
import { viewerState } from "@/lib/ui/panels/viewer_state.ts";
import { rowOf as row } from "./row.ts";

Deno.test("listViewers() puts me first and the others as they came", () => {
  const rows = [row("b"), row("a", { positionS: 900 }), row("me"), row("c")];
  assert.deepEqual(listViewers(rows, { me: "me", search: "", nowMs: 2000 }), {
    ids: ["me", "b", "a", "c"],
    found: 4,
  });
});

Deno.test("listViewers() finds part of a name in any case", () => {
  const rows = [row("a", { name: "Umena" }), row("b", { name: "胡桃" })];
  const query = { me: null, nowMs: 0 };
  assert.deepEqual(listViewers(rows, { ...query, search: " uME " }).ids, ["a"]);
  assert.deepEqual(listViewers(rows, { ...query, search: "桃" }).ids, ["b"]);
  assert.deepEqual(listViewers(rows, { ...query, search: "x" }), {
    ids: [],
    found: 0,
  });
});

Deno.test("listViewers() keeps the troubled and the far in a large room", () => {
  const rows = Array.from({ length: 200 }, (_, n) => row(`v${n}`));
  rows[150] = row("far", { positionS: 500 });
  rows[160] = row("near", { positionS: 12 });
  rows[170] = row("stuck", { stalled: true });
  rows[180] = row("me");
  const list = listViewers(rows, { me: "me", search: "", nowMs: 2000, max: 5 });
  assert.deepEqual(list.ids, ["me", "stuck", "far", "near", "v0"]);
  assert.equal(list.found, 200);
});

Deno.test("positionOf() ages a report and never goes before it", () => {
  assert.equal(positionOf(row("a"), 3000), 12);
  assert.equal(positionOf(row("a"), 500), 10);
  assert.equal(positionOf(row("a", { rate: 0 }), 9000), 10);
  assert.equal(positionOf(row("a", { atMs: null }), 3000), null);
  assert.equal(positionOf(row("a"), null), null);
});

Deno.test("viewerState() tells the gravest of what is true", () => {
  assert.equal(viewerState(row("a")), "playing");
  assert.equal(viewerState(row("a", { stalled: true })), "stalled");
  assert.equal(
    viewerState(row("a", { stalled: true, online: false })),
    "away",
  );
  assert.equal(viewerState(row("a", { state: "blocked" })), "blocked");
});
