import assert from "node:assert/strict";
import { focusOf } from "./controls.ts";
import { eventually } from "./eventually.ts";
import type { Viewer } from "./viewer.ts";
import { inWorld } from "./world.ts";

const test = inWorld({ films: ["long"] });

test("S19 S60 Escape leads from a message back to the film, keeps what was typed, and only then leaves a filled page", async (world) => {
  const a = await world.enter("a");
  await a.button("网页全屏").click();
  await isSized(a, "page");
  // A button that was clicked has Enter to itself.
  await a.part("player").focus();
  await a.page.keyboard.press("Enter");
  await a.page.keyboard.type("half a thought");
  await a.page.keyboard.press("Escape");
  await a.page.locator(".player:focus").waitFor();
  await isSized(a, "page");
  await a.page.keyboard.press("Space");
  await a.plays();
  assert.equal(await a.part("message-input").inputValue(), "half a thought");
  await a.page.keyboard.press("Enter");
  assert.match((await focusOf(a))?.called ?? "", /message-input/);
  await a.page.keyboard.press("Escape");
  await a.page.keyboard.press("Escape");
  await isSized(a, "place");
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
        await isSized(a, size);
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

async function isSized(
  viewer: Viewer,
  size: "place" | "page" | "screen",
): Promise<void> {
  await eventually(async () => {
    const now = await viewer.part("player").getAttribute("data-size");
    assert.equal(now, size);
  });
}
