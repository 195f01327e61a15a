import assert from "node:assert/strict";
import { eventually, throughout } from "./eventually.ts";
import { areInStep } from "./spread.ts";
import type { Viewer } from "./viewer.ts";
import { inWorld, type World } from "./world.ts";

// The policy of desktop browsers. To look into a page counts as a gesture of its viewer, so nobody
// looks into that of `b` before the others see that it is blocked.
const test = inWorld({
  flags: ["--autoplay-policy=document-user-activation-required"],
});

test("B18 where the browser blocks play a tap joins, and the others see who does not play yet", async (world) => {
  const [a, b] = await enterBlocked(world);
  await b.part("join").waitFor();
  assert.equal(await a.part("join").count(), 0);
  assert.equal((await b.film()).isPaused, true);
  await b.part("join").click();
  await b.plays();
  await areInStep(a, b);
  assert.equal((await b.film()).isMuted, false);
  assert.equal(await b.part("join").count(), 0);
  await eventually(async () => {
    assert.match(await a.row("b").innerText(), /播放/);
  });
});

test("B18 the guard does not wait for one whose browser blocks play", async (world) => {
  const [a] = await enterBlocked(world);
  await a.part("guard").click();
  await eventually(async () => {
    assert.equal(await a.part("guard").getAttribute("aria-pressed"), "true");
  });
  await a.plays();
  await throughout(3000, async () => {
    assert.equal((await a.film()).isPaused, false, "the room waits");
  });
});

test("B18 a tap on the picture joins as well", async (world) => {
  const [a, b] = await enterBlocked(world);
  await b.part("video").click({ position: { x: 250, y: 110 } });
  await b.plays();
  await areInStep(a, b);
});

/** A room that plays, and one whose browser plays nothing without a tap. */
async function enterBlocked(world: World): Promise<[Viewer, Viewer]> {
  const a = await world.enter("a");
  await a.part("all-play").click();
  await a.plays();
  const b = await world.enter("b", { isUnsure: true });
  await eventually(async () => {
    assert.match(await a.row("b").innerText({ timeout: 1000 }), /还没开始看/);
  });
  return [a, b];
}
