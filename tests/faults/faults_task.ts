/**
 * `deno task faults [breaks] [pages] [firefox] [storm] [fuzz] [attack]`: breaks of real length, for sessions and
 * for pages in a browser, a storm of 100,000
 * acknowledged messages and commands, 120,000 messages that no page sends, and attacks beside a
 * quiet room. Takes about fifteen minutes. `SEED=7 deno task faults storm` replays one; `ACKNOWLEDGED=5000` and `MESSAGES=5000`
 * make them shorter.
 */
import { type Break, quantile, suffer, withServer } from "./breaks.ts";
import { attack, type AttackWish, isBearable } from "./attack/attack.ts";
import { fuzz } from "./fuzz/fuzz.ts";
import { sufferInPages } from "./page_breaks.ts";
import { PAGE_OPENERS } from "./page_openers.ts";
import { storm } from "./storm.ts";

/** As long as a phone takes to change from one network to another in a bad place, in ms. */
const SPAN_MS = 30_000;
const VIEWERS = 20;
/** All are in one state so soon after a line is back, or a server, in ms. */
const ONE_STATE_MS = 1000;
/** And so soon after a process stood still. */
const AFTER_STOP_MS = 3000;
/** What strangers may leave in the server's heap: caches that fill, code that is compiled. */
const HEAP_GROWS_MAX_BYTES = 8 * 2 ** 20;

const BREAKS: readonly (readonly [what: Break, limitMs: number])[] = [
  ["cut", ONE_STATE_MS],
  ["freeze", ONE_STATE_MS],
  ["half-open", ONE_STATE_MS],
  ["server stopped", AFTER_STOP_MS],
  ["viewers stopped", AFTER_STOP_MS],
  ["kill -9", ONE_STATE_MS],
  ["SIGTERM", ONE_STATE_MS],
];

async function breaks(): Promise<boolean> {
  let isGood = true;
  await withServer(async (server) => {
    for (const [what, limitMs] of BREAKS) {
      const { timesMs, apartS, startMs, noticedMs, wentOn } = await suffer({
        server,
        what,
        viewers: VIEWERS,
        spanMs: what === "kill -9" || what === "SIGTERM" ? 0 : SPAN_MS,
        room: what,
      });
      const p95 = quantile(timesMs, 0.95);
      isGood &&= timesMs.length >= VIEWERS && p95 <= limitMs;
      const facts = [
        `${timesMs.length} in one state`,
        `median ${Math.round(quantile(timesMs, 0.5))} ms`,
        `p95 ${Math.round(p95)} ms (at most ${limitMs})`,
        `${(apartS * 1000).toFixed(1)} ms apart`,
        ...(startMs === null
          ? []
          : [`server back in ${Math.round(startMs)} ms`]),
        ...(noticedMs.length === 0
          ? []
          : [`noticed in ${Math.round(noticedMs.at(-1) ?? NaN)} ms`]),
        wentOn ? "the film went on" : "THE FILM DID NOT GO ON",
      ];
      console.log(`${what}: ${facts.join(", ")}`);
    }
  });
  return isGood;
}

/** So many real pages as two cores can show in Chromium. */
const PAGES = 4;

async function pages(engine: keyof typeof PAGE_OPENERS): Promise<boolean> {
  const browser = await PAGE_OPENERS[engine]();
  const breaks = [
    ["cut", SPAN_MS],
    ["freeze", SPAN_MS],
    ["half-open", SPAN_MS],
    ["kill -9", 0],
  ] as const;
  let isGood = true;
  try {
    await withServer(async (server) => {
      const recoveries = await sufferInPages({
        ...{ server, newPage: browser.newPage, pages: PAGES, breaks },
      });
      for (const [index, recovery] of recoveries.entries()) {
        const { linkedMs, timesMs, noticedMs, strayedS } = recovery;
        const lastMs = timesMs.at(-1) ?? NaN;
        const strayed = Math.max(...strayedS.map(Math.abs));
        isGood &&= lastMs <= ONE_STATE_MS && strayed < 0.2;
        console.log(
          `${engine}'s pages, ${
            breaks[index]?.[0]
          }: ${timesMs.length} of ${PAGES} show one state, ` +
            `median ${Math.round(quantile(timesMs, 0.5))} ms, ` +
            `last ${Math.round(lastMs)} ms (at most ${ONE_STATE_MS}), ` +
            `linked in ${linkedMs.map(Math.round).join(", ")} ms, ` +
            `noticed in ${Math.round(noticedMs.at(-1) ?? NaN)} ms, ` +
            `the film strayed by ${strayed.toFixed(2)} s meanwhile`,
        );
      }
    });
  } finally {
    await browser.close();
  }
  return isGood;
}

async function longStorm(): Promise<boolean> {
  const seed = seedNow();
  const acknowledgedMin = Number(Deno.env.get("ACKNOWLEDGED") ?? 100_000);
  console.log(`storm: SEED=${seed}, ${acknowledgedMin} to be acknowledged`);
  let toldMs = performance.now();
  const { faults, acknowledged, happened, tookMs } = await storm({
    seed,
    acknowledgedMin,
    peers: 40,
    onProgress: (count) => {
      if (performance.now() - toldMs < 30_000) return;
      toldMs = performance.now();
      console.log(`storm: ${count} acknowledged`);
    },
  });
  const counts = Object.entries(faults).map(([name, list]) =>
    `${list.length} ${name}`
  );
  const what = [...happened].map(([name, count]) => `${count} x ${name}`);
  console.log(
    `storm: ${acknowledged} acknowledged in ${
      Math.round(tookMs / 1000)
    } s under ${what.join(", ")}: ${counts.join(", ")}`,
  );
  const wrong = Object.values(faults).flat();
  for (const one of wrong.slice(0, 20)) console.log(`  ${one}`);
  return wrong.length === 0;
}

const seedNow = () => Number(Deno.env.get("SEED") ?? Date.now() % 1e6);

async function longFuzz(): Promise<boolean> {
  const seed = seedNow();
  const messages = Number(Deno.env.get("MESSAGES") ?? 120_000);
  console.log(`fuzz: SEED=${seed}, ${messages} messages`);
  const result = await fuzz({ seed, messages });
  const [heap, heapAfter] = result.heapBytes.map(inMb);
  const [resident, residentAfter] = result.residentBytes.map(inMb);
  const kinds = [...result.kinds].map(([kind, count]) => `${count} x ${kind}`);
  console.log(
    `fuzz: ${result.sent} messages (${kinds.join(", ")}), ` +
      `${result.moved} revisions of the room, ` +
      `canaries answered in ${quantile(result.ackMs, 0.5).toFixed(1)} ms ` +
      `(p95 ${quantile(result.ackMs, 0.95).toFixed(1)}, ` +
      `at most ${Math.max(...result.ackMs).toFixed(1)}), ` +
      `heap ${heap} -> ${heapAfter} MB, resident ${resident} -> ${residentAfter} MB, ` +
      `${result.missed.length} fields missed, ${result.faults.length} faults`,
  );
  for (const one of result.faults.slice(0, 20)) console.log(`  ${one}`);
  const [before = NaN, after = NaN] = result.heapBytes;
  return result.faults.length === 0 && result.missed.length === 0 &&
    after - before < HEAP_GROWS_MAX_BYTES;
}

const ATTACKS: readonly AttackWish[] = [
  { what: "flooder", count: 1, spanMs: 10_000 },
  { what: "slow readers", count: 200, spanMs: 10_000 },
  { what: "half-open heads", count: 500, spanMs: 10_000 },
  { what: "joins and leaves", count: 10_000, spanMs: 0 },
];

async function attacks(): Promise<boolean> {
  let isGood = true;
  for (const wish of ATTACKS) {
    const result = await attack(wish);
    const isOk = isBearable(result) && result.faults.length === 0;
    isGood &&= isOk;
    console.log(
      `${wish.what}: ${wish.count}, ${result.done} in all; the quiet room is ` +
        `answered in ${result.duringMs.toFixed(1)} ms at p95, before in ` +
        `${result.quietMs.toFixed(1)} ms, ${result.faults.length} faults${
          isOk ? "" : ": TOO SLOW"
        }`,
    );
    for (const one of result.faults.slice(0, 5)) console.log(`  ${one}`);
  }
  return isGood;
}

function inMb(bytes: number): string {
  return (bytes / 2 ** 20).toFixed(1);
}

if (import.meta.main) {
  const wanted = (name: string) =>
    Deno.args.length === 0 || Deno.args.includes(name);
  const results = [
    wanted("breaks") ? await breaks() : true,
    wanted("pages") ? await pages("chromium") : true,
    // By name alone: it is held to what a machine left alone does, and was only seen on busy ones,
    // where all four pages came back, and late (docs/trust.md).
    Deno.args.includes("firefox") ? await pages("firefox") : true,
    wanted("storm") ? await longStorm() : true,
    wanted("fuzz") ? await longFuzz() : true,
    wanted("attack") ? await attacks() : true,
  ];
  Deno.exit(results.every(Boolean) ? 0 : 1);
}
