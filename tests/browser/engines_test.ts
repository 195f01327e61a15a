import assert from "node:assert/strict";
import { type AppServer, startApp } from "./app_server.ts";
import { BROWSER_TEST } from "./chromium.ts";
import { openChromium } from "./engines/chromium.ts";
import { areInStep, filmNow, playsWithSound } from "./engines/film.ts";
import { openFirefox } from "./engines/firefox.ts";
import type { Browser, Tab } from "./engines/tab.ts";
import { part, usesAllControls, usesPointers } from "./engines/walk.ts";
import { openWebKit } from "./engines/webkit.ts";
import { eventually } from "./eventually.ts";
import { makeFilms } from "./films.ts";

/** How far a follower may be from Chromium, in ms; docs/engines.md says why. */
const WITHIN_MS = { firefox: 15, webkit: 40 } as const;
const OPENERS = { firefox: openFirefox, webkit: openWebKit } as const;

let app: AppServer;
let chromium: Browser;
Deno.test.beforeAll(async () => {
  app = await startApp();
  await makeFilms(app.mediaDir, ["short"]);
  await Deno.writeTextFile(
    `${app.mediaDir}/short.zh.srt`,
    "1\n00:00:00,000 --> 00:00:20,000\nfrom the first second\n",
  );
  chromium = await openChromium();
});
Deno.test.afterAll(async () => {
  await chromium.close();
  await app.close();
});

for (const engine of ["firefox", "webkit"] as const) {
  Deno.test(
    `S80 B11 ${engine} and Chromium in one room: film and HLS in step with sound, messages both ways, the page filled, and each control does what it says`,
    BROWSER_TEST,
    async () => {
      const browser = await OPENERS[engine]();
      try {
        const a = await enter(chromium, "a", engine);
        const b = await enter(browser, "b", engine);
        await a.press(part("all-play"));
        await playsWithSound(a);
        await playsWithSound(b);
        // The demo film can be decoded everywhere: no browser's own word may say otherwise.
        assert.doesNotMatch(await told(a, part("users")), /浏览器解不了/);
        const filmMs = await areInStep(a, b, WITHIN_MS[engine]);

        await b.type(part("message-input"), `from ${engine}`);
        await hears(a, `from ${engine}`);
        await a.type(part("message-input"), "from chromium");
        await hears(b, "from chromium");

        await b.press("[data-testid=player] [aria-label*=全屏]");
        await eventually(async () => {
          const { widthPx, windowPx } = await widths(b);
          assert.ok(widthPx >= windowPx - 1, `${widthPx} of ${windowPx}`);
        });
        await b.press("[data-testid=player] [aria-label*=全屏]");

        await usesPointers(b);

        // The server's own clips of the film; streams of other makers play in stream_test.ts.
        await a.type(
          part("source-url"),
          `${app.origin}/hls/001.mp4/index.m3u8`,
        );
        for (const tab of [a, b]) {
          await eventually(async () => {
            const { source, readyState } = await filmNow(tab);
            assert.match(source, /^blob:/);
            assert.ok(readyState >= 2, `${tab.engine} has no picture`);
          });
        }
        await a.press(part("all-play"));
        await playsWithSound(a);
        await playsWithSound(b);
        const hlsMs = await areInStep(a, b, WITHIN_MS[engine]);
        console.log(
          `${engine} beside Chromium: film ${filmMs.toFixed(1)} ms, ` +
            `HLS ${hlsMs.toFixed(1)} ms`,
        );
        await usesAllControls(b, {
          film: `${app.origin}/media/short.mp4`,
          subtitles: `${app.origin}/media/short.zh.srt`,
          line: "from the first second",
        });
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
    const state = await tab.run(
      () =>
        document.querySelector("[data-testid=connection]")
          ?.getAttribute("data-state") ?? null,
      null,
    );
    assert.equal(state, "open", `${tab.engine} has no link`);
    const { readyState } = await filmNow(tab);
    assert.ok(readyState >= 2, `${tab.engine} has no picture`);
  }, { withinMs: 30_000 });
  return tab;
}

async function hears(tab: Tab, text: string): Promise<void> {
  await eventually(async () => {
    const lines = await told(tab, part("messages"));
    assert.ok(lines.includes(text), `${tab.engine} was not told "${text}"`);
  });
}

function told(tab: Tab, selector: string): Promise<string> {
  return tab.run(
    (wanted) => document.querySelector(wanted)?.textContent ?? "",
    selector,
  );
}

function widths(tab: Tab): Promise<{ widthPx: number; windowPx: number }> {
  return tab.run(() => ({
    widthPx: document.querySelector("[data-testid=player]")
      ?.getBoundingClientRect().width ?? 0,
    windowPx: innerWidth,
  }), null);
}
