import assert from "node:assert/strict";
import { eventually } from "./eventually.ts";
import { filmOf, watches } from "./source_panel.ts";
import { inWorld } from "./world.ts";

const test = inWorld({ films: ["short"] });

/** Least size of letters that are read on a phone, in CSS pixels. */
const LETTERS_MIN_PX = 12;

test("the charts lead no line from one film's figures to another's, and are read on a phone", async (world) => {
  const a = await world.enter("a", {
    isPhone: true,
    viewport: { width: 390, height: 844 },
  });
  const b = await world.enter("b");
  await a.page.locator(".tabs").getByRole("button", { name: "详情" }).click();
  const fold = a.page.locator(".chart-fold");
  await fold.locator("summary").click();
  const buffer = fold.locator(".chart").first();
  const runs = async () => {
    const path = await buffer.locator(".chart-line").getAttribute("d");
    return path?.split("M").slice(1) ?? [];
  };
  await b.part("all-play").click();
  await a.plays();
  await eventually(async () => assert.equal((await runs()).length, 1));
  await filmOf(b, /short\.mp4/).click();
  await watches(a, /short\.mp4/);
  await b.part("all-play").click();
  await eventually(async () => {
    const [first = "", second = "", ...more] = await runs();
    assert.deepEqual(more, []);
    assert.match(first, /L/);
    assert.match(second, /L/, "the second film has a line of its own");
  });
  // What it takes is told of the film of now alone.
  const rate = fold.locator(".chart").nth(1);
  await eventually(async () => {
    const line = await rate.locator(".chart-line").getAttribute("d");
    const level = await rate.locator(".chart-level").getAttribute("d");
    const starts = [...(line ?? "").matchAll(/M([\d.]+)/g)];
    assert.equal(/^M([\d.]+)/.exec(level ?? "")?.[1], starts.at(-1)?.[1]);
  });
  for (const chart of await fold.locator(".chart").all()) {
    const seen = await chart.evaluate((figure) => {
      const words = [...figure.querySelectorAll("figcaption > *")];
      const box = figure.querySelector("svg")?.getBoundingClientRect();
      return {
        letters: words.map((one) => parseFloat(getComputedStyle(one).fontSize)),
        right: Math.max(
          ...[...words, figure].map((one) => one.getBoundingClientRect().right),
        ),
        // Whatever they say, none lies over another.
        tops: words.map((one) => {
          const { left, right, top, bottom } = one.getBoundingClientRect();
          return { left, right, top, bottom };
        }),
        width: box?.width ?? 0,
        height: box?.height ?? 0,
      };
    });
    assert.ok(seen.letters.length >= 3);
    for (const px of seen.letters) assert.ok(px >= LETTERS_MIN_PX, `${px} px`);
    assert.ok(seen.right <= 390, `it ends at ${seen.right}`);
    assert.ok(seen.width >= 300 && seen.height >= 44, JSON.stringify(seen));
    for (const [index, one] of seen.tops.entries()) {
      for (const other of seen.tops.slice(index + 1)) {
        assert.ok(
          one.right <= other.left + 0.5 || other.right <= one.left + 0.5 ||
            one.bottom <= other.top + 0.5 || other.bottom <= one.top + 0.5,
          JSON.stringify([one, other]),
        );
      }
    }
  }
});
