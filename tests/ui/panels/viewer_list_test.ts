import assert from "node:assert/strict";
import {
  LARGE_FROM,
  listViewers,
  positionOf,
} from "@/lib/ui/panels/viewer_list.ts";
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

/** A room that plays its film 1 from 10 s on at the instant 1000, as rows do that are not told otherwise. */
const TIMELINE = {
  sourceId: 1,
  positionS: 10,
  rate: 1,
  atMs: 1000,
  prev: null,
  durationS: 3600,
} as const;

Deno.test("listViewers() sorts a large room by who does not see the film, then by who is off the room", () => {
  const rows = Array.from(
    { length: LARGE_FROM },
    (_, n) => row(`v${n}`, { positionS: 10 + (n % 2) / 5 }),
  );
  rows[5] = row("behind", { positionS: 7 });
  rows[9] = row("far", { positionS: 60 });
  rows[12] = row("failed", { state: "failed" });
  rows[15] = row("elsewhere", { positionS: 2000, sourceId: null });
  rows[20] = row("stuck", { stalled: true, positionS: 4 });
  const query = { me: null, search: "", nowMs: 2000, timeline: TIMELINE };
  const { ids } = listViewers(rows, query);
  assert.deepEqual(ids.slice(0, 4), ["stuck", "failed", "far", "behind"]);
  // A fifth of a second changes no places, and neither does a film that only one watches.
  const others = rows.map(({ id }) => id).filter((id) =>
    !ids.slice(0, 4).includes(id)
  );
  assert.deepEqual(ids.slice(4), others);
  const fewer = rows.slice(0, LARGE_FROM - 1);
  assert.deepEqual(
    listViewers(fewer, query).ids,
    fewer.map(({ id }) => id),
    "a small room stands as they came",
  );
  // Of a crowd few rows are known.
  const crowd = listViewers(fewer, { ...query, count: 200 });
  assert.deepEqual(crowd.ids.slice(0, 4), ids.slice(0, 4));
});

Deno.test("listViewers() leaves an order that somebody aims into, but for who came and went", () => {
  const rows = Array.from({ length: LARGE_FROM }, (_, n) => row(`v${n}`));
  const query = { me: null, search: "", nowMs: 2000, timeline: TIMELINE };
  const held = ["gone", ...rows.map(({ id }) => id).reverse()];
  rows[3] = row("v3", { stalled: true });
  rows.push(row("new", { stalled: true }));
  assert.deepEqual(
    listViewers(rows, { ...query, held }).ids,
    [...held.slice(1), "new"],
  );
  assert.deepEqual(listViewers(rows, query).ids.slice(0, 2), ["v3", "new"]);
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
