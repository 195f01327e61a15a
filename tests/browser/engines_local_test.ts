import assert from "node:assert/strict";
import { type AppServer, startApp } from "./app_server.ts";
import { BROWSER_TEST } from "./chromium.ts";
import { openChromium } from "./engines/chromium.ts";
import { areInStep, filmNow, playsWithSound } from "./engines/film.ts";
import { openFirefox } from "./engines/firefox.ts";
import type { Browser, Tab } from "./engines/tab.ts";
import { part } from "./engines/walk.ts";
import { openWebKit } from "./engines/webkit.ts";
import { eventually } from "./eventually.ts";

/** How far a follower may be from Chromium, in ms; docs/engines.md says why. */
const WITHIN_MS = { firefox: 15, webkit: 40 } as const;
const OPENERS = { firefox: openFirefox, webkit: openWebKit } as const;

let app: AppServer;
let chromium: Browser;
Deno.test.beforeAll(async () => {
  app = await startApp();
  chromium = await openChromium();
});
Deno.test.afterAll(async () => {
  await chromium.close();
  await app.close();
});

for (const engine of ["firefox", "webkit"] as const) {
  Deno.test(
    `S81 ${engine} and Chromium play a copy of their own each, in step`,
    BROWSER_TEST,
    async () => {
      const browser = await OPENERS[engine]();
      try {
        const a = await enter(chromium, "a", engine);
        const b = await enter(browser, "b", engine);
        await give(a, part("source-file"));
        await playsOwn(a);
        await give(b, ".src-ask input[type=file]");
        await playsOwn(b);
        await a.press(part("all-play"));
        await playsWithSound(a);
        await playsWithSound(b);
        await areInStep(a, b, WITHIN_MS[engine]);
      } finally {
        await browser.close();
      }
    },
  );
}

async function enter(
  browser: Browser,
  name: string,
  room: string,
): Promise<Tab> {
  const tab = await browser.newTab();
  await tab.open(`${app.origin}/?${new URLSearchParams({ u: name, room })}`);
  await eventually(async () => {
    const { readyState } = await filmNow(tab);
    assert.ok(readyState >= 2, `${tab.engine} has no picture`);
  }, { withinMs: 30_000 });
  return tab;
}

/** Chooses a film from the disk in a field: the same bytes under the same name for whoever does. */
function give(tab: Tab, field: string): Promise<void> {
  return eventually(() =>
    tab.run(async ({ field, address }) => {
      const input = document.querySelector<HTMLInputElement>(field);
      if (input === null) throw new Error("There is no field for a film");
      const bytes = await (await fetch(address)).arrayBuffer();
      const choice = new DataTransfer();
      choice.items.add(new File([bytes], "evening.mp4", { type: "video/mp4" }));
      input.files = choice.files;
      input.dispatchEvent(new Event("change", { bubbles: true }));
    }, { field, address: `${app.origin}/media/001.mp4` })
  );
}

async function playsOwn(tab: Tab): Promise<void> {
  await eventually(async () => {
    const { source, readyState } = await filmNow(tab);
    assert.match(source, /^blob:/);
    assert.ok(readyState >= 2, `${tab.engine} has no picture`);
  });
}
