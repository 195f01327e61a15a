/**
 * `deno task faults [storm] [breaks]`: breaks of real length, and a storm of 100,000 acknowledged
 * messages and commands. Takes about fifteen minutes. `SEED=7 deno task faults storm` replays one;
 * `ACKNOWLEDGED=5000` makes it shorter.
 */
import { type Break, quantile, suffer, withServer } from "./breaks.ts";
import { storm } from "./storm.ts";

/** As long as a phone takes to change from one network to another in a bad place, in ms. */
const SPAN_MS = 30_000;
const VIEWERS = 20;

const BREAKS: readonly (readonly [what: Break, limitMs: number])[] = [
  ["cut", 1000],
  ["freeze", 1000],
  ["half-open", 1000],
  ["server stopped", 3000],
  ["viewers stopped", 3000],
  ["kill -9", 1000],
  ["SIGTERM", 1000],
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

async function longStorm(): Promise<boolean> {
  const seed = Number(Deno.env.get("SEED") ?? Date.now() % 1e6);
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

if (import.meta.main) {
  const wanted = (name: string) =>
    Deno.args.length === 0 || Deno.args.includes(name);
  const results = [
    wanted("breaks") ? await breaks() : true,
    wanted("storm") ? await longStorm() : true,
  ];
  Deno.exit(results.every(Boolean) ? 0 : 1);
}
