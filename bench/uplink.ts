/**
 * A server behind 4 Mbit/s with three viewers, once with UPLINK set and once
 * without, in one run: how long a command takes, who stalls, and how much of
 * the line is used. The line is a relay in this process with one queue for all
 * connections, as a home router has; the server is a process of its own.
 */
import { percentile } from "./percentile.ts";
import { freePort } from "../tests/free_port.ts";
import { enter, type Watched, type Watcher } from "./uplink/watcher.ts";
import { openNarrowLine } from "./uplink/narrow_line.ts";

const MBPS = 4;
/** The line in bytes per second. */
const LINE_BPS = MBPS * 125_000;
/** Half a second of the line: what cheap routers and virtual machines hold, and often more. */
const QUEUE_BYTES = LINE_BPS / 2;
const ONE_WAY_MS = 10;
/** Three of these take 84 % of the line, so that all of it is used for filling up. */
const FILM = { path: "film.mp4", bytesPerS: 140_000, durationS: 3600 };
/** Until the line is full, and how long is measured then, in ms. */
const WARM_MS = 8000;
const MEASURE_MS = Number(Deno.env.get("SECONDS") ?? 40) * 1000;
/** Time between two commands, in ms. */
const COMMAND_MS = 250;
/** When the third viewer comes, within the measured time: a newcomer has nothing ready. */
const NAMES = ["a", "b", "c"] as const;
/** The promise: 95 of 100 commands are there within this time on a full line, in ms. */
const COMMAND_MAX_MS = 150;

interface Figures {
  readonly latenciesMs: readonly number[];
  readonly watched: readonly Watched[];
  readonly lineUse: number;
}

async function measure(uplink: string | null): Promise<Figures> {
  const folder = await Deno.makeTempDir({ prefix: "17kan-bench-" });
  await Deno.mkdir(`${folder}/media`);
  const film = `${folder}/media/${FILM.path}`;
  await Deno.writeFile(film, new Uint8Array(0));
  await Deno.truncate(film, FILM.bytesPerS * FILM.durationS);
  const server = await startServer(folder, uplink);
  const line = openNarrowLine(server.port, {
    bytesPerS: LINE_BPS,
    queueBytes: QUEUE_BYTES,
    oneWayMs: ONE_WAY_MS,
  });
  const watchers: Watcher[] = [];
  try {
    for (const name of NAMES) {
      watchers.push(await enter({ port: line.port, name, film: FILM }));
    }
    await pause(2000);
    for (const watcher of watchers) watcher.play();
    await pause(WARM_MS - 2000);
    const beganMs = performance.now();
    const beganBytes = line.carriedBytes();
    const saying: Promise<number>[] = [];
    for (let n = 0; performance.now() - beganMs < MEASURE_MS; n++) {
      const from = watchers[n % watchers.length];
      if (from === undefined) break;
      const others = watchers.filter((watcher) => watcher !== from);
      saying.push(from.say(`m${n}`, others));
      await pause(COMMAND_MS);
    }
    const tookMs = performance.now() - beganMs;
    const lineUse = (line.carriedBytes() - beganBytes) /
      (LINE_BPS * tookMs / 1000);
    const latenciesMs = await Promise.all(saying);
    const watched = watchers.map((watcher) => watcher.watched());
    return { latenciesMs, watched, lineUse };
  } finally {
    for (const watcher of watchers) watcher.close();
    line.close();
    await server.stop();
    await Deno.remove(folder, { recursive: true });
  }
}

async function startServer(folder: string, uplink: string | null) {
  const port = freePort();
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", `${import.meta.dirname}/../lib/serve_main.ts`],
    env: {
      PORT: String(port),
      HOST: "127.0.0.1",
      MEDIA_DIR: `${folder}/media`,
      DATA_DIR: `${folder}/data`,
      LOG_LEVEL: "error",
      UPLINK: uplink ?? "",
    },
    stdin: "null",
    stdout: "null",
  }).spawn();
  for (let tries = 0;; tries++) {
    try {
      const answer = await fetch(`http://127.0.0.1:${port}/healthz`);
      await answer.body?.cancel();
      break;
    } catch (error) {
      if (tries > 100) throw error;
      await pause(100);
    }
  }
  return {
    port,
    async stop() {
      child.kill("SIGTERM");
      await child.status;
    },
  };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

function print(name: string, { latenciesMs, watched, lineUse }: Figures): void {
  const sum = (of: (one: Watched) => number) =>
    watched.reduce((total, one) => total + of(one), 0);
  const ready = watched.map(({ bufferedS }) => bufferedS.toFixed(1)).join(" ");
  console.log(
    [
      name.padEnd(8),
      `command p50 ${percentile(latenciesMs, 0.5).toFixed(0)} ms`,
      `p95 ${percentile(latenciesMs, 0.95).toFixed(0)} ms`,
      `stalls ${sum(({ stalls }) => stalls)}`,
      `stood ${sum(({ stoodS }) => stoodS).toFixed(1)} s`,
      `played ${sum(({ playedS }) => playedS).toFixed(0)} s`,
      `line used ${(lineUse * 100).toFixed(1)} %`,
      `ready at the end ${ready} s`,
    ].join(", "),
  );
}

if (import.meta.main) {
  console.log(
    `${NAMES.length} viewers of ${
      FILM.bytesPerS / 1000
    } kB/s behind ${MBPS} Mbit/s with a queue of ${QUEUE_BYTES / 1000} kB and ${
      2 * ONE_WAY_MS
    } ms to and fro; ${MEASURE_MS / 1000} s each`,
  );
  const free = await measure(null);
  print("unpaced", free);
  const paced = await measure(String(MBPS));
  print("paced", paced);
  const p95Ms = percentile(paced.latenciesMs, 0.95);
  const isKept = p95Ms <= COMMAND_MAX_MS;
  console.log(
    `${isKept ? "kept" : "BROKEN"}: p95 paced <= ${COMMAND_MAX_MS} ms`,
  );
  Deno.exit(isKept ? 0 : 1);
}
