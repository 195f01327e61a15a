import assert from "node:assert/strict";
import { eventually, pause, throughout } from "./eventually.ts";
import { areInStep } from "./spread.ts";
import type { Viewer } from "./viewer.ts";
import { inWorld } from "./world.ts";

const test = inWorld();

/** What a browser says of a server that is away. */
const AWAY = /WebSocket|ERR_/;

test("S63 B14 after a restart under a playing film all are in step and in their rows, and nothing was told", async (world) => {
  const [a, b] = await world.enterAll("胡桃", "胡桃");
  await a.says("before");
  await b.hears("before");
  await a.part("all-play").click();
  await a.plays();
  await areInStep(a, b);
  for (const viewer of [a, b]) viewer.forgive(AWAY);
  const told = await b.lines();
  const from = await a.film();
  await world.app.restart(async () => {
    for (const viewer of [a, b]) {
      await isLost(viewer);
      await viewer.plays();
    }
  });
  for (const viewer of [a, b]) await viewer.isOpen();
  await areInStep(a, b);
  const to = await a.film();
  const movedS = to.positionS - from.positionS;
  const passedS = (to.atMs - from.atMs) / 1000;
  assert.ok(
    Math.abs(movedS - passedS) < 1,
    `the film moved ${movedS} s in ${passedS} s`,
  );
  await throughout(1500, async () => {
    for (const viewer of [a, b]) {
      assert.deepEqual(await viewer.lines(), told);
      assert.equal((await viewer.film()).isPaused, false);
    }
  });
  assert.match(await a.row("胡桃").innerText(), /我/);
  assert.match(await b.row("胡桃 (2)").innerText(), /我/);
  assert.equal(await a.part("users").getByTestId("user-row").count(), 2);

  await b.part("all-pause").click();
  await a.isPaused();
  await b.isPaused();
  await a.hears("胡桃 (2):全体暂停");
});

test("S63 S70 B14 a server that is away for 3 s is told to nobody, and the guard stays on", async (world) => {
  const [a, b] = await world.enterAll("a", "b");
  await a.part("guard").click();
  for (const viewer of [a, b]) {
    viewer.forgive(AWAY);
    await viewer.hears("a 打开守护");
  }
  const told = await a.lines();
  await world.app.restart(() => pause(3000));
  for (const viewer of [a, b]) await viewer.isOpen();
  await throughout(2000, async () => {
    for (const viewer of [a, b]) {
      assert.deepEqual(await viewer.lines(), told, viewer.name);
      const guard = viewer.part("guard");
      assert.equal(await guard.getAttribute("aria-pressed"), "true");
    }
  });
  await a.says("still here");
  await b.hears("still here");
});

test("S65 who does not come back after a restart is told to have left", async (world) => {
  const [a, b] = await world.enterAll("a", "b");
  for (const viewer of [a, b]) viewer.forgive(AWAY);
  await world.app.restart(() => b.page.close());
  await a.isOpen();
  await a.hears("【b】离开,当前【1】人");
  assert.equal(await a.row("b").count(), 0);
  assert.equal(await a.countTold(/连入/), 2);
});

test("S63 what is typed while the server is away stays in the box with the reason, and goes out by itself", async (world) => {
  const [a, b] = await world.enterAll("a", "b");
  for (const viewer of [a, b]) viewer.forgive(AWAY);
  await world.app.restart(async () => {
    await isLost(a);
    await a.says("typed in the dark");
    await a.page.getByText("断线了，连上以后自动发出去（文字还在）").waitFor();
    assert.equal(
      await a.part("message-input").inputValue(),
      "typed in the dark",
    );
  });
  for (const viewer of [a, b]) await viewer.isOpen();
  await b.hears("typed in the dark");
  await eventually(async () =>
    assert.equal(await a.part("message-input").inputValue(), "")
  );
  assert.equal(await b.countTold("typed in the dark"), 1);
});

test("B14 a lost link says when it is tried again, over a filled page too, and a command says why it does nothing", async (world) => {
  const line = world.line();
  const a = await world.enter("a", { line });
  a.forgive(AWAY);
  line.cut();
  await isLost(a);
  await eventually(async () => {
    const text = await a.part("connection").innerText();
    assert.match(text, /断线了[^]*(\d+ 秒后重连|正在重连)/);
  });
  await a.button("网页全屏").click();
  await a.part("player").getByText("断线了，正在重连…")
    .waitFor();
  await a.button("退出网页全屏").click();
  await a.part("all-play").click();
  await a.page.locator(".toast", {
    hasText: "断线了，没有送到，恢复连接后再试",
  })
    .waitFor();
  assert.equal((await a.film()).isPaused, true);
  line.mend();
  await a.isOpen();
  await eventually(async () => {
    assert.equal(await a.part("player").getByText("正在重连").count(), 0);
  });
  await a.part("all-play").click();
  await a.plays();
});

async function isLost(viewer: Viewer): Promise<void> {
  await eventually(async () => {
    const state = await viewer.part("connection").getAttribute("data-state");
    assert.equal(state, "lost", `${viewer.name} still has a link`);
  });
}
