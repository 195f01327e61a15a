import assert from "node:assert/strict";
import { eventually } from "./eventually.ts";
import { inWorld } from "./world.ts";

const test = inWorld();

/** Film that is watched meanwhile, in s. */
const WATCHED_S = 5;
/** What a page with one other viewer may ask for in that time: 6 or 7 were seen, 26 without `useSteadyEffect`. */
const FRAMES_MAX = 15;

test("a page whose film plays asks for a frame where it has something to draw, not at each look", async (world) => {
  const a = await world.profile("a");
  await a.page.addInitScript(() => {
    const asks = globalThis.requestAnimationFrame.bind(globalThis);
    Reflect.set(globalThis, "asked", 0);
    globalThis.requestAnimationFrame = (call) => {
      Reflect.set(globalThis, "asked", Reflect.get(globalThis, "asked") + 1);
      return asks(call);
    };
  });
  await a.enter(world.address("a"));
  await a.part("info").getByText("H.264").waitFor();
  await world.enter("b");
  await a.part("all-play").click();
  await a.plays();
  const { positionS: settlesAtS } = await a.film();
  const reaches = (positionS: number) =>
    eventually(async () => {
      assert.ok((await a.film()).positionS >= positionS);
    });
  await reaches(settlesAtS + 3);
  const asked = () =>
    a.page.evaluate(() => Number(Reflect.get(globalThis, "asked")));
  const before = await asked();
  const { positionS } = await a.film();
  await reaches(positionS + WATCHED_S);
  const frames = await asked() - before;
  assert.ok(frames <= FRAMES_MAX, `${frames} frames in ${WATCHED_S} s`);
});
