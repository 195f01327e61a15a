import assert from "node:assert/strict";
import { eventually, throughout } from "./eventually.ts";
import { systemMediaOf } from "./media_keys.ts";
import type { Viewer } from "./viewer.ts";
import { inWorld } from "./world.ts";

const test = inWorld();

test("S38 S39 the system's keys move all of the room, and only their viewer where the owner keeps the film", async (world) => {
  const a = await world.enter("a");
  const b = await world.profile("b");
  const media = await systemMediaOf(b);
  await b.enter(world.address("b"));
  await a.row("b").waitFor();
  await a.part("all-play").click();
  for (const viewer of [a, b]) await viewer.plays();
  await media.press("pause");
  for (const viewer of [a, b]) await viewer.isPaused();
  await a.hears("b:全体暂停");
  const { positionS } = await a.film();
  await media.press("seekforward");
  for (const viewer of [a, b]) await viewer.isAt(positionS + 10);
  await media.press("seekbackward");
  for (const viewer of [a, b]) await viewer.isAt(positionS);

  await a.part("access").locator("summary").click();
  await a.button("我来当房主").click();
  await a.row("a").getByText("房主").waitFor();
  await a.page.getByLabel("控制全体播放").selectOption("controller");
  await eventually(async () => {
    const mayNot = await b.part("all-play").getAttribute("aria-disabled");
    assert.equal(mayNot, "true");
  });
  await media.press("seekforward");
  await b.isAt(positionS + 10);
  await media.press("play");
  await b.plays();
  await throughout(500, async () => {
    const film = await a.film();
    assert.ok(film.isPaused && Math.abs(film.positionS - positionS) < 0.5);
  });
});

test("S29 the screen is kept lit while the film plays and is seen, and no longer", async (world) => {
  const a = await world.profile("a");
  await a.page.addInitScript(() => {
    // As the system does it: a lock is taken back from a page that is hidden.
    let held = 0;
    const request = () => {
      held++;
      const lock = new EventTarget();
      const release = () => {
        held--;
        lock.dispatchEvent(new Event("release"));
        document.removeEventListener("visibilitychange", hidden);
        return Promise.resolve();
      };
      const hidden = () => {
        if (document.visibilityState === "hidden") release();
      };
      document.addEventListener("visibilitychange", hidden);
      return Promise.resolve(Object.assign(lock, { release }));
    };
    const locks = { request, held: () => held };
    Object.defineProperty(navigator, "wakeLock", { value: locks });
  });
  await a.enter(world.address("a"));
  const holds = (count: number) =>
    eventually(async () => {
      const held = await a.page.evaluate(() =>
        Reflect.get(navigator.wakeLock, "held")()
      );
      assert.equal(held, count);
    });
  await holds(0);
  await a.part("all-play").click();
  await a.plays();
  await holds(1);
  await see(a, "hidden");
  await holds(0);
  await see(a, "visible");
  await holds(1);
  await a.part("all-pause").click();
  await a.isPaused();
  await holds(0);
  await a.part("all-play").click();
  await holds(1);
});

test("S13 the system's list of apps is offered where there is one, and given the room's link", async (world) => {
  const plain = await world.profile("plain");
  await plain.page.addInitScript(() =>
    Object.defineProperty(navigator, "share", { value: undefined })
  );
  await plain.enter(world.address("plain"));
  await plain.page.locator(".invite-open").click();
  await plain.button("复制链接").waitFor();
  assert.equal(await plain.button("分享…").count(), 0);

  const a = await world.profile("a", { isPhone: true });
  await a.page.addInitScript(() =>
    Object.defineProperty(navigator, "share", {
      value: (given: ShareData) => {
        document.body.dataset.shared = JSON.stringify(given);
        // Who closes the list has changed their mind: no fault.
        return Promise.reject(new DOMException("", "AbortError"));
      },
    })
  );
  await a.enter(world.address("a"));
  await a.page.locator(".invite-open").click();
  await a.button("分享…").click();
  const shared = JSON.parse(
    await a.page.locator("body").getAttribute("data-shared") ?? "{}",
  );
  assert.match(shared.title, new RegExp(world.room));
  assert.equal(new URL(shared.url).searchParams.get("room"), world.room);
  assert.equal(new URL(shared.url).searchParams.get("u"), null);
});

for (const way of ["AirPlay", "Remote Playback"] as const) {
  test(`S22 the picture goes to a screen by ${way} where one is found, and no button says so before`, async (world) => {
    const a = await world.profile("a");
    await a.page.addInitScript(standIn, way);
    await a.enter(world.address("a"));
    await a.part("settings").getByRole("button").first().click();
    await a.button("截图").waitFor();
    const cast = a.page.locator(".menu").getByRole("button", { name: "投屏" });
    assert.equal(await cast.count(), 0);
    await a.page.evaluate(() => Reflect.get(window, "findScreen")(true));
    await cast.click();
    assert.equal(await a.page.locator("body").getAttribute("data-asked"), way);
    await a.page.evaluate(() => Reflect.get(window, "findScreen")(false));
    await cast.waitFor({ state: "detached" });
  });
}

/** Shows a page, or hides it, as far as it can tell. */
async function see(
  { page }: Viewer,
  state: DocumentVisibilityState,
): Promise<void> {
  await page.evaluate((state) => {
    Object.defineProperty(document, "visibilityState", {
      value: state,
      configurable: true,
    });
    Object.defineProperty(document, "hidden", {
      value: state === "hidden",
      configurable: true,
    });
    document.dispatchEvent(new Event("visibilitychange"));
  }, state);
}

// Runs in the page, in place of the screens that a browser finds and of its list of them.
function standIn(way: "AirPlay" | "Remote Playback"): void {
  const asked = () => {
    document.body.dataset.asked = way;
  };
  if (way === "AirPlay") {
    Reflect.set(
      HTMLVideoElement.prototype,
      "webkitShowPlaybackTargetPicker",
      asked,
    );
    Reflect.set(window, "findScreen", (isThere: boolean) => {
      const event = new Event("webkitplaybacktargetavailabilitychanged");
      const availability = isThere ? "available" : "not-available";
      Reflect.set(event, "availability", availability);
      document.querySelector("video")?.dispatchEvent(event);
    });
    return;
  }
  const heard = new Set<(isThere: boolean) => void>();
  class RemotePlayback {
    watchAvailability(tell: (isThere: boolean) => void) {
      heard.add(tell);
      tell(false);
      return Promise.resolve(heard.size);
    }
    cancelWatchAvailability() {
      return Promise.resolve();
    }
    prompt() {
      asked();
      return Promise.resolve();
    }
  }
  Reflect.set(window, "RemotePlayback", RemotePlayback);
  Object.defineProperty(HTMLVideoElement.prototype, "remote", {
    value: new RemotePlayback(),
  });
  Reflect.set(window, "findScreen", (isThere: boolean) => {
    for (const tell of heard) tell(isThere);
  });
}
