import assert from "node:assert/strict";
import { eventually, throughout } from "./eventually.ts";
import type { Line } from "./line.ts";
import type { Viewer } from "./viewer.ts";
import { inWorld, type World } from "./world.ts";

const test = inWorld({ films: ["heavy"] });

/** A little faster than the film needs, so that it plays with little in hand; in bytes per s. */
const ENOUGH = 300_000;
/** So slow that nothing comes. */
const NOTHING = 500;

test("S67 S68 T2 a stall of 1.5 s is told to all once, and taken back when it ends", async (world) => {
  const { a, b, line } = await watchOverLine(world);
  const stamps = Promise.all([
    stampOf(b, "a:卡了"),
    nextEvent(a, "waiting"),
  ]);
  line.setRate(NOTHING);
  const [toldMs, waitingMs] = await stamps;
  const tookMs = toldMs - waitingMs;
  assert.ok(tookMs > 1300, `told ${tookMs} ms after it began`);
  assert.ok(tookMs < 6000, `told ${tookMs} ms after it began`);
  await eventually(async () => {
    // With its cause, in everyone's table.
    assert.match(await b.row("a").innerText(), /卡了[^]*自己的网络/);
  });
  await a.part("player").getByText("卡住了，正在加载").waitFor();
  await b.plays();
  line.setRate(null);
  await b.hears("a:不卡啦");
  await a.plays();
  assert.equal(await b.countTold("a:卡了"), 1);
  assert.equal(await b.countTold("a:不卡啦"), 1);
  // The panel of stalls shows it, too.
  await b.part("stalls").getByText("a:卡了").waitFor();
});

test("S69 my own seek into what is not loaded is no stall", async (world) => {
  const { a, b, line } = await watchOverLine(world);
  line.setRate(20_000);
  const bar = a.page.getByRole("slider", { name: "进度" });
  await bar.focus();
  await bar.press("PageUp");
  await eventually(async () => {
    const isSeeking = await a.page.evaluate(() =>
      document.querySelector("video")?.seeking
    );
    assert.equal(isSeeking, true);
  });
  await throughout(4000, async () => {
    assert.equal(await b.countTold("a:卡了"), 0);
  });
});

test("B13 who pauses, or takes another film, while the picture waits has not stalled", async (world) => {
  const { a, b, line } = await watchOverLine(world);
  await a.page.evaluate(() => {
    document.querySelector("video")?.addEventListener("waiting", () => {
      document.querySelector<HTMLElement>("[aria-label=暂停]")?.click();
    }, { once: true });
  });
  line.setRate(NOTHING);
  await b.hears("a:暂停");
  await throughout(3000, async () => {
    assert.equal(await b.countTold("a:卡了"), 0);
  });
});

/** Two watch a heavy film, `a` over a line that is just fast enough. */
async function watchOverLine(
  world: World,
): Promise<{ readonly a: Viewer; readonly b: Viewer; readonly line: Line }> {
  const line = world.line();
  const b = await world.enter("b");
  const a = await world.enter("a", { line });
  line.setRate(ENOUGH);
  await b.part("source-library").getByRole("button", { name: /heavy\.mp4/ })
    .click();
  for (const viewer of [a, b]) {
    await eventually(async () => {
      const { source, readyState } = await viewer.film();
      assert.match(source, /heavy\.mp4/);
      assert.ok(readyState >= 3, `${viewer.name} has nothing of the film`);
    });
  }
  await b.part("all-play").click();
  await a.plays();
  await b.plays();
  return { a, b, line };
}

/** When an event of the film comes next, by the clock that all pages share; in ms. */
function nextEvent(viewer: Viewer, type: string): Promise<number> {
  return viewer.page.evaluate((type) =>
    new Promise<number>((resolve) => {
      document.querySelector("video")?.addEventListener(
        type,
        () => resolve(performance.timeOrigin + performance.now()),
        { once: true },
      );
    }), type);
}

/** When a line of the history appears, by the clock that all pages share; in ms. */
function stampOf(viewer: Viewer, text: string): Promise<number> {
  return viewer.page.evaluate((text) =>
    new Promise<number>((resolve) => {
      const list = document.querySelector("[data-testid=messages]");
      const observer = new MutationObserver(() => {
        if (!list?.textContent?.includes(text)) return;
        observer.disconnect();
        resolve(performance.timeOrigin + performance.now());
      });
      if (list !== null) {
        observer.observe(list, { childList: true, subtree: true });
      }
    }), text);
}
