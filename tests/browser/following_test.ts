import assert from "node:assert/strict";
import { eventually, throughout } from "./eventually.ts";
import { areInStep, spreadMs } from "./spread.ts";
import type { Viewer } from "./viewer.ts";
import { inWorld } from "./world.ts";

const test = inWorld();

test("S43 S44 S83 my own play and pause move me alone, and all are told", async (world) => {
  const [a, b] = await world.enterAll("a", "b");
  await a.button("播放").click();
  await a.plays();
  await b.hears("a:播放");
  await stands(b);
  await a.button("暂停").click();
  await a.isPaused();
  await b.hears("a:暂停");
  await stands(b);
  await eventually(async () => {
    assert.match(await b.row("a").innerText(), /自由/);
    assert.match(await b.row("b").innerText(), /跟随/);
  });
});

test("S45 S46 S51 S83 my own seeks move me alone", async (world) => {
  const [a, b] = await world.enterAll("a", "b");
  await a.seeksBy("前进 10 秒");
  await a.isAt(10);
  await a.seeksBy("前进 10 秒");
  await a.isAt(20);
  await a.seeksBy("后退 10 秒");
  await a.isAt(10);
  await b.hears(/^a:跳到/);
  const bar = a.page.getByRole("slider", { name: "进度" });
  await bar.focus();
  await bar.press("PageUp");
  await a.isAt(64, 6);
  await bar.press("Home");
  await a.isAt(0);
  const box = await bar.boundingBox();
  assert.ok(box !== null);
  await a.page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  await a.isAt(32, 1);
  await stands(b);
  await b.isAt(0, 0.01);
});

test("S47 S48 mute and volume are mine and told to nobody", async (world) => {
  const [a, b] = await world.enterAll("a", "b");
  const before = (await b.lines()).length;
  await a.button("静音").click();
  await eventually(async () => assert.equal((await a.film()).isMuted, true));
  await a.button("取消静音").click();
  await eventually(async () => assert.equal((await a.film()).isMuted, false));
  await a.page.getByLabel("音量").fill("1");
  await eventually(async () => assert.equal((await a.film()).volume, 1));
  assert.equal((await b.film()).volume, 0.2);
  assert.equal((await b.film()).isMuted, false);
  assert.equal((await b.lines()).length, before);
});

test("S49 S50 my own speed is mine, and told", async (world) => {
  const [a, b] = await world.enterAll("a", "b");
  await a.page.locator("select.speed").selectOption("2");
  await eventually(async () => assert.equal((await a.film()).rate, 2));
  await b.hears("a:2倍速");
  assert.equal((await b.film()).rate, 1);
  await a.page.locator("select.speed").selectOption("1");
  await eventually(async () => assert.equal((await a.film()).rate, 1));
  assert.equal(await a.part("all-rate").inputValue(), "1");
});

test("S43 a free viewer is one tap away from the room", async (world) => {
  const [a, b] = await world.enterAll("a", "b");
  await a.part("all-play").click();
  await a.plays();
  await a.seeksBy("前进 10 秒");
  await eventually(async () => {
    assert.ok(Math.abs(await spreadMs(a, b)) > 5000);
  });
  // A free viewer stays where they went.
  await throughout(1500, async () => {
    const [mine, theirs] = await Promise.all([a.film(), b.film()]);
    assert.ok(mine.positionS - theirs.positionS > 5);
  });
  await a.button("回到房间").click();
  await areInStep(a, b);
  await b.hears("a 回到房间进度");
  assert.equal(await a.button("回到房间").count(), 0);
});

test("S38 a room command makes a free viewer follow", async (world) => {
  const [a, b] = await world.enterAll("a", "b");
  await a.seeksBy("前进 10 秒");
  await a.isAt(10);
  await b.part("all-play").click();
  await a.plays();
  await b.plays();
  await areInStep(a, b);
  await eventually(async () => {
    assert.match(await b.row("a").innerText(), /跟随/);
  });
});

test("S35 S37 sync-to one who follows brings me back to the room", async (world) => {
  const [a, b] = await world.enterAll("a", "b");
  await a.part("all-play").click();
  await b.plays();
  for (const way of [a.row("b"), a.gapLine("b")]) {
    await a.seeksBy("前进 10 秒");
    await a.button("回到房间").waitFor();
    await way.getByTestId("sync-to").click();
    await areInStep(a, b);
    await eventually(async () => {
      assert.match(await b.row("a").innerText(), /跟随/);
    });
  }
});

test("S35 S37 B5 sync-to one who is free puts me beside them, where they are now", async (world) => {
  const [a, b, c] = await world.enterAll("a", "b", "c");
  await a.part("all-play").click();
  for (const viewer of [a, b, c]) await viewer.plays();
  await b.seeksBy("前进 10 秒");
  await b.seeksBy("前进 10 秒");
  await eventually(async () => {
    const text = await a.row("b").innerText();
    assert.match(text, /自由/);
    assert.match(text, /播放/);
    assert.match(text, /-(19|20)\.\d s/);
  });
  await a.row("b").getByTestId("sync-to").click();
  await eventually(async () => {
    const spread = await spreadMs(a, b);
    assert.ok(Math.abs(spread) < 250, `a is ${spread} ms ahead of b`);
  });
  await c.hears("a 同步到 b");
  await eventually(async () => {
    assert.match(await c.row("a").innerText(), /自由/);
  });
  const [mine, theirs] = await Promise.all([a.film(), c.film()]);
  assert.ok(mine.positionS - theirs.positionS > 10, "a went with the room");
  // She pauses on her own: that is no business of mine.
  await b.button("暂停").click();
  await b.isPaused();
  await a.plays();
});

test("S83 what moves the element from outside counts as my act", async (world) => {
  const [a, b] = await world.enterAll("a", "b");
  await a.part("all-play").click();
  await b.plays();
  await a.plays();
  await a.page.evaluate(() => document.querySelector("video")?.pause());
  await b.hears("a:暂停");
  await a.isPaused();
  await b.plays();
  await throughout(1000, async () => {
    assert.equal((await a.film()).isPaused, true, "the room took it back");
  });
});

test("S83 alone, my own play is the room's, and whoever joins lands there", async (world) => {
  const [a] = await world.enterAll("a");
  await a.button("播放").click();
  await a.plays();
  await a.seeksBy("前进 10 秒");
  await a.isAt(10, 5);
  const b = await world.enter("b");
  await b.plays();
  await areInStep(a, b);
  assert.ok((await b.film()).positionS > 10);
});

async function stands(viewer: Viewer): Promise<void> {
  await throughout(500, async () => {
    const { isPaused, positionS } = await viewer.film();
    assert.ok(isPaused && positionS === 0, `${viewer.name} moved`);
  });
}
