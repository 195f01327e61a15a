import assert from "node:assert/strict";
import { CROWD_CALLED_MAX } from "@/lib/protocol/mod.ts";
import { Page, row } from "./page.ts";
import { REPORT } from "../player/report.ts";

const COUNTS = {
  viewers: 300,
  online: 299,
  playing: 298,
  stalled: 0,
  troubled: 1,
  following: 300,
};

function inCrowd(): Page {
  return new Page().enters({
    rows: [row("a"), row("b"), row("me")],
    crowd: COUNTS,
  });
}

const ids = (page: Page) => [...page.session.rows.value.keys()];

Deno.test("createSession() knows how many a crowd has, and keeps my row when it leaves the front", () => {
  const page = inCrowd();
  assert.equal(page.session.crowd.value?.counts.viewers, 300);
  page.hears({
    type: "rows",
    serverMs: 1,
    changed: [row("c")],
    gone: ["a", "me"],
    crowd: { ...COUNTS, viewers: 301 },
  });
  assert.deepEqual(ids(page), ["b", "me", "c"]);
  assert.equal(page.session.crowd.value?.counts.viewers, 301);
  page.hears({
    type: "rows",
    serverMs: 2,
    changed: [],
    gone: ["me"],
    crowd: null,
  });
  assert.equal(page.session.crowd.value, null);
  assert.deepEqual(ids(page), ["b", "c"], "where all are shown, gone is gone");
});

Deno.test("createSession() calls for a report whenever a crowd's rows come, and never in a small room or a very large one", () => {
  const rows = (page: Page) =>
    page.hears({ type: "rows", serverMs: 1, changed: [], gone: [] });
  const page = inCrowd();
  const before = page.session.calls.value;
  rows(page);
  assert.equal(page.session.calls.value, before + 1);
  const crowd = { ...COUNTS, viewers: CROWD_CALLED_MAX + 1 };
  const many = new Page().enters({ rows: [row("me")], crowd });
  rows(many);
  assert.equal(many.session.calls.value, 0);
  const few = new Page().enters({ rows: [row("a"), row("me")] });
  rows(few);
  assert.equal(few.session.calls.value, 0);
});

Deno.test("createSession() finds viewers of a crowd by name, and lets go of them", () => {
  const page = inCrowd();
  page.session.crowd.value?.find("hu");
  assert.deepEqual(page.all("find"), [{ type: "find", text: "hu", from: 0 }]);
  page.hears({
    type: "found",
    serverMs: 1,
    text: "hu",
    from: 0,
    total: 2,
    rows: [row("hu"), row("b", { positionS: 7 })],
  });
  assert.deepEqual(ids(page), ["a", "b", "me", "hu"]);
  assert.equal(page.session.rows.value.get("b")?.value.positionS, 7);
  assert.equal(page.session.crowd.value?.found?.total, 2);
  // Who was found stays, though the front lets go of them.
  page.hears({ type: "rows", serverMs: 2, changed: [], gone: ["b", "a"] });
  assert.deepEqual(ids(page), ["b", "me", "hu"]);
  // And who comes into the front stays when the search is over.
  page.hears({ type: "rows", serverMs: 3, changed: [row("hu")], gone: [] });
  page.session.crowd.value?.find(null);
  assert.deepEqual(ids(page), ["me", "hu"]);
  assert.equal(page.session.crowd.value?.found, null);
});

Deno.test("createSession() lets go of a viewer it found who left as the crowd ended", () => {
  const page = inCrowd();
  page.session.crowd.value?.find("hu");
  const rows = [row("hu"), row("lu")];
  const found = { serverMs: 1, text: "hu", from: 0, total: 2, rows } as const;
  page.hears({ type: "found", ...found });
  page.hears({
    type: "rows",
    serverMs: 2,
    changed: [row("lu"), row("c")],
    gone: [],
    crowd: null,
  });
  assert.deepEqual(ids(page), ["a", "b", "me", "lu", "c"]);
});

Deno.test("createSession() shows of my own row in a crowd what I report, and no more what I reported before", () => {
  const page = inCrowd();
  page.clock.pass(2000);
  const mine = () => page.session.rows.value.get("me")?.value;
  page.session.report({ ...REPORT, copy: "different", lacks: "sound" }, 0);
  assert.deepEqual([mine()?.copy, mine()?.lacks, mine()?.positionS], [
    "different",
    "sound",
    REPORT.positionS,
  ]);
  assert.equal(mine()?.name, "me");
  page.session.report({ ...REPORT, positionS: 43 }, 0);
  assert.deepEqual([mine()?.copy, mine()?.lacks], [undefined, undefined]);
  assert.ok(!("revision" in (mine() ?? {})));
});
