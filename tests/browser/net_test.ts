import assert from "node:assert/strict";
import type { Locator } from "playwright-core";
import { eventually, throughout } from "./eventually.ts";
import type { Viewer } from "./viewer.ts";
import { inWorld } from "./world.ts";

const test = inWorld({ films: ["heavy"] });

/** 100 KB/s. */
const RATE = 100 * 1024;

test("S79 S85 B12 T2 the speed shown is that of the line within a quarter", async (world) => {
  const line = world.line();
  const a = await world.enter("a", { line });
  line.setRate(RATE);
  await a.part("source-library").getByRole("button", { name: /heavy\.mp4/ })
    .click();
  await eventually(async () => {
    const shown = await speedKBps(a);
    assert.ok(
      shown >= 75 && shown <= 125,
      `${shown} KB/s are shown for 100`,
    );
  }, { withinMs: 25_000 });
  // The panel's last download and the row say the same.
  const info = await a.part("info").innerText();
  const told = Number(/上次缓存\s*(\d+) KB\/s/.exec(info)?.[1]);
  assert.ok(told >= 70 && told <= 130, info);
  const net = await a.part("net").boundingBox();
  const picture = await a.part("video").boundingBox();
  assert.ok(net !== null && picture !== null);
  assert.ok(net.x - picture.x < 40 && net.y > picture.y + picture.height / 2);
});

test("S78 S79 B12 speed and buffer are never negative, also after a seek back", async (world) => {
  const line = world.line();
  const a = await world.enter("a", { line });
  line.setRate(4 * RATE);
  await a.part("source-library").getByRole("button", { name: /heavy\.mp4/ })
    .click();
  await eventually(async () => assert.ok(await speedKBps(a) > 0));
  const bar = a.page.getByRole("slider", { name: "进度" });
  for (const key of ["PageUp", "Home", "ArrowRight", "Home"]) {
    await bar.press(key);
    await throughout(700, async () => {
      const text = await a.part("net").innerText();
      assert.doesNotMatch(text, /-\d/, text);
      assert.doesNotMatch(await a.part("info").innerText(), /-\d/);
    });
  }
  await eventually(async () => {
    const text = await a.part("net").innerText();
    const told = Number(/缓存 ([\d.]+) 秒/.exec(text)?.[1]);
    const aheadS = await a.page.evaluate(() => {
      const video = document.querySelector("video");
      if (video === null) return NaN;
      for (let index = 0; index < video.buffered.length; index++) {
        const isHere = video.buffered.start(index) <= video.currentTime + 0.1 &&
          video.buffered.end(index) >= video.currentTime;
        if (isHere) return video.buffered.end(index) - video.currentTime;
      }
      return 0;
    });
    assert.ok(
      Math.abs(told - aheadS) < 1.5,
      `${told} s told, ${aheadS} s there`,
    );
  });
});

test("S79 the speed over the picture can be switched off, and stays so", async (world) => {
  const [a] = await world.enterAll("a");
  await a.part("net").waitFor();
  await a.part("settings").getByRole("button", { name: "设置" }).click();
  await a.page.getByLabel("显示网速与缓存").uncheck();
  await a.part("net").waitFor({ state: "detached" });
  await a.page.reload();
  await a.isOpen();
  await throughout(500, async () => {
    assert.equal(await a.part("net").count(), 0);
  });
});

async function speedKBps(viewer: Viewer): Promise<number> {
  const text = await viewer.part("net").innerText();
  return Number(/(\d+) KB\/s/.exec(text)?.[1] ?? NaN);
}

test("beside a film that failed, and of who cannot play, no figure looks good", async (world) => {
  await Deno.writeTextFile(`${world.app.mediaDir}/broken.mp4`, "no film");
  const [a, b] = await world.enterAll("a", "b");
  await a.part("net").waitFor();
  const gap = a.gapLine("b").getByTestId("gap");
  await eventually(async () => {
    assert.equal(await colour(a.part("net")), GREEN);
    assert.equal(await colour(gap), GREEN);
  });
  // Only b's film fails.
  await b.part("source-scope").selectOption("me");
  b.forgive(/broken\.mp4|media/i);
  await b.part("source-library").getByRole("button", { name: /broken/ })
    .click();
  await b.page.locator(".card.problem").waitFor();
  await eventually(async () => {
    assert.equal(await colour(b.part("net")), GREY);
    assert.equal(await colour(b.gapLine("a").getByTestId("gap")), GREY);
    assert.equal(await colour(gap), GREY);
    assert.equal(await colour(a.part("net")), GREEN);
    const inTable = a.row("b").getByTestId("gap");
    assert.equal(
      await colour(inTable),
      await colour(a.row("b").locator(".vw-age")),
    );
  });
});

const GREEN = "rgb(125, 255, 154)";
const GREY = "rgb(184, 193, 203)";

function colour(part: Locator): Promise<string> {
  return part.evaluate((one) => getComputedStyle(one).color);
}
