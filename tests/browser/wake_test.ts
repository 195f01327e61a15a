import assert from "node:assert/strict";
import type { Browser } from "playwright-core";
import { launchChromium, PLAY_FREELY } from "./chromium.ts";
import { eventually, pause, throughout } from "./eventually.ts";
import { areInStep } from "./spread.ts";
import { Viewer } from "./viewer.ts";
import { inWorld, type World } from "./world.ts";

const test = inWorld();

/** How long a browser is stopped, in ms. */
const STOPPED_MS = 4000;

/** Somebody in a browser of their own, which can be stopped as a whole. */
interface Alone {
  readonly viewer: Viewer;
  readonly browser: Browser;
  /** Stops every process of the browser for a while, as a sleep does. */
  stopFor(spanMs: number): Promise<void>;
}

async function enterAlone(world: World, name: string): Promise<Alone> {
  const browser = await launchChromium({ args: [PLAY_FREELY] });
  const control = await browser.newBrowserCDPSession();
  const context = await browser.newContext({ locale: "zh-CN" });
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  const origin = world.app.origin;
  const viewer = new Viewer({ page, context, name, origin });
  return {
    viewer,
    browser,
    async stopFor(spanMs) {
      const { processInfo } = await control.send("SystemInfo.getProcessInfo");
      // The one that talks to us stays: what it hears of a stopped page waits.
      const pids = processInfo.filter(({ type }) => type !== "browser")
        .map(({ id }) => id);
      const all = (signal: Deno.Signal) => {
        for (const pid of pids) {
          try {
            Deno.kill(pid, signal);
          } catch {
            // It ended by itself.
          }
        }
      };
      all("SIGSTOP");
      await pause(spanMs);
      all("SIGCONT");
    },
  };
}

/** Runs with a viewer in a browser of their own. */
async function withAlone(
  world: World,
  name: string,
  act: (alone: Alone) => Promise<void>,
): Promise<void> {
  const alone = await enterAlone(world, name);
  try {
    await act(alone);
    assert.deepEqual(alone.viewer.unforgiven(), []);
  } finally {
    await alone.browser.close();
  }
}

const backLine = (viewer: Viewer) =>
  viewer.page.locator("li.toast", {
    hasText: /^你离开了 \d+ 秒，画面已回到房间的进度$/,
  });

test("S67 a browser that was stopped is back with the room, says so once, and nobody hears of a stall", async (world) => {
  const a = await world.enter("a");
  await withAlone(world, "b", async ({ viewer: b, stopFor }) => {
    await b.enter(world.address("b"));
    await a.part("all-play").click();
    await areInStep(a, b);
    await stopFor(STOPPED_MS);
    await areInStep(a, b);
    await backLine(b).first().waitFor();
    assert.equal(await backLine(b).count(), 1);
    await a.plays();
    assert.equal(await a.countTold(/卡了/), 0);
    // A reload in the middle lands where the room is.
    await b.page.reload();
    await b.isOpen();
    await areInStep(a, b);
    await a.plays();
  });
});

test("S67 a computer whose clock stood still while it slept is back with the room", async (world) => {
  const a = await world.enter("a");
  await withAlone(world, "b", async ({ viewer: b, stopFor }) => {
    // The page's clock leaves out every gap, as that of a sleeping computer does.
    await b.page.addInitScript(() => {
      const real = performance.now.bind(performance);
      let lastMs = real();
      let leftOutMs = 0;
      performance.now = () => {
        const nowMs = real();
        if (nowMs - lastMs > 2500) leftOutMs += nowMs - lastMs;
        lastMs = nowMs;
        return nowMs - leftOutMs;
      };
      setInterval(() => performance.now(), 100);
    });
    await b.enter(world.address("b"));
    await a.part("all-play").click();
    await areInStep(a, b);
    await stopFor(STOPPED_MS);
    // Its own clock is another now: the picture is compared by the wall's.
    await eventually(async () => {
      const at = (viewer: Viewer) =>
        viewer.page.evaluate(() => {
          const { currentTime } = document.querySelector("video")!;
          return Date.now() - 1000 * currentTime;
        });
      const [one, other] = [await at(a), await at(b)];
      assert.ok(Math.abs(one - other) < 60, `${one - other} ms apart`);
    }, { withinMs: 20_000 });
    assert.equal(await a.countTold(/卡了/), 0);
  });
});

test("S67 a hidden tab disturbs nobody, and is in step when it is seen again", async (world) => {
  const [a, b] = await world.enterAll("a", "b");
  await a.part("all-play").click();
  await areInStep(a, b);
  await a.part("guard").click();
  await eventually(async () =>
    assert.equal(await b.part("guard").getAttribute("aria-pressed"), "true")
  );
  // It gathers all once, by a landing.
  await pause(3000);
  await areInStep(a, b);
  await hide(b, true);
  const before = (await a.lines()).length;
  await throughout(6000, async () => {
    assert.equal((await a.film()).isPaused, false, "the room stands");
  });
  assert.equal((await a.lines()).length, before, "something is told");
  await hide(b, false);
  await areInStep(a, b);
});

/** Makes a page believe that nobody sees it, timers included: headless windows are never hidden. */
async function hide({ page }: Viewer, isHidden: boolean): Promise<void> {
  await page.evaluate((isHidden) => {
    const state = isHidden ? "hidden" : "visible";
    for (
      const [key, value] of [["visibilityState", state], [
        "hidden",
        isHidden,
      ]] as const
    ) {
      Object.defineProperty(document, key, { value, configurable: true });
    }
    document.dispatchEvent(new Event("visibilitychange"));
  }, isHidden);
}
