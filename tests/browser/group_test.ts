import assert from "node:assert/strict";
import type { Locator } from "playwright-core";
import { eventually, pause, throughout } from "./eventually.ts";
import { systemMediaOf } from "./media_keys.ts";
import { areInStep } from "./spread.ts";
import type { Viewer } from "./viewer.ts";
import { inWorld } from "./world.ts";

const test = inWorld();

test('S38 S39 all-play and all-pause, and media keys, move everyone in step and tell "a:全体播放"', async (world) => {
  const [a, b] = await world.enterAll("a", "b");
  const c = await world.profile("c");
  const media = await systemMediaOf(c);
  await c.enter(world.address("c"));
  await a.part("all-play").click();
  for (const viewer of [a, b, c]) await viewer.plays();
  for (const viewer of [a, b, c]) await viewer.hears("a:全体播放");
  await areInStep(a, b);
  await areInStep(a, c);

  await b.part("all-pause").click();
  for (const viewer of [a, b, c]) {
    await viewer.isPaused();
    await viewer.hears("b:全体暂停");
  }
  await standTogether([a, b, c]);

  // What has played is the system's to show, and its keys are everyone's.
  await eventually(async () => assert.equal(await media.state(), "paused"));
  assert.equal(await media.title(), "001.mp4");
  await media.press("play");
  for (const viewer of [a, b, c]) await viewer.plays();
  await a.hears("c:全体播放");
  assert.equal(await c.button("回到房间").count(), 0);
});

test('S40 B18 all-sync-to-me brings everyone to where I am now and tells "全体向a同步到…"', async (world) => {
  const [a, b] = await world.enterAll("a", "b");
  await b.part("all-play").click();
  await a.plays();
  await a.seeksBy("前进 10 秒");
  await b.hears(/^a:跳到/);
  await a.part("all-sync-to-me").click();
  await b.hears(/^全体向a同步到\d/);
  await areInStep(a, b);
  const { positionS } = await b.film();
  assert.ok(positionS > 10, `b is at ${positionS}`);
});

test("S41 all-seek brings everyone to a position", async (world) => {
  const [a, b] = await world.enterAll("a", "b");
  await a.part("all-seek").fill("0:01:00");
  await a.part("all-seek").press("Enter");
  await a.isAt(60, 0.05);
  await b.isAt(60, 0.05);
  await b.hears(/^a:全体跳到0?0:01:00$/);
  await eventually(async () =>
    assert.equal(await a.part("all-seek").inputValue(), "")
  );
});

test("S41 all-seek says what is wrong with a time", async (world) => {
  const [a, b] = await world.enterAll("a", "b");
  for (
    const [text, sentence] of [
      ["soon", "时间要写成 时:分:秒"],
      ["9:00:00", "影片只有"],
      ["-0:00:05", "时间要写成 时:分:秒"],
    ] as const
  ) {
    await a.part("all-seek").fill(text);
    await a.part("all-seek").press("Enter");
    await a.page.locator(".toast", { hasText: sentence }).first().waitFor();
  }
  assert.equal(await b.countTold(/全体跳到/), 0);
  await b.isAt(0, 0.01);
});

test("S42 B16 all-rate changes everyone's speed, a newcomer gets it, and 1 brings it back", async (world) => {
  const [a, b] = await world.enterAll("a", "b");
  await a.part("all-rate").selectOption("1.5");
  await b.hears("a:全体1.5倍速");
  await a.part("all-play").click();
  await hasSpeed(a, 1.5);
  await hasSpeed(b, 1.5);
  const c = await world.enter("c");
  await c.plays();
  await hasSpeed(c, 1.5);
  assert.equal(await c.part("all-rate").inputValue(), "1.5");
  await areInStep(a, c);
  await c.part("all-rate").selectOption("1");
  for (const viewer of [a, b, c]) await hasSpeed(viewer, 1);
  await b.hears("c:全体1倍速");
});

test("S42 all-rate offers 0.25 to 4", async (world) => {
  const [a] = await world.enterAll("a");
  const offered = await a.part("all-rate").locator("option").evaluateAll(
    (options) => options.map((option) => option.getAttribute("value")),
  );
  assert.deepEqual(
    offered,
    ["0.25", "0.5", "0.75", "1", "1.25", "1.5", "2", "3", "4"],
  );
});

test("S42 a late joiner lands on the room's position and plays with it", async (world) => {
  const [a] = await world.enterAll("a");
  await a.part("all-seek").fill("0:00:20");
  await a.part("all-seek").press("Enter");
  await a.isAt(20, 0.1);
  await a.part("all-play").click();
  await a.plays();
  const b = await world.enter("b");
  await b.plays();
  await areInStep(a, b);
  assert.ok((await b.film()).positionS > 20);
});

test("S38 S39 a storm of commands ends in one state for all", async (world) => {
  const [a, b] = await world.enterAll("a", "b");
  const storm = (viewer: Viewer) =>
    viewer.page.evaluate(() => {
      for (let turn = 0; turn < 8; turn++) {
        for (const id of ["all-play", "all-pause"]) {
          document.querySelector<HTMLElement>(`[data-testid=${id}]`)?.click();
        }
      }
    });
  await Promise.all([storm(a), storm(b)]);
  await standTogether([a, b]);
  await a.part("all-play").click();
  await a.plays();
  await b.plays();
  await areInStep(a, b);
  // A burst of one sort by one viewer is told by its first and its last.
  assert.ok(await a.countTold("b:全体播放") <= 2);
  assert.ok(await b.countTold("b:全体暂停") <= 2);
});

test("S38 a button shows as busy until the room has answered", async (world) => {
  const line = world.line();
  const a = await world.enter("a", { line });
  line.hold(true);
  await a.part("all-play").click();
  await eventually(async () =>
    assert.equal(await a.part("all-play").getAttribute("aria-busy"), "true")
  );
  line.hold(false);
  await eventually(async () =>
    assert.notEqual(await a.part("all-play").getAttribute("aria-busy"), "true")
  );
  await a.plays();
});

test("S38 S45 at the film too a press shows as busy where it is the room's, until that has answered", async (world) => {
  const line = world.line();
  const a = await world.enter("a", { line });
  const bar = a.page.getByRole("slider", { name: "进度" });
  const play = a.part("player").locator("button.tool").first();
  const isBusy = (part: Locator, is: boolean) =>
    eventually(async () =>
      assert.equal(await part.getAttribute("aria-busy") === "true", is)
    );
  line.hold(true);
  await a.button("播放").click();
  await isBusy(play, true);
  await isBusy(bar, false);
  line.hold(false);
  await a.plays();
  await isBusy(play, false);
  line.hold(true);
  await bar.press("PageUp");
  await isBusy(bar, true);
  await isBusy(play, false);
  line.hold(false);
  await a.isAt(60, 8);
  await isBusy(bar, false);
});

test("S38 a press that comes more than 2 s late is refused and its sender told", async (world) => {
  const line = world.line();
  const a = await world.enter("a", { line });
  const b = await world.enter("b");
  line.hold(true);
  await a.part("all-play").click();
  await pause(2600);
  line.hold(false);
  await a.page.locator(".toast", { hasText: "这一下到得太晚" }).waitFor();
  await throughout(700, async () => {
    assert.equal((await b.film()).isPaused, true);
  });
  assert.equal(await b.countTold("a:全体播放"), 0);
});

async function hasSpeed(viewer: Viewer, speed: number): Promise<void> {
  await eventually(async () => {
    const { rate } = await viewer.film();
    // Steering bends the speed by up to 8 % for a moment.
    assert.ok(
      Math.abs(rate - speed) <= speed * 0.09,
      `${viewer.name} plays at ${rate}, not at ${speed}`,
    );
  });
}

async function standTogether(viewers: readonly Viewer[]): Promise<void> {
  await eventually(async () => {
    const films = await Promise.all(viewers.map((viewer) => viewer.film()));
    assert.ok(films.every(({ isPaused }) => isPaused), "a film still plays");
    const positions = films.map(({ positionS }) => positionS);
    const apart = Math.max(...positions) - Math.min(...positions);
    assert.ok(apart < 0.05, `they stand at ${positions}`);
  });
}
