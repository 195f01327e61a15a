import assert from "node:assert/strict";
import type { Locator } from "playwright-core";
import { eventually } from "./eventually.ts";
import type { Viewer } from "./viewer.ts";
import { type Arrival, inWorld, type World } from "./world.ts";

const test = inWorld({ films: ["long"] });

/** Screens of viewers: phones upright and lying, a tablet, laptops, a large one. */
const SCREENS = {
  phones: [[320, 568], [360, 740], [390, 844], [844, 390], [568, 320]],
  "larger screens": [[768, 1024], [1280, 800], [2560, 1440]],
} as const;

/** A name as long as one may be: it must not push anything out. */
const LONG_NAME = "w".repeat(32);

for (const [kind, sizes] of Object.entries(SCREENS)) {
  test(`S29 on ${kind} nothing overflows sideways, and what lies over the picture is apart and inside the player`, async (world) => {
    const a = await furnish(world, { isPhone: kind === "phones" });
    for (const [width, height] of sizes) {
      const size = `${width}×${height}`;
      await a.page.setViewportSize({ width, height });
      for (const tab of TABS) {
        await showTab(a, tab);
        await fitsSideways(a, `${size}, ${tab}`);
      }
      await isAtHand(a, size);
      // It lives 7 s, and is not to be missing because the machine was slow.
      await a.says("长消息 and a longword ".repeat(12) + "x".repeat(120));
      await a.part("overlay-message").last().waitFor();
      await liesApart(a, size);
      await a.button("全屏").click();
      await a.isSized("screen");
      await liesApart(a, `${size}, filled`);
      await a.button("退出全屏").click();
      await a.isSized("place");
    }
  });
}

for (
  const [how, word, sized] of [
    ["the page", "网页全屏", "page"],
    ["the screen", "全屏", "screen"],
  ] as const
) {
  test(`S29 S60 S70 when the player fills ${how} its overlays stay in sight and work`, async (world) => {
    const a = await furnish(world, {});
    await a.button(word).click();
    await a.isSized(sized);
    await eventually(async () => {
      const box = await boxOf(a, "player");
      const { width, height } = await a.page.evaluate(() => ({
        width: innerWidth,
        height: innerHeight,
      }));
      assert.deepEqual(box, { x: 0, y: 0, width, height });
    });
    await liesApart(a, sized);
    // What a filled page hides is for nobody: not for Tab, not for a screen reader.
    if (sized === "page") assert.deepEqual(await reachedBehind(a), []);
    await a.part("guard").click();
    await eventually(async () =>
      assert.equal(await a.part("guard").getAttribute("aria-pressed"), "false")
    );
    await a.says("from there");
    await a.part("overlay-message").filter({ hasText: "from there" })
      .waitFor();
    // Without a pointer too.
    await a.part("message-input").blur();
    await a.page.keyboard.press("Enter");
    await a.page.keyboard.type("by keys");
    await a.page.keyboard.press("Enter");
    await a.part("overlay-message").filter({ hasText: "by keys" }).waitFor();
    await a.part("player").getByRole("button", { name: "全体播放" }).click();
    await a.hears(`${a.name}:全体播放`);
    await a.part("gaps").getByTestId("sync-to").first().click();
    await a.button(sized === "page" ? "退出网页全屏" : "退出全屏").click();
    await a.isSized("place");
  });
}

test("S29 S60 while the film plays on a filled page the controls rest, and the overlays stay", async (world) => {
  const a = await furnish(world, {});
  await a.button("网页全屏").click();
  await a.part("all-play").dispatchEvent("click");
  await a.plays();
  await eventually(async () => {
    const isResting = await a.part("player").getAttribute("data-rest");
    assert.equal(isResting, "true");
  });
  for (const part of ["gaps", "net", "guard"]) {
    assert.equal(await a.part(part).isVisible(), true, part);
    const opacity = await a.part(part).evaluate((element) => {
      let least = 1;
      for (let at: Element | null = element; at !== null;) {
        least = Math.min(least, Number(getComputedStyle(at).opacity));
        at = at.parentElement;
      }
      return least;
    });
    assert.equal(opacity, 1, part);
  }
  await a.page.mouse.move(400, 300);
  await eventually(async () => {
    const isResting = await a.part("player").getAttribute("data-rest");
    assert.equal(isResting, "false");
  });
});

test("S29 the film stays in sight and makes room where its column is scrolled", async (world) => {
  const a = await world.enter("a");
  await a.part("info").waitFor();
  const stage = a.page.locator(".stage");
  const scroll = (toPx: number) =>
    stage.evaluate((stage, toPx) => stage.scrollTo(0, toPx), toPx);
  const scrolled = () => stage.evaluate((stage) => stage.scrollTop);
  const height = async () => {
    const box = await a.page.locator(".picture").boundingBox();
    assert.ok(box !== null);
    return box.height;
  };
  const full = await height();
  const before = await boxOf(a, "player");
  await scroll(100);
  await eventually(async () => assert.equal(await height(), full - 100));
  assert.equal(await scrolled(), 100, "the page moves by itself");
  await scroll(10_000);
  await eventually(async () => {
    const least = await height();
    assert.ok(least < full / 2 + 40 && least > 200, `${least} of ${full}`);
  });
  const { y } = await boxOf(a, "player");
  assert.equal(y, before.y, "it leaves with the column");
  await liesApart(a, "scrolled");
  // To write, or to press what lies on the film, moves the column nowhere.
  const atPx = await scrolled();
  const press = async (part: Locator) => {
    // By hand: a driver's own press scrolls first.
    const box = await part.boundingBox();
    assert.ok(box !== null);
    await a.page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  };
  await press(a.part("message-input"));
  assert.equal(await scrolled(), atPx, "to write moves the column");
  await press(a.part("settings").getByRole("button").first());
  await a.page.locator(".menu input").first().waitFor();
  assert.equal(await scrolled(), atPx);
  // The menu has its room all the same, beside the button that closes it, and moves nothing either.
  await a.part("subtitles").locator("summary").click();
  await a.part("subtitle-url").click();
  assert.equal(await scrolled(), atPx, "a fold of the menu moves the column");
  const menu = await a.page.locator(".menu").boundingBox();
  const key = await a.part("settings").getByRole("button").first()
    .boundingBox();
  assert.ok(menu !== null && key !== null);
  assert.ok(menu.height >= 380, `the menu is ${menu.height} high`);
  assert.ok(menu.x + menu.width <= key.x, "it covers its button");
  await a.page.keyboard.press("Escape");
  // What has the keyboard does not lie under it.
  await a.part("source-library").getByRole("button").first().focus();
  const film = await a.part("source-library").getByRole("button").first()
    .boundingBox();
  const player = await boxOf(a, "player");
  assert.ok(film !== null && film.y >= player.y + player.height);
  await scroll(0);
  await eventually(async () => assert.equal(await height(), full));
  assert.deepEqual(await boxOf(a, "player"), before);
});

test("S29 S60 on the smallest phone the field and its keys share a row in fullscreen, whatever the language", async (world) => {
  const a = await world.enter("a", {
    isPhone: true,
    locale: "en-US",
    viewport: { width: 320, height: 640 },
  });
  await a.page.locator(".ctl-row > .tool").last().click();
  await a.isSized("screen");
  await a.part("past-key").waitFor();
  for (const kind of ["element", "danmaku", "notice"]) {
    await a.part("message-kind").selectOption(kind);
    const field = await boxOf(a, "message-input");
    for (const key of ["message-kind", "past-key", "message-send"]) {
      const { y, height } = await boxOf(a, key);
      assert.ok(
        y < field.y + field.height && field.y < y + height,
        `${kind}: ${key} is not beside the field`,
      );
    }
  }
});

test("S26 S29 on phones the button of subtitles leaves the controls their row", async (world) => {
  const a = await world.enter("a", { isPhone: true });
  const b = await world.enter("b");
  await b.part("settings").getByRole("button").first().click();
  await b.part("subtitles").locator("summary").click();
  await b.part("pin-text").fill("a line");
  await b.part("pin-text").press("Enter");
  await a.part("subtitles-toggle").waitFor();
  for (const [width, height] of SCREENS.phones) {
    await a.page.setViewportSize({ width, height });
    await eventually(async () => {
      const player = await boxOf(a, "player");
      const last = await a.page.locator(".ctl-row > .tool").last()
        .boundingBox();
      assert.ok(
        last !== null && last.x + last.width <= player.x + player.width,
        `${width}×${height}: the way into fullscreen leaves the player`,
      );
    });
  }
});

/** A room with all that can lie over its picture: gaps, speed, guard, a free viewer, messages. */
async function furnish(world: World, arrival: Arrival): Promise<Viewer> {
  const a = await world.enter(LONG_NAME, arrival);
  const others = await world.enterAll("b", "胡桃");
  await showTab(a, "source");
  await a.part("source-library").getByRole("button", { name: /long\.mp4/ })
    .click();
  await eventually(async () => {
    const { durationS } = await a.film();
    assert.ok(durationS > 10_000);
  });
  await others[0].part("guard").click();
  await eventually(async () => {
    assert.equal(await a.part("gaps").locator("li").count(), 2);
    assert.equal(await a.part("guard").getAttribute("aria-pressed"), "true");
  });
  await a.says("一条通知", { kind: "notice" });
  await a.hears("一条通知");
  return a;
}

/** The tabs of a phone, in their order. */
const TABS = ["people", "talk", "source", "facts"] as const;

async function showTab(
  viewer: Viewer,
  tab: typeof TABS[number],
): Promise<void> {
  const button = viewer.page.locator(".tabs button").nth(TABS.indexOf(tab));
  if (await button.isVisible()) await button.click();
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

async function boxOf(viewer: Viewer, part: string): Promise<Box> {
  const box = await viewer.part(part).boundingBox();
  assert.ok(box !== null, `${part} is not there`);
  return box;
}

/** Nothing makes the page, or a column of it, wider than it is. */
async function fitsSideways(viewer: Viewer, where: string): Promise<void> {
  const wide = await viewer.page.evaluate(() => {
    const found: string[] = [];
    for (const part of document.querySelectorAll<HTMLElement>("html, body *")) {
      const { right, left, width } = part.getBoundingClientRect();
      if (width <= 1 || !part.checkVisibility()) continue;
      // What is cut or scrolled inside a box of its own does not widen the page.
      let clip: Element | null = part.parentElement;
      while (clip !== null && getComputedStyle(clip).overflowX === "visible") {
        clip = clip.parentElement;
      }
      const isCut = clip !== null && clip !== document.body;
      const isWide = right > document.documentElement.clientWidth + 0.5 ||
        left < -0.5;
      if (isWide && !isCut) {
        found.push(`${part.tagName}.${part.className} ${left}..${right}`);
      }
      const isColumn = part.matches("html, body, .stage, .side, .panel-in");
      if (isColumn && part.scrollWidth > part.clientWidth + 1) {
        found.push(`${part.tagName}.${part.className} scrolls sideways`);
      }
    }
    return found;
  });
  assert.deepEqual(wide, [], where);
}

/** Without scrolling, the group's three buttons can be pressed; the composer is one row. */
async function isAtHand(viewer: Viewer, where: string): Promise<void> {
  // Where a film was chosen further down, the column may still be there.
  await viewer.page.locator(".stage").evaluate((stage) => {
    scrollTo(0, 0);
    stage.scrollTo(0, 0);
  });
  const parts = [
    ...["all-play", "all-pause", "all-sync-to-me"].map((id) =>
      `[data-testid="${id}"]`
    ),
    ".link-dot",
    ".invite-open",
  ];
  for (const part of parts) {
    // The browser may still be on its way out of the fullscreen before.
    await eventually(async () => {
      const hit = await viewer.page.locator(part).evaluate((button) => {
        const { left, right, top, bottom } = button.getBoundingClientRect();
        return [left + 3, right - 3].every((x) =>
          button.contains(document.elementFromPoint(x, (top + bottom) / 2))
        );
      });
      assert.ok(hit, `${where}: ${part} is out of sight or covered`);
    });
  }
  const text = await boxOf(viewer, "message-input");
  const send = await boxOf(viewer, "message-send");
  assert.ok(
    send.x >= text.x + text.width && send.y < text.y + text.height &&
      text.height <= 48,
    `${where}: the composer ${told(text)} ${told(send)} is broken`,
  );
}

/** What outside the player can still be given the focus. */
function reachedBehind(viewer: Viewer): Promise<string[]> {
  return viewer.page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>(
      "a, button, input, select, summary, textarea",
    )].filter((one) =>
      one.closest(".player, .skip") === null &&
      one.checkVisibility({ visibilityProperty: true })
    ).map((one) => one.className || one.tagName)
  );
}

/** All overlays lie in the player, in its picture or below, and none covers another. */
async function liesApart(viewer: Viewer, where: string): Promise<void> {
  const player = await boxOf(viewer, "player");
  const boxes = new Map<string, Box>();
  for (const part of ["guard", "gaps", "net"]) {
    assert.equal(
      await viewer.part("player").getByTestId(part).count(),
      1,
      `${where}: ${part} is not in the player`,
    );
    boxes.set(part, await boxOf(viewer, part));
  }
  for (const part of [".ctl", ".composer"]) {
    const box = await viewer.part("player").locator(part).boundingBox();
    assert.ok(box !== null, `${where}: ${part} is not there`);
    boxes.set(part, box);
  }
  const sky = await boxOf(viewer, "danmaku");
  for (const part of [".guard", ".toasts"]) {
    const above = await viewer.page.locator(part).boundingBox();
    assert.ok(
      above !== null && sky.y >= above.y + above.height,
      `${where}: danmaku fly behind ${part}`,
    );
  }
  for (const [name, box] of boxes) {
    assert.ok(
      box.x >= player.x - 1 && box.y >= player.y - 1 &&
        box.x < player.x + player.width &&
        box.y + box.height <= player.y + player.height + 1,
      `${where}: ${name} ${told(box)} leaves the player ${told(player)}`,
    );
    for (const [other, its] of boxes) {
      if (other <= name) continue;
      const isApart = box.x + box.width <= its.x + 1 ||
        its.x + its.width <= box.x + 1 ||
        box.y + box.height <= its.y + 1 || its.y + its.height <= box.y + 1;
      assert.ok(
        isApart,
        `${where}: ${name} ${told(box)} covers ${other} ${told(its)}`,
      );
    }
  }
}

function told({ x, y, width, height }: Box): string {
  const round = Math.round;
  return `${round(x)},${round(y)} ${round(width)}×${round(height)}`;
}
