import assert from "node:assert/strict";
import { eventually, pause, throughout } from "./eventually.ts";
import { areInStep } from "./spread.ts";
import type { Viewer } from "./viewer.ts";
import { inWorld } from "./world.ts";

const test = inWorld();

/** Frames that a page sends at once when it is shown, as at its first load or out of the browser's cache. */
function sentWhenShown(viewer: Viewer, persisted: boolean): Promise<number> {
  return viewer.page.evaluate((persisted) => {
    const { send } = WebSocket.prototype;
    let count = 0;
    WebSocket.prototype.send = () => count++;
    dispatchEvent(new PageTransitionEvent("pageshow", { persisted }));
    WebSocket.prototype.send = send;
    return count;
  }, persisted);
}

test("S40 S42 a restart keeps film, position and speed of a room that stands", async (world) => {
  const [a] = await world.enterAll("a");
  a.forgive(/WebSocket|ERR_|Failed to load/);
  await a.part("all-rate").selectOption("1.25");
  await a.part("all-seek").fill("0:00:40");
  await a.part("all-seek").press("Enter");
  await a.isAt(40, 0.1);
  await world.app.restart();
  await a.isOpen();
  const b = await world.enter("b");
  await b.isAt(40, 0.1);
  assert.equal(await b.part("all-rate").inputValue(), "1.25");
  assert.equal((await b.film()).isPaused, true);
});

test("B14 a link that breaks comes back by itself, with the state of the room", async (world) => {
  const line = world.line();
  const a = await world.enter("a", { line });
  const b = await world.enter("b");
  a.forgive(/WebSocket|ERR_|Failed to load/);
  assert.equal(await sentWhenShown(a, false), 0, "a load is no return");
  assert.ok(await sentWhenShown(a, true) > 0);
  line.cut();
  await eventually(async () => {
    const state = await a.part("connection").getAttribute("data-state");
    assert.equal(state, "lost");
  });
  // What happens meanwhile is made up for.
  await b.part("all-seek").fill("0:00:12");
  await b.part("all-seek").press("Enter");
  await b.part("all-play").click();
  await b.plays();
  await b.says("while you were away");
  line.mend();
  await a.isOpen();
  await a.hears("while you were away");
  await a.plays();
  await areInStep(a, b);
});

test("S67 B14 a network that was gone while the room went elsewhere is told in one calm line, to whom it was gone alone", async (world) => {
  const line = world.line();
  const a = await world.enter("a", { line });
  const b = await world.enter("b");
  a.forgive(/WebSocket|ERR_|Failed to load/);
  await a.part("all-play").click();
  for (const viewer of [a, b]) await viewer.plays();
  await areInStep(a, b);
  line.cut();
  await eventually(async () => {
    const state = await a.part("connection").getAttribute("data-state");
    assert.equal(state, "lost");
  });
  // The film plays on from what is loaded of it.
  await a.plays();
  await b.part("all-seek").fill("0:00:30");
  await b.part("all-seek").press("Enter");
  await b.isAt(32, 3);
  await pause(1500);
  line.mend();
  const back = a.page.locator("li.toast", {
    hasText: /^断线 \d+ 秒，画面已回到房间的进度$/,
  });
  await back.first().waitFor();
  assert.equal(await back.count(), 1);
  await areInStep(a, b);
  await throughout(1500, async () => {
    assert.ok(await back.count() <= 1);
  });
  const toasts = await b.page.locator("li.toast").allInnerTexts();
  assert.ok(toasts.every((text) => !text.includes("断线")), String(toasts));
  assert.equal(await b.countTold(/卡了/), 0);
});
