import assert from "node:assert/strict";
import { eventually, throughout } from "./eventually.ts";
import { areInStep } from "./spread.ts";
import type { Viewer } from "./viewer.ts";
import { inWorld } from "./world.ts";

const test = inWorld();

test("S30 S41 a jump to the end of a film that plays rests there, and shows nobody its beginning", async (world) => {
  const [a, b] = await world.enterAll("a", "b");
  await a.part("all-seek").fill("0:00:20");
  await a.part("all-seek").press("Enter");
  await a.part("all-play").click();
  for (const viewer of [a, b]) await viewer.plays();
  await areInStep(a, b);
  for (const viewer of [a, b]) await watchPlaces(viewer);
  await a.part("all-seek").fill("0:01:04");
  await a.part("all-seek").press("Enter");
  for (const viewer of [a, b]) {
    const { durationS } = await viewer.film();
    await viewer.isPaused();
    await viewer.isAt(durationS, 0.1);
  }
  await throughout(3000, async () => {
    for (const viewer of [a, b]) {
      const leastS = Math.min(...await placesOf(viewer));
      assert.ok(leastS > 19, `${viewer.name} was at ${leastS} s`);
      const { isPaused, positionS, durationS } = await viewer.film();
      assert.ok(isPaused && durationS - positionS < 0.1);
    }
  });
  await b.part("all-play").click();
  for (const viewer of [a, b]) {
    await eventually(async () => {
      const { positionS, isPaused } = await viewer.film();
      assert.ok(!isPaused && positionS < 30, `${viewer.name} at ${positionS}`);
    });
  }
  await areInStep(a, b);
});

/** Notes where the film is whenever the element says something. */
function watchPlaces({ page }: Viewer): Promise<void> {
  return page.evaluate(() => {
    const video = document.querySelector("video");
    if (video === null) throw new Error("There is no video element");
    const places: number[] = [];
    Reflect.set(globalThis, "places", places);
    const types = ["play", "playing", "seeking", "seeked", "timeupdate"];
    for (const type of [...types, "pause", "ended"]) {
      video.addEventListener(type, () => places.push(video.currentTime));
    }
  });
}

function placesOf({ page }: Viewer): Promise<number[]> {
  return page.evaluate(() => Reflect.get(globalThis, "places") as number[]);
}
