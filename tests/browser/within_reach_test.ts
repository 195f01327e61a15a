import assert from "node:assert/strict";
import { findBarriers } from "./axe.ts";
import { focusOf } from "./controls.ts";
import { eventually, throughout } from "./eventually.ts";
import type { Viewer } from "./viewer.ts";
import { inWorld } from "./world.ts";

const test = inWorld({ films: ["long"] });

test("S19 S60 Escape leads from a message back to the film, keeps what was typed, and only then leaves a filled page", async (world) => {
  const a = await world.enter("a");
  await a.button("网页全屏").click();
  await a.isSized("page");
  // A button that was clicked has Enter to itself.
  await a.part("player").focus();
  await a.page.keyboard.press("Enter");
  await a.page.keyboard.type("half a thought");
  await a.page.keyboard.press("Escape");
  await a.page.locator(".player:focus").waitFor();
  await a.isSized("page");
  await a.page.keyboard.press("Space");
  await a.plays();
  assert.equal(await a.part("message-input").inputValue(), "half a thought");
  await a.page.keyboard.press("Enter");
  assert.match((await focusOf(a))?.called ?? "", /message-input/);
  await a.page.keyboard.press("Escape");
  await a.page.keyboard.press("Escape");
  await a.isSized("place");
});

test("S26 S29 what is opened last in the menu is in sight, and the menu within the picture", async (world) => {
  const a = await world.enter("a");
  await a.part("settings").getByRole("button").first().click();
  const fold = a.part("subtitles");
  await fold.locator("summary").click();
  const first = fold.locator("input").first();
  await eventually(async () => {
    const inSight = await first.evaluate((input) => {
      const { top, bottom } = input.getBoundingClientRect();
      const menu = input.closest(".menu")?.getBoundingClientRect();
      return menu !== undefined && top >= menu.top && bottom <= menu.bottom;
    });
    assert.ok(inSight, "it opened out of sight");
  });
  const menu = await a.page.locator(".menu").boundingBox();
  const player = await a.part("player").boundingBox();
  assert.ok(menu !== null && player !== null);
  assert.ok(menu.y >= player.y && menu.height <= player.height);
});

for (const isPhone of [false, true]) {
  test(`S23 on a ${isPhone ? "phone" : "desktop"} the field stays where it is as colour and place come`, async (world) => {
    const a = await world.enter("a", { isPhone });
    const place = async () => {
      const box = await a.part("message-input").boundingBox();
      const { height } = a.page.viewportSize() ?? { height: 0 };
      assert.ok(box !== null);
      // From the foot where the player has the page: the screen's keyboard comes from there.
      return { x: box.x, y: box.y, height };
    };
    for (const size of ["place", "page"] as const) {
      if (size === "page") {
        await a.page.evaluate(() => {
          Object.defineProperty(document, "fullscreenEnabled", {
            value: false,
          });
        });
        await a.button("全屏").click();
        await a.isSized(size);
      }
      const before = await place();
      await a.part("message-kind").selectOption("danmaku");
      await a.page.getByLabel("弹幕颜色").waitFor();
      assert.deepEqual(await place(), before, size);
      await a.part("message-kind").selectOption("element");
    }
  });
}

test("S37 S79 on a phone speed and buffer stand at the left, and the gaps beside them", async (world) => {
  const a = await world.enter("a", { isPhone: true });
  await world.enter("b");
  await a.gapLine("b").waitFor();
  const net = await a.part("net").boundingBox();
  const gaps = await a.part("gaps").boundingBox();
  assert.ok(net !== null && gaps !== null);
  assert.ok(net.x < 16, `it begins at ${net.x}`);
  assert.ok(gaps.x >= net.x + net.width);
});

test("S37 S87 who is behind reads so over the picture, in a colour by its size, and is told how many more there are", async (world) => {
  const a = await world.enter("a");
  const b = await world.enter("b");
  for (const name of ["c", "d", "e", "f", "g", "h"]) await world.enter(name);
  const gaps = a.part("gaps");
  await gaps.getByText("+2", { exact: true }).waitFor();
  assert.equal(await gaps.locator("li").count(), 6);
  const line = a.gapLine("b");
  await line.getByTestId("gap").and(a.page.locator(".gap-level")).waitFor();
  await a.part("source-library").getByRole("button", { name: /long\.mp4/ })
    .click();
  await eventually(async () => {
    const { durationS } = await b.film();
    assert.ok(durationS > 10_000);
  });
  for (let times = 0; times < 3; times++) {
    await b.seeksBy("前进 10 秒");
  }
  await line.getByText("落后", { exact: true }).waitFor();
  const colour = (of: Viewer, part: string) =>
    of.page.locator(part).first().evaluate((it) => getComputedStyle(it).color);
  assert.equal(await colour(a, ".gaps .gap-far"), "rgb(255, 128, 120)");
  assert.equal(await colour(a, ".vw-gap .gap-far"), "rgb(255, 128, 120)");
  await b.gapLine("a").getByText("领先", { exact: true }).waitFor();
});

for (const isPhone of [false, true]) {
  test(`S60 S63 in fullscreen on a ${isPhone ? "phone" : "desktop"} what was said last is read by a press and by a key, and is closed at first`, async (world) => {
    const a = await world.enter("a", { isPhone });
    const b = await world.enter("b");
    for (let n = 1; n <= 30; n++) await b.says(`line ${n}`);
    await a.hears("line 30");
    const key = a.part("past-key");
    assert.equal(await key.isVisible(), false, "beside the film");
    await a.page.keyboard.press("h");
    assert.equal(await a.part("past").count(), 0);

    await a.button("全屏").click();
    await a.isSized("screen");
    assert.equal(await a.part("past").count(), 0, "open by itself");
    await key.click();
    const past = a.part("past");
    await isReadable(a, "line 30");
    assert.deepEqual(await findBarriers(a.page), []);
    const box = await past.boundingBox();
    const player = await a.part("player").boundingBox();
    const bar = await a.page.locator(".ctl").boundingBox();
    assert.ok(box !== null && player !== null && bar !== null);
    assert.ok(box.x >= player.x && box.x + box.width <= player.width);
    assert.ok(box.y + box.height <= bar.y + 1, "it lies over the controls");
    // It has the keys, the arrows scroll it and do not move the film.
    const { positionS } = await a.film();
    await a.page.keyboard.press("ArrowUp");
    await throughout(200, async () => {
      assert.equal((await a.film()).positionS, positionS);
    });
    await b.says("and one more");
    await isReadable(a, "and one more");
    await past.getByRole("button", { name: "收起聊天" }).click();
    await past.waitFor({ state: "detached" });

    await a.part("player").focus();
    await a.page.keyboard.press("h");
    await a.page.locator(".past-list:focus").waitFor();
    await a.page.keyboard.press("h");
    await past.waitFor({ state: "detached" });
    await a.page.locator(".player:focus").waitFor();
  });
}

/** A line of what was said last is in sight. */
async function isReadable(viewer: Viewer, text: string): Promise<void> {
  const line = viewer.part("past").getByText(text, { exact: true });
  await eventually(async () => {
    const inSight = await line.evaluate((line) => {
      const { top, bottom } = line.getBoundingClientRect();
      const list = line.closest(".past-list")?.getBoundingClientRect();
      return list !== undefined && top >= list.top - 1 &&
        bottom <= list.bottom + 1;
    });
    assert.ok(inSight, `${text} is out of sight`);
  });
}
