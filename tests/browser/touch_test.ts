import assert from "node:assert/strict";
import { eventually } from "./eventually.ts";
import { fingerOf } from "./finger.ts";
import { inWorld } from "./world.ts";

const test = inWorld();

test("S29 S60 on a phone a wide film turns the screen that it fills, and what is open is named once, by its tab", async (world) => {
  const a = await world.profile("a", { isPhone: true });
  await a.page.addInitScript(() => {
    Object.assign(screen.orientation, {
      lock: (to: string) => {
        document.documentElement.dataset.turned = to;
        return Promise.resolve();
      },
    });
  });
  await a.enter(world.address("a"));
  await a.button("全屏").click();
  await a.page.locator("html[data-turned=landscape]").waitFor();
  await a.button("退出全屏").click();
  const heading = a.page.locator(".at-talk > summary");
  await a.part("messages").waitFor();
  assert.ok((await heading.boundingBox())?.height === 1);
  // What was folded elsewhere can be opened here.
  await a.page.locator(".at-talk").evaluate((panel) =>
    panel.removeAttribute("open")
  );
  await heading.click();
  await a.part("messages").waitFor();
});

test("S30 S45 S46 S79 on a phone taps jump and play, a finger moves along the film, the page scrolls under it, and figures come and go with the controls", async (world) => {
  await Deno.writeTextFile(`${world.app.mediaDir}/broken.mp4`, "no film");
  const a = await world.enter("a", { isPhone: true });
  const finger = await fingerOf(a);
  // What is said stays; what is shown passes.
  const says = (text: string) =>
    a.page.locator(".touch [role=status]", { hasText: text }).waitFor();
  const player = a.part("player");
  const height = (await player.boundingBox())?.height;

  // The first touch of all fetches what understands it.
  await finger.tap([0.85, 0.45]);
  await finger.tap([0.85, 0.45]);
  await a.isAt(10);
  await says("前进 10 秒");
  // Taps add up: the third of a row is a second jump.
  for (let tap = 0; tap < 3; tap++) await finger.tap([0.15, 0.45]);
  await says("后退 20 秒");
  await a.isAt(0);

  await finger.press([0.3, 0.45], [0.7, 0.45]);
  await a.page.locator(".touch-mark b").waitFor();
  assert.equal((await a.film()).positionS, 0, "sought before it was lifted");
  await finger.lift();
  await eventually(async () => {
    const { positionS } = await a.film();
    assert.ok(positionS > 15 && positionS < 30, `at ${positionS}`);
  });

  // Up and down is the page's, here.
  await a.page.locator(".tabs").getByRole("button", { name: "详情" }).click();
  const before = await a.page.evaluate(() => scrollY);
  await finger.press([0.8, 0.5], [0.8, 0.05]);
  await finger.lift();
  await eventually(async () =>
    assert.ok(await a.page.evaluate(() => scrollY) > before)
  );
  assert.equal((await a.film()).volume, 0.2);
  await a.page.evaluate(() => scrollTo(0, 0));

  await finger.tap([0.5, 0.45]);
  await finger.tap([0.5, 0.45]);
  await a.plays();
  // One tap hides the controls and the figures, and one shows them.
  const figures = a.page.locator(".over-low", { has: a.part("net") });
  for (const [rests, opacity] of [["true", "0"], ["false", "1"]]) {
    await finger.tap([0.5, 0.45]);
    await eventually(async () => {
      assert.equal(await player.getAttribute("data-rest"), rests);
      const shown = await figures.evaluate((one) =>
        getComputedStyle(one).opacity
      );
      assert.equal(shown, opacity);
    });
    assert.equal(await a.part("guard").isVisible(), true);
  }

  await a.button("全屏").click();
  await eventually(async () =>
    assert.notEqual(await player.getAttribute("data-size"), "place")
  );
  await finger.press([0.8, 0.5], [0.8, 0.3]);
  await a.page.locator(".touch-gauge").waitFor();
  await finger.lift();
  await eventually(async () => {
    const { volume } = await a.film();
    assert.ok(volume > 0.3 && volume < 0.5, `the volume is ${volume}`);
  });
  await a.hears(/播放/);

  await a.button("退出全屏").click();
  await a.page.locator(".tabs").getByRole("button", { name: "片源" }).click();
  await a.part("source-library").getByRole("button", { name: /broken/ })
    .click();
  await a.page.locator(".card.problem").waitFor();
  const edges = async (part: string) => {
    const box = await a.page.locator(part).boundingBox();
    assert.ok(box !== null, `${part} is not there`);
    return { top: box.y, end: box.y + box.height };
  };
  await eventually(async () => {
    const box = await edges(".player");
    assert.equal(box.end - box.top, height, "the reason moves the page");
    const card = await edges(".problem");
    assert.ok(card.top >= (await edges(".guard")).end, "it covers the guard");
    assert.ok(card.end <= (await edges(".ctl")).top, "it covers the controls");
    const button = await edges(".problem .btn");
    assert.ok(button.end <= card.end, "its button is cut off");
  });
});
