/**
 * What our page costs beside one that is nothing but a `<video>`: `deno task bench page
 * [--rounds N] [--talk-s S]`. Both are opened by turns in one real Chromium, in the reverse order
 * each round, and get the same film from the same server. Needs ffmpeg and Chromium.
 */
import { parseArgs } from "node:util";
import type { Browser } from "playwright-core";
import { type BareServer, serveBare } from "./page/bare_server.ts";
import { makeFilm } from "./make_film.ts";
import { PAGE_FILM } from "./page/film.ts";
import { bringTalkers } from "./page/talkers.ts";
import { launch, openWindow, type Window, type Work } from "./page/window.ts";
import { startServer } from "./sync/servers.ts";
import { gzipBytesOf, weighRoom } from "./weight.ts";

/** How long a page plays while its work is counted, in ms, and before that. */
const PLAY_MS = 15_000;
const SETTLE_MS = 5000;
/** Those who talk: each may say 20 a second. */
const TALKERS = 12;
/** Messages a second of all together. */
const TALK_PER_S = 200;
/** Those who watch with us while it only plays. */
const OTHERS = 3;
/** How many times slower a phone is than the machine of the bench. */
const PHONE = 4;
/** JavaScript and CSS of the original's page, gzip, in bytes. */
const ORIGINAL_BYTES = 88_700;

/** What is opened: our page or the bare one. */
type Kind = "bare" | "ours";

interface Places {
  readonly browser: Browser;
  readonly port: number;
  readonly bare: BareServer;
}

/** Figures of one page. */
interface Found {
  readonly firstMs: number[];
  readonly phoneMs: number[];
  readonly playing: Load[];
}

/** Shares of the main thread, in ms each second. */
interface Load {
  readonly busy: number;
  readonly script: number;
  readonly style: number;
  readonly layout: number;
  readonly nodes: number;
}

async function run({ rounds, talkS }: Options): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "17kan-page-" });
  const mediaDir = `${folder}/media`;
  await Deno.mkdir(mediaDir);
  await makeFilm(`${mediaDir}/001.mp4`, PAGE_FILM);
  const server = await startServer({ mediaDir, dataDir: `${folder}/data` });
  const bare = serveBare();
  const browser = await launch();
  try {
    const places = { browser, port: server.port, bare };
    const found: Record<Kind, Found> = {
      bare: { firstMs: [], phoneMs: [], playing: [] },
      ours: { firstMs: [], phoneMs: [], playing: [] },
    };
    // The first pages of a browser are slow, whichever they are.
    for (const kind of ["bare", "ours"] as const) {
      await timeFirst(places, kind, 1);
    }
    for (let round = 0; round < rounds; round++) {
      for (const kind of turn(round)) {
        found[kind].firstMs.push(await timeFirst(places, kind, 1));
        found[kind].phoneMs.push(await timeFirst(places, kind, PHONE));
      }
    }
    for (let round = 0; round < Math.min(rounds, 3); round++) {
      for (const kind of turn(round)) {
        found[kind].playing.push(await countPlaying(places, kind));
      }
    }
    const talk = talkS > 0 ? await countTalk(places, talkS * 1000) : null;
    print(found, talk);
    await printWeight();
  } finally {
    await browser.close();
    await bare.close();
    server.close();
    await Deno.remove(folder, { recursive: true });
  }
}

function turn(round: number): Kind[] {
  return round % 2 === 0 ? ["bare", "ours"] : ["ours", "bare"];
}

async function timeFirst(
  places: Places,
  kind: Kind,
  slower: number,
): Promise<number> {
  const window = await openWindow(places.browser, {
    address: addressOf(places, kind, { room: newRoom(), plays: false }),
    slower,
  });
  try {
    return await window.firstFrameMs();
  } finally {
    await window.close();
  }
}

async function countPlaying(places: Places, kind: Kind): Promise<Load> {
  const room = newRoom();
  const address = addressOf(places, kind, { room, plays: true });
  const others = kind === "ours"
    ? await bringTalkers({ port: places.port, room, count: OTHERS })
    : null;
  const window = await openWindow(places.browser, { address });
  try {
    await window.firstFrameMs();
    others?.play();
    await plays(window);
    await sleep(SETTLE_MS);
    return await loadDuring(window, () => sleep(PLAY_MS));
  } finally {
    others?.close();
    await window.close();
  }
}

interface Talk extends Load {
  readonly said: number;
  readonly refused: readonly string[];
}

async function countTalk(places: Places, durationMs: number): Promise<Talk> {
  const room = newRoom();
  const talkers = await bringTalkers({
    port: places.port,
    room,
    count: TALKERS,
  });
  const address = addressOf(places, "ours", { room, plays: true });
  const window = await openWindow(places.browser, { address });
  try {
    await window.firstFrameMs();
    talkers.play();
    await plays(window);
    await sleep(SETTLE_MS);
    let said = 0;
    const load = await loadDuring(window, async () => {
      said = await talkers.talk({ perS: TALK_PER_S, durationMs });
    });
    return { ...load, said, refused: talkers.refused };
  } finally {
    talkers.close();
    await window.close();
  }
}

async function plays({ page }: Window): Promise<void> {
  await page.waitForFunction(() =>
    (document.querySelector("video")?.currentTime ?? 0) > 0.5
  );
}

async function loadDuring(
  window: Window,
  act: () => Promise<void>,
): Promise<Load> {
  const before = await window.work();
  await act();
  const after = await window.work();
  const per = (of: (work: Work) => number) =>
    (of(after) - of(before)) / (after.atS - before.atS) * 1000;
  return {
    busy: per((work) => work.busyS),
    script: per((work) => work.scriptS),
    style: per((work) => work.styleS),
    layout: per((work) => work.layoutS),
    nodes: after.nodes,
  };
}

function addressOf(
  { port, bare }: Places,
  kind: Kind,
  { room, plays }: { readonly room: string; readonly plays: boolean },
): string {
  const home = `http://127.0.0.1:${port}`;
  return kind === "ours"
    ? `${home}/?u=me&room=${room}`
    : bare.address(`${home}/media/001.mp4`, { plays });
}

function print(found: Record<Kind, Found>, talk: Talk | null): void {
  const { bare, ours } = found;
  const ms = (value: number) => `${value.toFixed(0)} ms`;
  const row = (what: string, pick: (of: Found) => readonly number[]) => {
    const [a, b] = [median(pick(bare)), median(pick(ours))];
    const rounds = (of: Found) =>
      pick(of).map((one) => one.toFixed(0)).join(" ");
    console.log(
      `| ${what} | ${ms(a)} | ${ms(b)} | ${ms(b - a)} |` +
        ` bare ${rounds(bare)}; ours ${rounds(ours)} |`,
    );
  };
  console.log("\n| | bare | 17kan | more | rounds |");
  console.log("| --- | --- | --- | --- | --- |");
  row("first picture", (of) => of.firstMs);
  row(`first picture, ${PHONE} times slower`, (of) => of.phoneMs);
  for (const part of ["busy", "script", "style", "layout"] as const) {
    row(
      `main thread each second of film: ${part}`,
      (of) => of.playing.map((load) => load[part]),
    );
  }
  if (talk === null) return;
  const { busy, script, style, layout, nodes, said, refused } = talk;
  console.log(
    `\n${said} messages, ${TALK_PER_S} a second: main thread ` +
      `${(busy / 10).toFixed(1)} % (script ${(script / 10).toFixed(1)}, ` +
      `style ${(style / 10).toFixed(1)}, layout ${
        (layout / 10).toFixed(1)
      }), ` +
      `${nodes} nodes at the end, ${refused.length} refused ` +
      [...new Set(refused)].join(),
  );
}

async function printWeight(): Promise<void> {
  const { htmlGzipBytes, initial, later } = await weighRoom();
  const kb = (bytes: number) => `${(bytes / 1000).toFixed(1)} KB`;
  const [first, all] = [initial, [...initial, ...later]].map(gzipBytesOf);
  console.log(`
| gzip | bare | 17kan | the original |
| --- | --- | --- | --- |
| JavaScript and CSS before the page is drawn | 0 | ${kb(first ?? 0)} | ${
    kb(ORIGINAL_BYTES)
  } |
| with all that comes unasked | 0 | ${kb(all ?? 0)} | ${kb(ORIGINAL_BYTES)} |
| the document, with styles and words | 0.3 KB | ${kb(htmlGzipBytes)} | |`);
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

function newRoom(): string {
  return crypto.randomUUID().slice(0, 8);
}

function sleep(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms));
}

interface Options {
  readonly rounds: number;
  /** 0: nobody talks. */
  readonly talkS: number;
}

if (import.meta.main) {
  const { values } = parseArgs({
    args: Deno.args,
    options: {
      rounds: { type: "string", default: "7" },
      "talk-s": { type: "string", default: "60" },
    },
  });
  await run({
    rounds: Math.max(1, Number(values.rounds) || 1),
    talkS: Math.max(0, Number(values["talk-s"]) || 0),
  });
  Deno.exit(0);
}
