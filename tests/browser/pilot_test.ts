import assert from "node:assert/strict";
import * as esbuild from "esbuild";
import type { Browser, Page } from "playwright-core";
import { createMediaServer } from "@/lib/media/mod.ts";
import type {} from "./pilot_page.ts";
import { BROWSER_TEST, launchChromium } from "./chromium.ts";

const ROOT = new URL("../../", import.meta.url).pathname;
const DEMO = `${ROOT}static/001.mp4`;
const PAGE = `<!doctype html><meta charset="utf-8"><title>pilot</title>
<video playsinline width="320"></video>
<button>tap</button>
<script type="module" src="/page.js"></script>`;

/** The page's script, made as the islands are. */
async function script(): Promise<string> {
  const built = await esbuild.build({
    absWorkingDir: ROOT,
    entryPoints: ["tests/browser/pilot_page.ts"],
    bundle: true,
    write: false,
    format: "esm",
    platform: "browser",
    alias: { "@/lib": `${ROOT}lib` },
  });
  await esbuild.stop();
  return built.outputFiles[0]?.text ?? "";
}

/** How much of the film comes before it gets stuck, in bytes: some seconds. */
const STUCK_AT = 150_000;
/** Lets the rest of a stuck film come. */
let release = Promise.withResolvers<void>();

/** A film that stops coming until it is released. */
function stuck(): Response {
  release = Promise.withResolvers<void>();
  const film = Deno.readFileSync(DEMO);
  const body = new ReadableStream<Uint8Array>({
    async start(stream) {
      stream.enqueue(film.subarray(0, STUCK_AT));
      await release.promise;
      stream.enqueue(film.subarray(STUCK_AT));
      stream.close();
    },
  });
  return new Response(body, {
    headers: {
      "content-type": "video/mp4",
      "content-length": String(film.length),
    },
  });
}

/** Whether no film comes until it is released. */
let isHeld = false;

/** Serves page and films, and opens as many windows on it as asked for. */
async function withPages(
  { count, args }: { count: number; args: readonly string[] },
  use: (pages: Page[]) => Promise<void>,
): Promise<void> {
  const code = await script();
  const media = createMediaServer({
    mediaDir: `${ROOT}static`,
    demoPath: DEMO,
    watch: () => null,
  });
  const server = Deno.serve(
    { port: 0, onListen: () => {} },
    async (request) => {
      const { pathname } = new URL(request.url);
      if (pathname === "/page.js") {
        return new Response(code, {
          headers: { "content-type": "text/javascript" },
        });
      }
      if (pathname === "/not-a-film.mp4") {
        return new Response("This is text.".repeat(1000), {
          headers: { "content-type": "video/mp4" },
        });
      }
      if (pathname === "/stuck.mp4") return stuck();
      if (isHeld && pathname.startsWith("/media/")) await release.promise;
      if (pathname === "/release") {
        release.resolve();
        return new Response();
      }
      return pathname.startsWith("/media/")
        ? media.serve(request, {
          rawPath: pathname.slice("/media/".length),
          viewer: null,
        })
        : new Response(PAGE, { headers: { "content-type": "text/html" } });
    },
  );
  const browsers: Browser[] = [];
  try {
    const pages: Page[] = [];
    for (let index = 0; index < count; index++) {
      // A browser each: windows of one share a clock's jitter and a decoder's luck.
      const browser = await launchChromium({ args });
      browsers.push(browser);
      const page = await browser.newPage();
      page.setDefaultTimeout(10_000);
      await page.goto(`http://localhost:${server.addr.port}/`);
      await page.waitForFunction(() => globalThis.pilotPage !== undefined);
      pages.push(page);
    }
    await use(pages);
  } finally {
    isHeld = false;
    release.resolve();
    for (const browser of browsers) await browser.close();
    media.close();
    await server.shutdown();
  }
}

const AUTOPLAY = ["--autoplay-policy=no-user-gesture-required"];

const load = (page: Page, url = "/media/001.mp4") =>
  page.evaluate(
    (url) => pilotPage.pilot.load({ url, title: "film", sourceId: 1 }),
    url,
  );

const until = (page: Page, state: string) =>
  page.waitForFunction(
    (state) => pilotPage.pilot.view.peek().state === state,
    state,
  );

const errorsMs = (page: Page, forMs: number) =>
  page.evaluate((forMs) => pilotPage.errorsMs(forMs), forMs);

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;
}

/** How far two pages are apart, in ms, by the medians of their last second and a half. */
async function spreadMs(pages: readonly Page[]): Promise<number> {
  const at = [];
  for (const page of pages) at.push(median(await errorsMs(page, 1500)));
  return Math.max(...at) - Math.min(...at);
}

Deno.test({
  name: "createPilot() keeps two browsers together through play, seek, pause",
  ...BROWSER_TEST,
  async fn() {
    await withPages({ count: 2, args: AUTOPLAY }, async (pages) => {
      const [first, second] = pages;
      assert.ok(first !== undefined && second !== undefined);
      for (const page of pages) await load(page);
      for (const page of pages) await until(page, "paused");
      const now = () => first.evaluate(() => pilotPage.serverMs());
      const change = async (line: Record<string, number | object>) => {
        for (const page of pages) {
          await page.evaluate((line) => pilotPage.change(line), line);
        }
      };
      const startMs = await now() + 700;
      await change({ revision: 2, positionS: 1, rate: 1, atMs: startMs });
      await first.waitForTimeout(5000);
      assert.ok(await spreadMs(pages) < 60, "after the start");

      const seekMs = await now() + 500;
      const prev = { positionS: 1, rate: 1, atMs: startMs };
      await change({ revision: 3, positionS: 20, atMs: seekMs, prev });
      await first.waitForTimeout(5000);
      assert.ok(await spreadMs(pages) < 60, "after the seek");

      const pauseMs = await now() + 300;
      const positionS = 20 + (pauseMs - seekMs) / 1000;
      await change({ revision: 4, positionS, rate: 0, atMs: pauseMs });
      await first.waitForTimeout(1200);
      for (const page of pages) {
        const view = await page.evaluate(() => pilotPage.pilot.view.peek());
        assert.equal(view.state, "paused");
        assert.ok(Math.abs(view.positionS - positionS) < 0.002);
        const sync = await page.evaluate(() => pilotPage.pilot.syncView.peek());
        assert.ok(sync.seeks <= 4, JSON.stringify(sync.acts));
        assert.equal(await page.evaluate(() => pilotPage.acts.length), 0);
      }
    });
  },
});

Deno.test({
  name: "createPilot() lands a late joiner, and tells an act from its own",
  ...BROWSER_TEST,
  async fn() {
    await withPages({ count: 1, args: AUTOPLAY }, async ([page]) => {
      assert.ok(page !== undefined);
      await page.evaluate(() =>
        pilotPage.change({
          revision: 2,
          positionS: 5,
          rate: 1,
          atMs: pilotPage.serverMs(),
        })
      );
      await load(page);
      await until(page, "playing");
      await page.waitForTimeout(4000);
      const errorMs = median(await errorsMs(page, 1000));
      assert.ok(Math.abs(errorMs) < 60, `${errorMs} ms off after joining`);
      assert.deepEqual(await page.evaluate(() => pilotPage.acts), []);

      await page.evaluate(() => document.querySelector("video")?.pause());
      await until(page, "paused");
      const acts = await page.evaluate(() => pilotPage.acts);
      assert.deepEqual(acts.map(({ what }) => what), ["pause"]);
      await page.waitForTimeout(1500);
      await until(page, "paused");

      await page.evaluate(() => pilotPage.setFollowing(true));
      await until(page, "playing");
      await page.waitForTimeout(2500);
      const back = median(await errorsMs(page, 500));
      assert.ok(Math.abs(back) < 60, `${back} ms off after coming back`);

      await page.evaluate(() => {
        pilotPage.setFollowing(false);
        pilotPage.pilot.seek(30);
      });
      await page.waitForTimeout(1000);
      await page.evaluate(() => pilotPage.pilot.setSpeed(1.5));
      await page.waitForTimeout(500);
      const free = await page.evaluate(() => pilotPage.pilot.view.peek());
      assert.ok(free.positionS > 30.5 && free.speed === 1.5);
      assert.equal(await page.evaluate(() => pilotPage.acts.length), 1);

      await page.evaluate(() => {
        const atMs = pilotPage.serverMs();
        pilotPage.pilot.jump({
          positionS: 12,
          rate: 0,
          speed: 1,
          atMs,
          prev: null,
        });
      });
      await until(page, "paused");
      const jumped = await page.evaluate(() => pilotPage.pilot.positionNow());
      assert.ok(Math.abs(jumped.positionS - 12) < 0.01);

      const reports = await page.evaluate(() => pilotPage.reports);
      assert.ok(reports.length > 10);
      for (const [index, { atLocalMs }] of reports.entries()) {
        const before = reports[index - 1]?.atLocalMs ?? -Infinity;
        assert.ok(atLocalMs - before >= 99, "reports come in bursts");
      }
    });
  },
});

Deno.test({
  name: "createPilot() waits for a tap where the browser wants one",
  ...BROWSER_TEST,
  async fn() {
    const args = ["--autoplay-policy=user-gesture-required"];
    await withPages({ count: 1, args }, async ([page]) => {
      assert.ok(page !== undefined);
      const blocked = page.waitForEvent("console", {
        predicate: (message) => message.text() === "blocked",
      });
      await page.goto(`${page.url()}?untapped`);
      await blocked;
      const view = await page.evaluate(() => pilotPage.pilot.view.peek());
      assert.equal(view.blocked, true);
      await page.waitForTimeout(1000);
      await until(page, "blocked");
      await page.click("button");
      await until(page, "playing");
      await page.waitForTimeout(2500);
      const errorMs = median(await errorsMs(page, 500));
      assert.ok(Math.abs(errorMs) < 100, `${errorMs} ms off after the tap`);
    });
  },
});

Deno.test({
  name: "createPilot() names what cannot be played",
  ...BROWSER_TEST,
  async fn() {
    await withPages({ count: 1, args: [] }, async ([page]) => {
      assert.ok(page !== undefined);
      const cases = [
        ["/media/missing.mp4", "not-found"],
        ["/not-a-film.mp4", "broken"],
        ["http://localhost:9/film.mp4", "network"],
      ];
      for (const [url, code] of cases) {
        await load(page, url);
        await page.waitForFunction(
          (code) => pilotPage.pilot.view.peek().problem?.code === code,
          code,
        );
        await until(page, "failed");
      }
      await load(page);
      await until(page, "paused");
    });
  },
});

Deno.test({
  name: "createPilot() shows the last picture while a film is opened anew",
  ...BROWSER_TEST,
  async fn() {
    await withPages({ count: 1, args: AUTOPLAY }, async ([page]) => {
      assert.ok(page !== undefined);
      release = Promise.withResolvers<void>();
      await page.evaluate(() => pilotPage.setFollowing(false));
      await load(page);
      await until(page, "paused");
      await page.evaluate(() => pilotPage.pilot.seek(3));
      await page.waitForTimeout(500);
      const shotBytes = async () =>
        (await page.locator("video").screenshot()).length;
      const shownBytes = await shotBytes();
      isHeld = true;
      // By another address, since the browser has kept what came by that one.
      await load(page, "/media/001.mp4?again");
      await page.waitForFunction(() =>
        document.querySelector("video")?.readyState === 0
      );
      const keptBytes = await shotBytes();
      // What is black, or as white as the page, packs into next to nothing.
      assert.ok(
        keptBytes > shownBytes / 3,
        `${keptBytes} bytes of ${shownBytes}`,
      );
      isHeld = false;
      release.resolve();
      await page.waitForFunction(() =>
        document.querySelector("video")?.style.background === ""
      );
      assert.ok(await shotBytes() > shownBytes / 3);
    });
  },
});

Deno.test({
  name: "createPilot() calls a film that stops coming a stall until it moves",
  ...BROWSER_TEST,
  async fn() {
    await withPages({ count: 1, args: AUTOPLAY }, async ([page]) => {
      assert.ok(page !== undefined);
      await page.evaluate(() => pilotPage.setFollowing(false));
      await load(page, "/stuck.mp4");
      await until(page, "paused");
      await page.evaluate(() => pilotPage.pilot.play());
      await until(page, "playing");
      await page.waitForFunction(
        () => pilotPage.pilot.view.peek().waiting,
        null,
        { timeout: 60_000 },
      );
      const isStalled = () =>
        page.evaluate(() => pilotPage.pilot.view.peek().stalled);
      assert.equal(await isStalled(), false);
      await page.waitForFunction(() => pilotPage.pilot.view.peek().stalled);
      await page.evaluate(() => fetch("/release"));
      await page.waitForFunction(() => !pilotPage.pilot.view.peek().stalled);
      await until(page, "playing");
      await page.waitForTimeout(500);
      const told = await page.evaluate(() =>
        pilotPage.reports.map(({ report }) => report.stalled)
      );
      const changes = told.filter((is, index) => is !== told[index - 1]);
      assert.deepEqual(changes, [false, true, false]);
    });
  },
});
