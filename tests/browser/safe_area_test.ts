import assert from "node:assert/strict";
import { eventually } from "./eventually.ts";
import type { Viewer } from "./viewer.ts";
import { inWorld } from "./world.ts";

const test = inWorld();

/** What a notch, round corners and the home bar take of a screen, in CSS px. */
interface Insets {
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
}

/** Phones with a notch, upright and lying, and one whose page has the screen to itself. */
const PHONES: readonly (readonly [
  width: number,
  height: number,
  insets: Insets,
])[] = [
  [390, 844, { top: 47, right: 0, bottom: 34, left: 0 }],
  [740, 360, { top: 0, right: 44, bottom: 21, left: 44 }],
  [844, 390, { top: 0, right: 47, bottom: 21, left: 47 }],
];

/** What is read or pressed over and beside the picture. */
const PARTS =
  ".guard, .group-keys, .toast, .line-message, .net, .gaps, .ctl-row > *, .composer > *, .tabs button, .past";

test("S29 S60 nothing that is read or pressed lies under a notch or the home bar, upright and lying, beside the page and filling it", async (world) => {
  const a = await world.enter("a", { isPhone: true });
  const b = await world.enter("b");
  await a.gapLine("b").waitFor();
  const dev = await a.context.newCDPSession(a.page);
  // As on an iPhone, which gives no box the screen.
  await a.page.evaluate(() => {
    Object.defineProperty(document, "fullscreenEnabled", { value: false });
  });
  for (const [width, height, insets] of PHONES) {
    await a.page.setViewportSize({ width, height });
    await dev.send("Emulation.setSafeAreaInsetsOverride", { insets });
    const check = (state: string, parts = PARTS) =>
      isClear(a, { insets, parts }, `${width}×${height}, ${state}`);
    // What is scrolled there comes to its end above the home bar.
    const checkList = (state: string) => {
      const sides = { ...insets, bottom: 0 };
      return isClear(a, { insets: sides, parts: ".none" }, state);
    };
    await b.says("a line over the picture");
    await b.says("a notice", { kind: "notice" });
    await a.part("overlay-message").last().waitFor();
    // What is scrolled goes by behind the edges, unseen.
    await check("in its place", `${PARTS}, .bar > *`);
    await a.page.evaluate(() => scrollTo(0, 400));
    await check("scrolled");
    await a.page.evaluate(() => scrollTo(0, 0));
    await a.page.locator(".invite-open").click();
    await a.page.locator("dialog[open] .qr").waitFor();
    await checkList("the invitation");
    await a.page.keyboard.press("Escape");
    await a.part("video").click({ button: "right", position: { x: 1, y: 60 } });
    await a.page.locator("dialog[open] [role=menu]").waitFor();
    await check("the picture's menu");
    await a.page.keyboard.press("Escape");
    await a.page.locator("dialog").waitFor({ state: "detached" });
    await a.part("settings").getByRole("button").first().click();
    await a.page.locator(".menu input").first().waitFor();
    await checkList("settings");
    await a.page.locator(".veil").click({ position: { x: 200, y: 4 } });

    await a.button("全屏").click();
    await a.isSized("page");
    await b.says("over all of the screen");
    await a.part("overlay-message").last().waitFor();
    await check("filled");
    await a.part("past-key").click();
    await a.part("past").waitFor();
    await check("filled, with what was said");
    await a.part("past-key").click();
    await a.button("退出全屏").click();
    await a.isSized("place");
  }
});

/** Waits until nothing reaches into the edges of the screen. */
async function isClear(
  { page }: Viewer,
  where: { readonly insets: Insets; readonly parts: string },
  state: string,
): Promise<void> {
  await eventually(async () => {
    const under = await page.evaluate(look, where);
    assert.deepEqual(under, [], state);
  });
}

// Runs in the page, so it can use nothing from outside.
function look(
  { insets, parts }: { readonly insets: Insets; readonly parts: string },
): string[] {
  const right = innerWidth - insets.right;
  const bottom = innerHeight - insets.bottom;
  const isUnder = (x: number, y: number) =>
    x < insets.left || x > right || y < insets.top || y > bottom;
  const found = new Set<string>();
  const call = (part: Element) => part.className || part.tagName;
  // What is pressed: whatever a finger would hit there.
  for (let x = 2; x < innerWidth; x += 4) {
    for (let y = 2; y < innerHeight; y += 4) {
      if (!isUnder(x, y)) continue;
      const hit = document.elementFromPoint(x, y)?.closest(
        "a, button, input, label, select, summary, textarea, [role=slider]",
      );
      if (hit) found.add(`${call(hit)} is pressed at ${x},${y}`);
    }
  }
  // What is read, and lets fingers through; scrolled out of sight it may lie anywhere.
  for (const part of document.querySelectorAll(parts)) {
    const box = part.getBoundingClientRect();
    const isSeen = box.width > 1 && part.checkVisibility({
      visibilityProperty: true,
    });
    if (!isSeen) continue;
    if (
      isUnder(box.left + 1, box.top + 1) ||
      isUnder(box.right - 1, box.bottom - 1)
    ) {
      found.add(`${call(part)} ${Math.round(box.left)},${Math.round(box.top)}`);
    }
  }
  return [...found];
}
