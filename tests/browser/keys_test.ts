import assert from "node:assert/strict";
import { findBarriers } from "./axe.ts";
import { type Control, controlsOf, focusOf } from "./controls.ts";
import { eventually } from "./eventually.ts";
import type { Viewer } from "./viewer.ts";
import { inWorld } from "./world.ts";

// As a browser comes: it plays nothing before a first key or tap, so that `join` can be seen.
const test = inWorld({
  flags: ["--autoplay-policy=user-gesture-required"],
});

/** More than all controls of a page: a Tab that never comes round is a trap. */
const TABS_MAX = 150;
/** Smallest side of what a finger has to hit, in CSS px: WCAG 2.2, 2.5.5. */
const TOUCH_PX = 44;

test("S19 Tab comes by every control once, and each shows that it has the keyboard", async (world) => {
  const [a] = await world.enterAll("a", "b");
  // Over the picture and in the table, as soon as b has told where they are.
  for (const line of [a.gapLine("b"), a.row("b")]) {
    const button = line.getByTestId("sync-to");
    await eventually(async () => assert.ok(await button.isEnabled()));
  }
  await a.part("info").waitFor();
  const reached = await tabThrough(a);
  const missed = (await controlsOf(a)).filter(({ id, isByArrows }) =>
    !isByArrows && !reached.some((control) => control.id === id)
  );
  assert.deepEqual(missed.map(({ called }) => called), [], "not reached");
  const ids = reached.map(({ id }) => id);
  assert.equal(new Set(ids).size, ids.length, "reached twice");
  for (const { called, isMarked } of reached) {
    assert.ok(isMarked, `${called} hides that it has the keyboard`);
  }
});

test("S19 S29 on a small phone nothing that has the keyboard lies under the film or the tabs", async (world) => {
  const a = await world.enter("a", {
    isPhone: true,
    viewport: { width: 320, height: 568 },
  });
  await a.page.getByRole("button", { name: "片源" }).click();
  const first = a.part("source-library").getByRole("button").first();
  await first.waitFor();
  await a.page.evaluate(() => scrollTo(0, document.body.scrollHeight));
  for (const key of ["Tab", "Shift+Tab"]) {
    const reached = await tabThrough(a, key);
    const covered = reached.filter(({ isCovered }) => isCovered);
    assert.deepEqual(covered.map(({ called }) => called), [], key);
  }
});

test("S19 the first Tab leads past all controls to the composer", async (world) => {
  const a = await world.enter("a");
  await a.page.keyboard.press("Tab");
  assert.match((await focusOf(a))?.called ?? "", /跳到消息输入框/);
  await a.page.keyboard.press("Enter");
  await eventually(async () =>
    assert.match((await focusOf(a))?.called ?? "", /message-input/)
  );
});

test("S25 S42 the menu, the speed of all and the panels are used by keys alone", async (world) => {
  const a = await world.enter("a");
  const settings = a.part("settings").getByRole("button").first();
  await settings.focus();
  await a.page.keyboard.press("Enter");
  const menu = a.part("settings").getByRole("group");
  await menu.locator("input").first().waitFor();
  await a.page.keyboard.press("Tab");
  assert.equal(await menu.locator(":focus").count(), 1);
  await a.page.keyboard.press("Escape");
  await menu.waitFor({ state: "detached" });
  assert.equal(await settings.evaluate((it) => it.matches(":focus")), true);

  await a.part("all-rate").focus();
  await a.page.keyboard.press("ArrowDown");
  await a.hears("a:全体1.25倍速");

  await a.page.locator(".at-people > summary").focus();
  await a.page.keyboard.press("Enter");
  await a.part("users").waitFor({ state: "hidden" });
  // This browser keeps it, a moment after it is drawn.
  await eventually(async () => {
    const kept = await a.page.evaluate(() => localStorage["17kan-folds"]);
    assert.match(kept ?? "", /"people":false/);
  });
  await a.page.reload();
  await a.isOpen();
  await a.part("users").waitFor({ state: "hidden" });
  await a.page.locator(".at-people > summary").focus();
  await a.page.keyboard.press("Enter");
  await a.part("users").waitFor();
});

for (const locale of ["zh-CN", "en-US"]) {
  test(`S15 B18 where a tap is asked for axe-core finds nothing, in ${locale}, and a finger or a key joins`, async (world) => {
    const a = await world.enter("a");
    // To look into a page counts as a gesture of its viewer, so nobody looks into this one before.
    const b = await world.enter("b", {
      isUnsure: true,
      isPhone: true,
      locale,
    });
    await a.gapLine("b").waitFor();
    await a.part("all-play").click();
    await eventually(async () =>
      assert.match(await a.row("b").innerText(), /还没开始看/)
    );
    await b.part("join").waitFor();
    assert.deepEqual(await findBarriers(b.page), []);
    const box = await b.part("join").boundingBox();
    assert.ok(box !== null && box.width >= TOUCH_PX && box.height >= TOUCH_PX);
    await b.part("join").focus();
    await b.page.keyboard.press("Enter");
    await b.plays();
  });
}

/** A control that had the keyboard. */
interface Reached extends Control {
  /** Whether it, the label that stands for it, or the box right around it was marked. */
  readonly isMarked: boolean;
  /** Whether something else lay over it. */
  readonly isCovered: boolean;
}

/** What a key comes by, until it has come round. */
async function tabThrough(viewer: Viewer, key = "Tab"): Promise<Reached[]> {
  const reached: Reached[] = [];
  for (let count = 0; count < TABS_MAX; count++) {
    await viewer.page.keyboard.press(key);
    const control = await focusOf(viewer);
    // Behind the last control the browser's own bars come, then the first one again.
    if (control === null) continue;
    if (control.id === reached[0]?.id) return reached;
    reached.push({ ...control, ...await lookOf(viewer) });
  }
  assert.fail(`Tab did not come round, last ${reached.at(-1)?.called}`);
}

function lookOf(
  viewer: Viewer,
): Promise<Pick<Reached, "isMarked" | "isCovered">> {
  return viewer.page.evaluate(() => {
    const element = document.activeElement;
    const label = element instanceof HTMLInputElement
      ? element.labels?.[0] ?? null
      : null;
    const parts = [element, label].filter((part) => part !== null);
    const shown = element?.matches(".sr") ? label : element;
    const { left, top, width, height } = shown?.getBoundingClientRect() ??
      new DOMRect();
    const over = document.elementFromPoint(left + width / 2, top + height / 2);
    return {
      isMarked: [...parts, element?.parentElement ?? null].some((part) =>
        part !== null && getComputedStyle(part).outlineStyle !== "none"
      ),
      isCovered: !parts.some((part) =>
        part.contains(over) || over?.contains(part)
      ),
    };
  });
}
