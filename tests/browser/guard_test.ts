import assert from "node:assert/strict";
import { eventually, throughout } from "./eventually.ts";
import { areInStep, spreadMs } from "./spread.ts";
import type { Viewer } from "./viewer.ts";
import { inWorld } from "./world.ts";

const test = inWorld({ films: ["heavy"] });

const WHITE = "rgb(255, 255, 255)";
const YELLOW = "rgb(255, 216, 77)";

test("S70 S84 the guard's button lies in the player, is white when off, yellow with its holder when on, for all", async (world) => {
  const [a, b] = await world.enterAll("a", "b");
  for (const viewer of [a, b]) await showsGuard(viewer, { on: false });
  await a.part("guard").click();
  for (const viewer of [a, b]) {
    await showsGuard(viewer, { on: true });
    assert.match(await viewer.part("guard").innerText(), /\ba\b/);
    await viewer.hears("a 打开守护");
  }
  const box = await a.part("player").getByTestId("guard").boundingBox();
  const player = await a.part("player").boundingBox();
  assert.ok(box !== null && player !== null);
  assert.ok(box.x - player.x < 40 && box.y - player.y < 40, "not at top left");
  const c = await world.enter("c");
  await showsGuard(c, { on: true });
  await b.part("guard").click();
  for (const viewer of [a, b, c]) await showsGuard(viewer, { on: false });
});

test("S71 S73 who is ahead comes back when the guard goes on", async (world) => {
  const [a, b] = await world.enterAll("a", "b");
  await a.part("all-play").click();
  await b.plays();
  await a.seeksBy("前进 10 秒");
  await isAhead(a, b, 10);
  await a.part("guard").click();
  await areInStep(a, b);
  const { positionS } = await a.film();
  assert.ok(positionS < 20, `the room went on to ${positionS}`);
});

test("S72 S73 the room comes back to who is behind when they switch the guard on", async (world) => {
  const [a, b, c] = await world.enterAll("a", "b", "c");
  await a.part("all-seek").fill("0:00:30");
  await a.part("all-seek").press("Enter");
  await b.isAt(30, 0.2);
  await a.part("all-play").click();
  await b.plays();
  await b.seeksBy("后退 10 秒");
  await isAhead(a, b, 10);
  await b.part("guard").click();
  await areInStep(a, b);
  await areInStep(c, b);
  assert.ok((await a.film()).positionS < 30, "a was not brought back");
});

test("B1 the guard yields to the slowest of three", async (world) => {
  const [a, b, c] = await world.enterAll("9", "a", "zz");
  await a.part("all-play").click();
  await b.plays();
  await c.plays();
  await a.seeksBy("前进 10 秒");
  await b.seeksBy("前进 10 秒");
  await b.seeksBy("前进 10 秒");
  await isAhead(b, c, 20);
  await b.part("guard").click();
  await areInStep(a, c);
  await areInStep(b, c);
  assert.ok((await c.film()).positionS < 20);
});

test("B4 two holders are one guard and meet in one step", async (world) => {
  const line = world.line();
  const a = await world.enter("a");
  const b = await world.enter("b", { line });
  await a.part("all-play").click();
  await b.plays();
  await a.seeksBy("前进 10 秒");
  await isAhead(a, b, 10);
  // Neither has heard of the other's press.
  line.hold(true);
  await b.part("guard").click();
  await a.part("guard").click();
  await showsGuard(a, { on: true });
  line.hold(false);
  await eventually(async () => {
    assert.match(await a.part("guard").innerText(), /a、b|b、a/);
  });
  await areInStep(a, b);
  await neverJumps([a, b], 4000);
});

test("S74 B2 alone the guard does nothing", async (world) => {
  const [a] = await world.enterAll("a");
  await a.part("all-seek").fill("0:00:40");
  await a.part("all-seek").press("Enter");
  await a.isAt(40, 0.2);
  await a.part("all-play").click();
  await a.plays();
  await a.part("guard").click();
  await showsGuard(a, { on: true });
  await a.plays();
  await neverJumps([a], 5000);
  assert.ok((await a.film()).positionS > 40);
});

test("S74 B3 within the band nothing happens, and a pause is the room's", async (world) => {
  const [a, b] = await world.enterAll("a", "b");
  await a.part("all-play").click();
  await b.plays();
  await a.part("guard").click();
  await areInStep(a, b);
  await neverJumps([a, b], 4000);
  await b.button("暂停").click();
  await a.isPaused();
  await b.isPaused();
  await a.hears("b:全体暂停");
  await throughout(2000, async () => {
    assert.equal((await a.film()).isPaused, true, "the guard plays on");
  });
});

test("B2 who leaves is no longer waited for", async (world) => {
  const [a, b] = await world.enterAll("a", "b");
  await a.part("all-play").click();
  await b.plays();
  await a.part("guard").click();
  await areInStep(a, b);
  await b.page.close();
  await a.hears("【b】离开,当前【1】人");
  await a.plays();
  await neverJumps([a], 3000);
});

test("S72 the room waits for one who loads, names them, counts down and goes on without", async (world) => {
  const line = world.line();
  const a = await world.enter("a");
  const b = await world.enter("b", { line });
  line.setRate(300_000);
  await a.part("source-library").getByRole("button", { name: /heavy\.mp4/ })
    .click();
  for (const viewer of [a, b]) {
    await eventually(async () => {
      const { source, readyState } = await viewer.film();
      assert.match(source, /heavy\.mp4/);
      assert.ok(readyState >= 3);
    });
  }
  await a.part("all-play").click();
  await a.plays();
  await b.plays();
  await a.part("guard").click();
  await showsGuard(b, { on: true });
  line.setRate(500);
  const prompt = a.page.locator(".prompt", { hasText: "等 b 加载" });
  await prompt.waitFor({ timeout: 30_000 });
  await a.isPaused();
  await a.hears("守护：等 b 加载");
  const counts = new Set<string>();
  await eventually(async () => {
    const text = await prompt.innerText({ timeout: 300 });
    counts.add(/\d+/.exec(text)?.[0] ?? "");
    assert.ok(counts.size >= 3, `it counted ${[...counts]}`);
  });
  await a.hears(/守护：不再等 b/);
  await a.plays();
  line.setRate(null);
  await areInStep(a, b);
});

async function showsGuard(
  viewer: Viewer,
  { on }: { readonly on: boolean },
): Promise<void> {
  await eventually(async () => {
    const guard = viewer.part("guard");
    assert.equal(await guard.getAttribute("aria-pressed"), String(on));
    const colour = await guard.evaluate((button) =>
      getComputedStyle(button).color
    );
    assert.equal(colour, on ? YELLOW : WHITE);
  });
}

/** Waits until one is about so many seconds ahead of the other, and both play. */
async function isAhead(
  ahead: Viewer,
  behind: Viewer,
  byS: number,
): Promise<void> {
  await eventually(async () => {
    const spread = await spreadMs(ahead, behind);
    assert.ok(Math.abs(spread - byS * 1000) < 2500, `${spread} ms ahead`);
  });
  // The others must have heard of it as well.
  await eventually(async () => {
    const gap = behind.row(ahead.name).getByTestId("gap");
    const gapMs = Number(await gap.getAttribute("data-gap-ms"));
    assert.ok(Math.abs(gapMs + byS * 1000) < 2500, `the gap reads ${gapMs}`);
  });
}

/** Checks that films play on without a jump. */
async function neverJumps(
  viewers: readonly Viewer[],
  forMs: number,
): Promise<void> {
  const last = await Promise.all(viewers.map((viewer) => viewer.film()));
  await throughout(forMs, async () => {
    for (const [index, viewer] of viewers.entries()) {
      const before = last[index];
      const now = await viewer.film();
      last[index] = now;
      if (before === undefined) continue;
      const movedS = now.positionS - before.positionS;
      const passedS = (now.atMs - before.atMs) / 1000;
      assert.ok(movedS >= 0, `${viewer.name} jumped back by ${-movedS} s`);
      assert.ok(movedS < passedS + 0.5, `${viewer.name} jumped ${movedS} s`);
    }
  });
}
