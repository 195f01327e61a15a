/**
 * The frame rate of a page over which 1,000 danmaku fly in 8 s, beside that of the same page with
 * nothing over its film: `deno task bench danmaku [--rounds N]`. By turns in one real Chromium, in
 * the reverse order each round. Needs ffmpeg and Chromium.
 */
import { parseArgs } from "node:util";
import type { Page } from "playwright-core";
import { makeFilm } from "./make_film.ts";
import { PAGE_FILM } from "./page/film.ts";
import { bringTalkers, type Talkers } from "./page/talkers.ts";
import { launch, openWindow } from "./page/window.ts";
import { startServer } from "./sync/servers.ts";

/** How many fly, and in which time, in ms. */
const DANMAKU = 1000;
const SPAN_MS = 8000;
/** Those who send them: each may say 20 a second. */
const TALKERS = 10;
/** Longest flight in ms, after which the picture is empty again; `lib/ui/danmaku/pace.ts`. */
const GONE_MS = 11_000;
/** What each says behind its number: danmaku are short. */
const TEXT = "前方高能！";
/** What we promise: this share of the frame rate of an empty picture. */
const SHARE_MIN = 0.75;

/** What is over the picture while its frames are counted. */
type Kind = "empty" | "full";

async function run(rounds: number): Promise<boolean> {
  const folder = await Deno.makeTempDir({ prefix: "17kan-danmaku-" });
  const mediaDir = `${folder}/media`;
  await Deno.mkdir(mediaDir);
  await makeFilm(`${mediaDir}/001.mp4`, PAGE_FILM);
  const server = await startServer({ mediaDir, dataDir: `${folder}/data` });
  const browser = await launch();
  const room = "danmaku";
  const talkers = await bringTalkers({
    port: server.port,
    room,
    count: TALKERS,
  });
  try {
    const query = new URLSearchParams({ u: "viewer", room });
    const { page, firstFrameMs } = await openWindow(browser, {
      address: `http://127.0.0.1:${server.port}/?${query}`,
    });
    await firstFrameMs();
    talkers.play();
    // What draws them is loaded with the first one.
    await talkers.talk({ perS: 10, durationMs: 500, kinds: ["danmaku"] });
    await pause(GONE_MS);
    const found: Record<Kind, number[]> = { empty: [], full: [] };
    for (let round = 0; round < rounds; round++) {
      const kinds: Kind[] = ["empty", "full"];
      for (const kind of round % 2 === 0 ? kinds : kinds.reverse()) {
        found[kind].push(await framesPerS(page, talkers, kind));
        await pause(GONE_MS);
      }
    }
    return print(found);
  } finally {
    talkers.close();
    await browser.close();
    server.close();
    await Deno.remove(folder, { recursive: true });
  }
}

async function framesPerS(
  page: Page,
  talkers: Talkers,
  kind: Kind,
): Promise<number> {
  const counting = page.evaluate(
    (spanMs) =>
      new Promise<number>((done) => {
        const beganMs = performance.now();
        let frames = 0;
        const count = () => {
          const tookMs = performance.now() - beganMs;
          if (tookMs >= spanMs) return done(1000 * frames / tookMs);
          frames++;
          requestAnimationFrame(count);
        };
        requestAnimationFrame(count);
      }),
    SPAN_MS,
  );
  const sent = kind === "empty" ? 0 : await talkers.talk({
    perS: 1000 * DANMAKU / SPAN_MS,
    durationMs: SPAN_MS,
    kinds: ["danmaku"],
    text: TEXT,
  });
  const perS = await counting;
  if (talkers.refused.length > 0) {
    throw new Error(`Cannot send them all as ${talkers.refused[0]}`);
  }
  console.log(`${kind}: ${perS.toFixed(1)} frames/s, ${sent} danmaku`);
  return perS;
}

function print({ empty, full }: Record<Kind, number[]>): boolean {
  const share = middle(full) / middle(empty);
  console.log(
    `${middle(empty).toFixed(1)} frames/s empty, ${
      middle(full).toFixed(1)
    } with ${DANMAKU} danmaku in ${SPAN_MS / 1000} s: ${
      share.toFixed(2)
    } (at least ${SHARE_MIN})`,
  );
  return share >= SHARE_MIN;
}

function middle(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

function pause(forMs: number): Promise<void> {
  return new Promise((done) => setTimeout(done, forMs));
}

if (import.meta.main) {
  const { values } = parseArgs({
    args: Deno.args,
    options: { rounds: { type: "string", default: "3" } },
    strict: false,
  });
  const isGood = await run(Number(values.rounds) || 3);
  Deno.exit(isGood ? 0 : 1);
}
