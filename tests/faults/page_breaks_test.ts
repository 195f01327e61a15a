import assert from "node:assert/strict";
import { withServer } from "./breaks.ts";
import { sufferInPages } from "./page_breaks.ts";
import { PAGE_OPENERS } from "./page_openers.ts";

/** What is said of a quiet machine is a second; a busy one gets its time, as in CI. */
const BACK_WITHIN_MS = 8000;

Deno.test({
  name:
    "real pages play on through a cut and a killed server, say that they are alone, and are with the room soon after, with all that was said",
  sanitizeOps: false,
  sanitizeResources: false,
  fn: async () => {
    const browser = await PAGE_OPENERS.chromium();
    try {
      await withServer(async (server) => {
        // The full spans, and the figures, are those of `deno task faults pages`.
        const recoveries = await sufferInPages({
          server,
          newPage: browser.newPage,
          pages: 2,
          breaks: [["cut", 1500], ["kill -9", 0]],
        });
        for (const { timesMs, noticedMs, strayedS } of recoveries) {
          assert.equal(timesMs.length, 2);
          assert.ok((timesMs.at(-1) ?? NaN) < BACK_WITHIN_MS, `${timesMs}`);
          assert.ok((noticedMs.at(-1) ?? NaN) < BACK_WITHIN_MS, `${noticedMs}`);
          for (const s of strayedS) {
            assert.ok(Math.abs(s) < 0.5, `the film strayed by ${s} s`);
          }
        }
      });
    } finally {
      await browser.close();
    }
  },
});
