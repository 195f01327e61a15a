import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { findBarriers } from "./axe.ts";
import { findSmall } from "./touch_targets.ts";
import { inWorld } from "./world.ts";

const test = inWorld({ server: { isDev: true } });

test("S15 S29 axe-core finds nothing among all components and states of /kit, in both languages, nothing is too small for a finger, the guard's question counts down, and a viewer's figures keep their lines", async (world) => {
  const a = await world.profile("a");
  const phone = await world.profile("b", { isPhone: true });
  for (const language of ["zh-CN", "en"]) {
    await phone.page.goto(`${world.app.origin}/kit?lang=${language}`);
    await phone.part("question-left").first().waitFor();
    await a.page.goto(`${world.app.origin}/kit?lang=${language}`);
    await a.page.locator(".kit-scene").first().waitFor();
    await a.part("stalls").first().getByText("×").or(a.part("users").first())
      .first().waitFor();
    assert.ok(await a.page.locator(".kit-scene").count() > 50);
    assert.deepEqual(await findBarriers(a.page), [], language);
    // What the guard asks counts down for the eye, and is spoken once.
    const left = a.part("question-left");
    const asked = a.page.locator(".player", { has: left }).first();
    const counted = await left.first().innerText();
    assert.match(
      counted,
      /^(影片照放；.*\b6 秒后不等了|The film plays on; .*\b6 s it will not wait)$/,
    );
    const spoken = asked.locator("[aria-live]", { hasText: counted });
    await spoken.waitFor({ state: "attached" });
    assert.deepEqual(await findSmall(phone.page), [], language);
    for (const width of [320, 390, 768, 900, 1280]) {
      await a.page.setViewportSize({ width, height: 800 });
      assert.deepEqual(await brokenCells(a.page), [], `${language}, ${width}`);
    }
    await a.page.goto(`${world.app.origin}/kit?door=wrong&lang=${language}`);
    assert.deepEqual(await findBarriers(a.page), [], `${language}, door`);
  }
});

/** Cells of viewers whose figures need a second line, which would move all below as they change. */
function brokenCells(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>(".vw-row > :not(.vw-note)")]
      .filter((cell) => {
        const range = document.createRange();
        range.selectNodeContents(cell);
        const tops = [...range.getClientRects()].map(({ top }) => top);
        const lineHeight = parseFloat(getComputedStyle(cell).lineHeight);
        return Math.max(...tops) - Math.min(...tops) > lineHeight / 2;
      })
      .map((cell) => `${cell.className}: ${cell.innerText}`)
  );
}
