import assert from "node:assert/strict";
import type { Locator } from "playwright-core";
import { eventually, throughout } from "./eventually.ts";
import { type ScreenKeys, screenKeysOf } from "./screen_keys.ts";
import type { Viewer } from "./viewer.ts";
import { inWorld, type World } from "./world.ts";

const test = inWorld();

/** Phones upright and lying, and what their keyboards take. */
const PHONES = [
  { width: 390, height: 844, keysPx: 336 },
  { width: 360, height: 640, keysPx: 290 },
  { width: 320, height: 568, keysPx: 253 },
  { width: 844, height: 390, keysPx: 240 },
  { width: 568, height: 320, keysPx: 160 },
] as const;

/** As many as make the talk as high as it becomes. */
const TALK_LINES = 16;

for (const size of ["place", "screen", "page"] as const) {
  test(`S29 S60 on a phone whose player takes ${size} the keyboard covers neither what is written nor what is said, and leaves all as it was`, async (world) => {
    const { a, b, keys } = await furnish(world);
    for (const { width, height, keysPx } of PHONES) {
      await a.page.setViewportSize({ width, height });
      await sized(a, size);
      for (const kind of ["element", "danmaku"] as const) {
        const where = `${width}×${height} ${size} ${kind}`;
        await a.part("message-kind").selectOption(kind);
        const before = await lookOf(a);
        await a.part("message-input").tap();
        await keys.up(keysPx);
        await isWritable(a, where);
        // Nothing but what was said last has to lie over the film while somebody writes.
        await b.says(`said before ${where}`);
        await isHeard(a, `said before ${where}`);
        // By hand, since a driver scrolls what it writes in.
        await a.page.keyboard.type(`while ${where}`);
        await isWritable(a, where);
        await tap(a, a.part("message-send"));
        await b.hears(`while ${where}`);
        await isWritable(a, `${where}, sent`);
        // The browser moves what is seen, and moves it back.
        // Beside an upright page not far, since the field is in sight there.
        const isNear = size === "place" && width < height;
        await keys.up(keysPx, isNear ? Math.round(keysPx / 2) : keysPx);
        await isWritable(a, `${where}, moved`);
        await keys.up(keysPx, Math.round(keysPx / 3));
        await isWritable(a, `${where}, moved a little`);
        await keys.up(keysPx);
        await isWritable(a, `${where}, moved back`);
        await keys.down();
        await eventually(async () =>
          assert.deepEqual(await lookOf(a), before, where)
        );
        await a.part("message-input").blur();
        assert.deepEqual(await lookOf(a), before, where);
      }
      await sized(a, "place");
    }
  });
}

test("S29 S60 where the keyboard makes the page itself lower, an upright phone stays upright and what is written in sight", async (world) => {
  // Emulated by a lower window: browsers of before Chrome 108 that know no `interactive-widget`, such as
  // those inside of other apps.
  const { a, b } = await furnish(world);
  for (const { width, height, keysPx } of PHONES) {
    await a.page.setViewportSize({ width, height });
    for (const size of ["place", "page"] as const) {
      await sized(a, size);
      const where = `${width}×${height} ${size}`;
      const before = await lookOf(a);
      await a.part("message-input").tap();
      await a.page.setViewportSize({ width, height: height - keysPx });
      if (width < height) {
        const { width: widePx = 0 } = await a.part("player").boundingBox() ??
          {};
        assert.equal(widePx, width, `${where}: its columns are beside another`);
      }
      await isWritable(a, where);
      await b.says(`said before ${where}`);
      await isHeard(a, `said before ${where}`);
      await a.page.setViewportSize({ width, height });
      await eventually(async () =>
        assert.deepEqual(await lookOf(a), before, where)
      );
      await a.part("message-input").blur();
      await sized(a, "place");
    }
  }
});

test("S29 S60 neither two fingers that look closer nor keys of metal are taken for a keyboard on the screen", async (world) => {
  const { a } = await furnish(world);
  const dev = await a.context.newCDPSession(a.page);
  const zoom = async (scale: number) => {
    await dev.send("Emulation.setPageScaleFactor", { pageScaleFactor: scale });
    await eventually(async () => {
      const now = await a.page.evaluate(() => visualViewport?.scale ?? 0);
      assert.ok(Math.abs(now - scale) < 0.01, `${now}`);
    });
  };
  for (const size of ["place", "page"] as const) {
    await sized(a, size);
    await a.part("message-input").tap();
    const before = await lookOf(a);
    const isUntouched = () =>
      throughout(400, async () => assert.deepEqual(await lookOf(a), before));
    // A focus, and no keyboard.
    await a.page.keyboard.type("x");
    await isUntouched();
    await zoom(2);
    await isUntouched();
    await zoom(1);
    await isUntouched();
    await a.part("message-input").fill("");
    await a.part("message-input").blur();
    await sized(a, "place");
  }
});

test("S26 S29 S60 above the keyboard every other field is in sight with its button: link, password, name, another room, a pinned line", async (world) => {
  const { a, keys } = await furnish(world);
  const tab = (name: string) =>
    a.page.locator(".tabs button").filter({ hasText: name });
  await tab("观众").click();
  await a.part("access").locator("summary").click();
  await a.button("我来当房主").click();
  for (const { width, height, keysPx } of PHONES) {
    await a.page.setViewportSize({ width, height });
    const where = `${width}×${height}`;
    const upright = width < height;
    const check = async (what: string, field: Locator, button?: Locator) => {
      await field.tap();
      await keys.up(keysPx);
      await isSeen(a, field, `${where} ${what}`);
      if (button) await isSeen(a, button, `${where} ${what}, its button`);
      await keys.down();
      await field.blur();
      await eventually(async () => {
        const told = await a.page.evaluate(() =>
          document.documentElement.getAttribute("style") ?? ""
        );
        assert.equal(told, "");
      });
    };
    if (upright) await tab("片源").click();
    await check("a link", a.part("source-url"), a.part("source-apply"));
    if (upright) await tab("观众").click();
    const password = a.page.locator(".acc-line input[type=password]");
    await check("a password", password, password.locator("+ button"));
    if (upright) await tab("聊天").click();

    await a.page.locator(".invite-open").click();
    for (const [what, name] of [["a name", "u"], ["a room", "room"]] as const) {
      const form = a.page.locator("dialog[open] form").filter({
        has: a.page.locator(`label input[name=${name}]`),
      });
      const own = form.locator(`label input[name=${name}]`);
      await check(what, own, form.locator("button"));
    }
    await a.page.keyboard.press("Escape");
    await a.page.locator("dialog").waitFor({ state: "detached" });

    for (const size of ["place", "screen"] as const) {
      await sized(a, size);
      await a.part("settings").getByRole("button").first().click();
      const fold = a.part("subtitles").locator("summary");
      await fold.waitFor();
      await fold.click();
      await check(`a pinned line, ${size}`, a.part("pin-text"));
      await a.page.keyboard.press("Escape");
      await a.page.locator(".menu").waitFor({ state: "detached" });
      await sized(a, "place");
    }
  }
});

/** Somebody with a phone, who owns the room, and somebody who talks to them. */
async function furnish(
  world: World,
): Promise<
  { readonly a: Viewer; readonly b: Viewer; readonly keys: ScreenKeys }
> {
  const a = await world.profile("a", { isPhone: true });
  const keys = await screenKeysOf(a);
  await a.enter(world.address("a"));
  const b = await world.enter("b");
  await a.gapLine("b").waitFor();
  // More makes the talk no longer.
  for (let n = 1; n <= TALK_LINES; n++) {
    await b.says(`line ${n}`);
    // One that is on its way sends no other.
    await a.hears(`line ${n}`);
  }
  return { a, b, keys };
}

/** Brings the player to a size by its own controls; `page` as an iPhone does, which gives no box the screen. */
async function sized(
  viewer: Viewer,
  size: "place" | "page" | "screen",
): Promise<void> {
  const now = await viewer.part("player").getAttribute("data-size");
  if (now === size) return;
  await viewer.page.evaluate((isEnabled) => {
    Object.defineProperty(document, "fullscreenEnabled", {
      value: isEnabled,
      configurable: true,
    });
  }, size !== "page");
  const button = size === "place" ? "退出全屏" : "全屏";
  await viewer.button(button).click();
  await viewer.isSized(size);
}

/** Where all is that a keyboard could move. */
function lookOf({ page }: Viewer): Promise<unknown> {
  return page.evaluate(() => {
    const boxes = [
      ".player",
      ".picture",
      ".over",
      ".ctl",
      ".guard",
      ".composer",
      "[data-testid=message-input]",
      ".side",
      ".facts-grid",
      ".tabs",
    ].map((part) => {
      const one = document.querySelector(part);
      const { x, y, width, height } = one?.getBoundingClientRect() ??
        new DOMRect();
      return `${part} ${x},${y} ${width}×${height} ${
        one?.checkVisibility({ visibilityProperty: true })
      }`;
    });
    const root = document.documentElement;
    return {
      boxes,
      scrolled: [scrollY, document.querySelector(".stage")?.scrollTop],
      high: root.scrollHeight,
      told: [root.getAttribute("style") ?? "", root.dataset.keyboard],
    };
  });
}

/** The field, the button that sends and the film are in sight, and nothing lies on them. */
async function isWritable(viewer: Viewer, where: string): Promise<void> {
  await isSeen(viewer, viewer.part("message-input"), `${where}: the field`);
  await isSeen(viewer, viewer.part("message-send"), `${where}: its button`);
}

/** What was said last is in sight as a whole, above what is written. */
async function isHeard(viewer: Viewer, text: string): Promise<void> {
  const line = viewer.part("overlay-message").filter({ hasText: text });
  await line.waitFor();
  await eventually(async () => {
    const seen = await seenOf(viewer);
    const box = await line.evaluate(
      (line) => {
        const { top, bottom } = line.getBoundingClientRect();
        // What leaves its lane is cut.
        const lane = line.closest(".lane")?.getBoundingClientRect();
        const composer = document.querySelector(".composer");
        const { top: endPx = 0 } = composer?.getBoundingClientRect() ?? {};
        return {
          top,
          bottom,
          isWhole: lane !== undefined && top >= lane.top - 1 &&
            bottom <= lane.bottom + 1,
          endPx,
        };
      },
      undefined,
      { timeout: 1000 },
    );
    const told = `${text}: ${JSON.stringify({ seen, box })}`;
    assert.ok(box.isWhole && box.bottom <= box.endPx + 1, told);
    assert.ok(box.top >= seen.top - 1 && box.bottom <= seen.bottom, told);
  }, { withinMs: 5000 });
}

/** All of it is in the part that is seen, and a finger hits it there. */
async function isSeen(
  viewer: Viewer,
  part: Locator,
  what: string,
): Promise<void> {
  await eventually(async () => {
    const seen = await seenOf(viewer);
    const found = await part.evaluate((one) => {
      const { left, top, right, bottom } = one.getBoundingClientRect();
      const spots = [[left + 4, top + 4], [right - 4, bottom - 4]] as const;
      const covers = [...spots, [(left + right) / 2, (top + bottom) / 2]]
        .map(([x = 0, y = 0]) => document.elementFromPoint(x, y))
        .filter((hit) => !one.contains(hit))
        .map((hit) => hit?.className || hit?.tagName);
      return { top, bottom, covers };
    });
    assert.ok(
      found.top >= seen.top - 0.5 && found.bottom <= seen.bottom + 0.5,
      `${what}: ${found.top}..${found.bottom} is not in ${seen.top}..${seen.bottom}`,
    );
    assert.deepEqual(found.covers, [], `${what} is covered`);
  }, { withinMs: 5000 });
}

function seenOf(
  { page }: Viewer,
): Promise<{ readonly top: number; readonly bottom: number }> {
  return page.evaluate(() => {
    const { offsetTop = 0, height = 0 } = visualViewport ?? {};
    return { top: offsetTop, bottom: offsetTop + height };
  });
}

/** By a finger, where it is: a driver scrolls first. */
async function tap({ page }: Viewer, part: Locator): Promise<void> {
  const box = await part.boundingBox();
  assert.ok(box !== null);
  await page.touchscreen.tap(box.x + box.width / 2, box.y + box.height / 2);
}
