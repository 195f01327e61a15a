import assert from "node:assert/strict";
import type { Locator } from "playwright-core";
import { findBarriers } from "./axe.ts";
import { focusOf } from "./controls.ts";
import { eventually } from "./eventually.ts";
import type { Viewer } from "./viewer.ts";
import { inWorld } from "./world.ts";

const test = inWorld();

test("S18 S19 digits, < and > move the film, ? shows all keys, and none acts under a sheet or in a text", async (world) => {
  const a = await world.enter("a");
  await a.part("info").getByText("H.264").waitFor();
  const { durationS } = await a.film();
  await a.page.keyboard.press("5");
  await a.isAt(durationS / 2);
  await a.page.keyboard.press(">");
  await eventually(async () => assert.equal((await a.film()).rate, 1.25));
  await a.page.keyboard.press("<");
  await eventually(async () => assert.equal((await a.film()).rate, 1));

  await a.part("message-input").focus();
  await a.page.keyboard.type("0?");
  assert.equal(await sheetOf(a).count(), 0);
  await a.part("guard").focus();
  await a.page.keyboard.press("?");
  await isWellMade(a, "快捷键与手势");
  await a.page.keyboard.press("0");
  await a.page.keyboard.press("m");
  await a.page.keyboard.press("Escape");
  await sheetOf(a).waitFor({ state: "detached" });
  assert.match((await focusOf(a))?.called ?? "", /guard/);
  await a.isAt(durationS / 2);
  assert.equal((await a.film()).isMuted, false);
});

/** The sheet that is open. */
function sheetOf(viewer: Viewer): Locator {
  return viewer.page.locator("dialog[open]");
}

/** Checks that a sheet has a name and the focus, keeps it, and can be used by all. */
async function isWellMade(viewer: Viewer, name: string): Promise<void> {
  const { page } = viewer;
  const sheet = page.getByRole("dialog", { name });
  await sheet.waitFor();
  assert.deepEqual(await findBarriers(page), [], name);
  for (let press = 0; press < 4; press++) {
    await page.keyboard.press("Tab");
    const isOutside = await page.evaluate(() =>
      document.activeElement !== document.body &&
      document.activeElement?.closest("dialog") === null
    );
    assert.equal(isOutside, false, `${name} lets the focus out`);
  }
  const small = await sheet.evaluate((dialog) =>
    [...dialog.querySelectorAll<HTMLElement>("button, a[href], input, select")]
      .filter((one) => one.checkVisibility())
      .map((one) => (one.closest("label") ?? one))
      .filter((one) => {
        const { width, height } = one.getBoundingClientRect();
        return width < 43.5 || height < 43.5;
      }).map((one) => one.textContent)
  );
  assert.deepEqual(small, [], `${name} has what no finger hits`);
}
