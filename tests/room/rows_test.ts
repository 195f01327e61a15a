import assert from "node:assert/strict";
import { rowsOf } from "@/lib/room/mod.ts";
import { Stage } from "./stage.ts";

function rowEvents(stage: Stage) {
  return stage.sent.flatMap(({ to, event }) =>
    to === "all" && event.type === "rows" ? [event] : []
  );
}

function crowd(count: number): { stage: Stage; names: string[] } {
  const stage = new Stage();
  const names = Array.from({ length: count }, (_, i) => `v${i}`);
  stage.join(...names);
  stage.send("v0", "play");
  stage.pass(1000, () => names.forEach((name) => stage.report(name)));
  stage.forget();
  return { stage, names };
}

Deno.test("rowsOf() shows who has not reported yet as empty", () => {
  const stage = new Stage();
  stage.join("alice");
  const [row] = rowsOf(stage.room);
  assert.deepEqual([row?.name, row?.state, row?.atMs, row?.online], [
    "alice",
    "empty",
    null,
    true,
  ]);
});

Deno.test("tick() sends each report on in a small room, at 4 Hz at the most", () => {
  const { stage, names } = crowd(3);
  for (let i = 0; i < 20; i++) {
    stage.pass(100, () => {});
    stage.report("v1");
  }
  const changed = rowEvents(stage).flatMap(({ changed }) => changed);
  assert.ok(rowEvents(stage).length <= 20);
  assert.ok(changed.length >= 8);
  assert.ok(changed.every(({ id }) => id === "v1"), `${names}`);
});

Deno.test("tick() sends nothing where nothing changed", () => {
  const { stage } = crowd(3);
  stage.pass(1000);
  stage.forget();
  stage.pass(2000);
  assert.deepEqual(rowEvents(stage), []);
});

Deno.test("tick() sends only what dead reckoning misses in a large room", () => {
  const { stage, names } = crowd(20);
  let stageMs = 0;
  stage.pass(4000, () => {
    stageMs += 250;
    if (stageMs % 1000 !== 0) return;
    for (const name of names) {
      const off = name === "v7" ? 0.4 * stageMs / 1000 : 0;
      stage.report(name, { positionS: stage.positionS() - off });
    }
  });
  const changed = rowEvents(stage).flatMap(({ changed }) =>
    changed.map(({ id }) => id)
  );
  assert.ok(changed.filter((id) => id === "v7").length >= 3);
  assert.deepEqual(changed.filter((id) => id !== "v7"), []);
});

Deno.test("tick() sends a row of a large room anew after 5 s, and a change of state at once", () => {
  const { stage, names } = crowd(20);
  let rows = 0;
  for (let s = 0; s < 12; s++) {
    stage.forget();
    names.forEach((name) =>
      stage.report(name, name === "v3" && s === 2 ? { state: "waiting" } : {})
    );
    stage.pass(1000);
    const changed = rowEvents(stage).flatMap(({ changed }) =>
      changed.map(({ id }) => id)
    );
    if (s === 2) assert.deepEqual(changed, ["v3"]);
    rows += changed.length;
  }
  assert.ok(rows >= 2 * 20 && rows <= 3 * 20 + 4, `${rows}`);
});

Deno.test("tick() shows a lost link without a new report", () => {
  const { stage } = crowd(20);
  stage.lose("v5");
  stage.pass(300);
  const [event] = rowEvents(stage);
  assert.deepEqual(event?.changed.map(({ id, online }) => [id, online]), [[
    "v5",
    false,
  ]]);
});
