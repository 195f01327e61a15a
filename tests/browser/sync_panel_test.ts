import assert from "node:assert/strict";
import type { Locator } from "playwright-core";
import { UNLEARNT } from "@/lib/sync/mod.ts";
import { eventually } from "./eventually.ts";
import { areInStep, spreadMs } from "./spread.ts";
import type { Viewer } from "./viewer.ts";
import { inWorld, type World } from "./world.ts";

const test = inWorld();

/** How far ahead a page's clock is put, in ms: no two pages of this machine may share theirs. */
const WARP_MS = 1_234_567;

test("the sync panel tells clock, error and gaps, draws the last minute, says why the picture was moved, and keeps what was learnt", async (world) => {
  const a = await world.enter("a");
  const b = await world.profile("b");
  await b.page.addInitScript((warpMs) => {
    const real = performance.now.bind(performance);
    performance.now = () => real() + warpMs;
  }, WARP_MS);
  await b.enter(world.address("b"));
  await a.part("all-play").click();
  await a.plays();
  await b.plays();
  const [mine, theirs] = [await openPanel(a), await openPanel(b)];

  await eventually(async () => {
    // The server's clock is one, so what both say of it differs as their own clocks do.
    const [one, other] = [await clockOf(a, mine), await clockOf(b, theirs)];
    const apartMs = one.offsetMs - one.originMs -
      (other.offsetMs - other.originMs) - WARP_MS;
    const sureMs = one.uncertaintyMs + other.uncertaintyMs;
    assert.ok(
      Math.abs(apartMs) <= sureMs + 2,
      `${apartMs} ms apart, ±${sureMs}`,
    );
    assert.ok(one.roundTripMs >= 0 && one.roundTripMs < 200);
    assert.ok(Math.abs(await fact(mine, "现在的误差（负：领先）")) < 40);
  });

  // An output that is 60 ms late throws the picture off by as much: a pulse brings it in place.
  const pulses = await fact(mine, "变速微调");
  await setSound(a, 60);
  await eventually(async () => {
    assert.ok(await fact(mine, "变速微调") > pulses);
    const text = await mine.locator(".sync-acts").innerText();
    assert.match(text, /\d+ 秒前\s*变速微调\s*-?[\d.]+ 毫秒/);
    const [, worst] = /最大 ([\d.]+) 毫秒/.exec(
      await mine.getByRole("img").getAttribute("aria-label") ?? "",
    ) ?? [];
    assert.ok(Number(worst) > 20, `the worst is ${worst} ms`);
  });
  // Four looks a second: what is drawn grows by as much.
  const points = await pointsOf(mine);
  await eventually(async () =>
    assert.ok(await pointsOf(mine) >= points + 8, `${await pointsOf(mine)}`)
  );

  const seeks = await fact(mine, "跳转");
  await b.part("all-seek").fill("0:00:30");
  await b.part("all-seek").press("Enter");
  await eventually(async () => {
    assert.ok(await fact(mine, "跳转") > seeks);
    assert.match(
      await mine.locator(".sync-acts").innerText(),
      /跳到开始的位置/,
    );
  });
  await eventually(async () =>
    assert.match(
      await mine.locator(".sync-gaps").innerText(),
      /^(领先|落后) b \d+ ms ±\d+$|^与 b 同步 ±\d+ 毫秒$/,
    )
  );

  // What the device has shown of itself is there on the next visit.
  await a.page.reload();
  await a.isOpen();
  const learnt = await a.page.evaluate(() =>
    JSON.parse(localStorage.getItem("17kan.learnt.1") ?? "null")
  );
  assert.notDeepEqual(learnt.seekBuffered, UNLEARNT.seekBuffered);
});

test("a sound that is late is made up for on its own output alone, and found there again", async (world) => {
  const [a, b] = [await enterWithOutput(world, "a"), await world.enter("b")];
  await a.part("all-play").click();
  await a.plays();
  await b.plays();
  await openPanel(a);
  await areInStep(a, b);
  await setSound(a, 250);
  await isAhead(a, b, 250);
  // What is heard is where the room is: to both the gap is none.
  await eventually(async () => {
    for (const [viewer, other] of [[a, b], [b, a]] as const) {
      const gap = viewer.row(other.name).getByTestId("gap");
      const gapMs = Number(await gap.getAttribute("data-gap-ms"));
      assert.ok(Math.abs(gapMs) < 40, `${viewer.name} reads ${gapMs} ms`);
    }
  });
  await plug(a, "speaker");
  await isSoundAt(a, 0);
  await isAhead(a, b, 0);
  await plug(a, "headphones");
  await isSoundAt(a, 250);
  await isAhead(a, b, 250);
  await a.page.reload();
  await a.isOpen();
  await openPanel(a);
  await isSoundAt(a, 250);
  await isAhead(a, b, 250);
});

test("beep and flash come as far apart as the sound is said to be late, until they are stopped", async (world) => {
  const a = await world.profile("a");
  await a.page.addInitScript(watchBeeps);
  await a.enter(world.address("a"));
  const panel = await openPanel(a);
  const button = a.button("哔一声，闪一下");
  await button.click();
  await a.button("停止").waitFor();
  await flashesAfterBeep(a, 0);
  await setSound(a, 300);
  await flashesAfterBeep(a, 300);
  await setSound(a, -200);
  await flashesAfterBeep(a, -200);
  await a.button("停止").click();
  await button.waitFor();
  assert.equal(await panel.locator(".flash.lit").count(), 0);
  // Who folds the panel has heard enough too.
  await button.click();
  await a.button("停止").waitFor();
  await fold(a).click();
  await eventually(async () => {
    const states = await a.page.evaluate(() =>
      (Reflect.get(globalThis, "beeps") as Beeps).contexts.map((one) =>
        one.state
      )
    );
    assert.deepEqual(states, ["closed", "closed"]);
  });
});

function fold({ page }: Viewer): Locator {
  return page.locator("summary").filter({ hasText: /^同步/ });
}

async function openPanel(viewer: Viewer): Promise<Locator> {
  const panel = viewer.part("sync");
  await fold(viewer).click();
  // What it shows is fetched once it is seen, and panels above it may still grow.
  await eventually(async () => {
    await panel.scrollIntoViewIfNeeded({ timeout: 1000 });
    await viewer.part("sound-offset").scrollIntoViewIfNeeded({ timeout: 1000 });
  });
  return panel;
}

/** The number of one of the panel's facts. */
async function fact(panel: Locator, name: string): Promise<number> {
  const term = panel.page().getByText(name, { exact: true });
  const text = await panel.locator(".fact").filter({ has: term })
    .locator("dd").innerText({ timeout: 1000 });
  const [number] = /-?[\d.]+/.exec(text) ?? [];
  assert.ok(number !== undefined, `${name}: ${text}`);
  return Number(number);
}

async function clockOf({ page }: Viewer, panel: Locator) {
  return {
    offsetMs: await fact(panel, "时钟差"),
    uncertaintyMs: await fact(panel, "不确定度"),
    roundTripMs: await fact(panel, "往返"),
    originMs: await page.evaluate(() => performance.timeOrigin),
  };
}

async function pointsOf(panel: Locator): Promise<number> {
  const path = await panel.locator(".sync-line").getAttribute("d") ?? "";
  return path.match(/[ML]/g)?.length ?? 0;
}

async function setSound(viewer: Viewer, offsetMs: number): Promise<void> {
  await viewer.part("sound-offset").fill(String(offsetMs));
  await isSoundAt(viewer, offsetMs);
}

async function isSoundAt(viewer: Viewer, offsetMs: number): Promise<void> {
  await eventually(async () =>
    assert.equal(
      await viewer.part("sound-offset").inputValue(),
      String(offsetMs),
    )
  );
}

async function isAhead(
  viewer: Viewer,
  other: Viewer,
  byMs: number,
): Promise<void> {
  await eventually(async () => {
    const aheadMs = await spreadMs(viewer, other);
    assert.ok(Math.abs(aheadMs - byMs) < 40, `it is ${aheadMs} ms ahead`);
  }, { withinMs: 25_000 });
}

/** A page that plays through one of two outputs, as a computer that tells them apart. */
async function enterWithOutput(world: World, name: string): Promise<Viewer> {
  const viewer = await world.profile(name);
  await viewer.page.addInitScript(() => {
    let used = "headphones";
    const devices = navigator.mediaDevices;
    devices.enumerateDevices = () =>
      Promise.resolve([{
        kind: "audiooutput" as const,
        deviceId: "default",
        groupId: used,
        label: "",
        toJSON: () => ({}),
      }]);
    Reflect.set(globalThis, "plug", (output: string) => {
      used = output;
      devices.dispatchEvent(new Event("devicechange"));
    });
  });
  await viewer.enter(world.address(name));
  return viewer;
}

function plug({ page }: Viewer, output: string): Promise<void> {
  return page.evaluate(
    (output) => Reflect.get(globalThis, "plug")(output),
    output,
  );
}

/** What a page beeped and flashed, in ms of its clock. */
interface Beeps {
  readonly contexts: AudioContext[];
  /** When each beep leaves the output. */
  readonly beepsMs: number[];
  readonly flashesMs: number[];
}

/** Notes beeps and flashes; runs in the page before its scripts. */
function watchBeeps(): void {
  const beeps: Beeps = { contexts: [], beepsMs: [], flashesMs: [] };
  Reflect.set(globalThis, "beeps", beeps);
  const { start } = OscillatorNode.prototype;
  OscillatorNode.prototype.start = function (whenS = 0) {
    const context = this.context as AudioContext;
    if (!beeps.contexts.includes(context)) beeps.contexts.push(context);
    const inMs = 1000 * (whenS - context.currentTime + context.outputLatency);
    // One that is asked for before the output runs is as late as that.
    if (context.state === "running") {
      beeps.beepsMs.push(performance.now() + inMs);
    }
    start.call(this, whenS);
  };
  new MutationObserver((changes) => {
    for (const { target, oldValue } of changes) {
      const { className } = target as HTMLElement;
      if (className === "flash lit" && oldValue !== className) {
        beeps.flashesMs.push(performance.now());
      }
    }
  }).observe(document, {
    subtree: true,
    attributes: true,
    attributeFilter: ["class"],
    attributeOldValue: true,
  });
}

/** Waits until two flashes in a row come so long after the beep that belongs to each. */
async function flashesAfterBeep(
  { page }: Viewer,
  expectedMs: number,
): Promise<void> {
  await eventually(async () => {
    const { beepsMs, flashesMs } = await page.evaluate(() => {
      const beeps = Reflect.get(globalThis, "beeps") as Beeps;
      return { beepsMs: beeps.beepsMs, flashesMs: beeps.flashesMs };
    });
    const late = flashesMs.slice(-2).map((atMs) =>
      beepsMs.map((beepMs) => atMs - beepMs)
        .toSorted((x, y) => Math.abs(x - expectedMs) - Math.abs(y - expectedMs))
        .at(0) ?? NaN
    );
    assert.equal(late.length, 2);
    for (const ms of late) {
      assert.ok(Math.abs(ms - expectedMs) < 40, `flashes after ${late} ms`);
    }
  }, { withinMs: 20_000 });
}
