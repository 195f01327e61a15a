/**
 * How fast films leave the server, beside what a self-hoster would use in its
 * place: `deno task bench media`. Fresh processes take turns, in reverse order
 * each round; bodies are thrown away by the kernel.
 */
import type { Load, LoadResult } from "./media/load.ts";
import { cpuS } from "./media/process_facts.ts";
import { type Peer, type Server, SERVERS } from "./media/servers.ts";
import { slowViewerBytes } from "./media/slow_viewers.ts";

const MIB = 1024 * 1024;
const FILM_BYTES = 256 * MIB;
const FILM = "/media/film.mp4";
const ROUNDS = Number(Deno.env.get("ROUNDS") ?? 3);
const WARM_MS = 700;
const RUN_MS = Number(Deno.env.get("RUN_MS") ?? 2000);

/** What is asked of every server, by the words it is printed under. */
const LOADS = {
  "1 MiB ranges, 1 client": { clients: 1, ask: "next" },
  "whole film, 1 client": { clients: 1, ask: "whole" },
  "1 MiB anywhere, 50 clients": { clients: 50, ask: "random" },
} as const satisfies Record<string, Pick<Load, "clients" | "ask">>;
type LoadName = keyof typeof LOADS;
const LOAD_NAMES = Object.keys(LOADS) as LoadName[];

/** One server's figures of one round. */
interface Figures {
  readonly rates: Record<string, number>;
  readonly cpu: Record<string, number>;
  /** KiB for each slow viewer: of the page, and of whatever asks for the whole film. */
  readonly page: number;
  readonly whole: number;
}

async function measure(peer: Peer, folder: string): Promise<Figures | null> {
  const rates: Record<string, number> = {};
  const cpu: Record<string, number> = {};
  for (const name of LOAD_NAMES) {
    const server = await peer.start(folder);
    if (server === null) return null;
    const { bytes, tookMs, usedS } = await load(server, name);
    await server.stop();
    rates[name] = bytes / 1e6 / (tookMs / 1000);
    cpu[name] = usedS / (bytes / (1024 * MIB));
  }
  const page = await slowly(peer, folder, { range: "bytes=0-" });
  const whole = await slowly(peer, folder, { range: null });
  return { rates, cpu, page, whole };
}

async function load(server: Server, name: LoadName) {
  const order: Load = {
    port: server.port,
    path: FILM,
    sizeBytes: FILM_BYTES,
    warmMs: WARM_MS,
    runMs: RUN_MS,
    ...LOADS[name],
  };
  const client = new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "-A",
      `${import.meta.dirname}/media/load.ts`,
      JSON.stringify(order),
    ],
    stdin: "null",
    stdout: "piped",
  }).spawn();
  let text = "";
  let beforeS = 0;
  for await (
    const piece of client.stdout.pipeThrough(new TextDecoderStream())
  ) {
    if (text === "") beforeS = cpuS(server.pid);
    text += piece;
  }
  const usedS = cpuS(server.pid) - beforeS;
  const { success } = await client.status;
  if (!success) throw new Error(`Cannot load ${name}`);
  const result: LoadResult = JSON.parse(text.split("\n")[1] ?? "");
  return { ...result, usedS };
}

async function slowly(
  peer: Peer,
  folder: string,
  { range }: { readonly range: string | null },
): Promise<number> {
  const server = await peer.start(folder);
  if (server === null) return NaN;
  // What the page's own player puts into its addresses; the others do not read it.
  const target = range === null ? FILM : `${FILM}?v=slow&part=1`;
  const bytes = await slowViewerBytes(server, { target, range });
  await server.stop();
  return bytes / 1024;
}

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

function print(
  what: string,
  found: ReadonlyMap<string, readonly Figures[]>,
  of: (figures: Figures) => number,
): void {
  const reference = median(found.get("nginx")?.map(of) ?? []);
  console.log(`\n${what}`);
  for (const [name, rounds] of found) {
    const each = rounds.map(of);
    const middle = median(each);
    const ratio = name === "nginx" || Number.isNaN(reference)
      ? ""
      : `${(middle / reference).toFixed(2)} of nginx`;
    console.log(
      `  ${name.padEnd(8)}${short(middle).padStart(8)}  ${ratio.padEnd(14)}  ${
        each.map(short).join(" ")
      }`,
    );
  }
}

function short(number: number): string {
  return number >= 100 ? number.toFixed(0) : number.toFixed(2);
}

if (import.meta.main) {
  const wanted = Deno.args.length > 0
    ? SERVERS.filter(({ name }) => Deno.args.includes(name))
    : SERVERS;
  const folder = await Deno.makeTempDir({ prefix: "17kan-media-" });
  const found = new Map<string, Figures[]>();
  try {
    await Deno.mkdir(`${folder}/media`);
    const film = new Uint8Array(FILM_BYTES).map((_, index) =>
      index * 31 + (index >> 8)
    );
    await Deno.writeFile(`${folder}/media/film.mp4`, film);
    for (let round = 0; round < ROUNDS; round++) {
      for (const peer of round % 2 === 0 ? wanted : wanted.toReversed()) {
        const figures = await measure(peer, folder);
        if (figures === null) {
          console.log(`${peer.name} is not on this machine`);
        } else found.set(peer.name, [...found.get(peer.name) ?? [], figures]);
      }
    }
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
  console.log("Median of the rounds, then each round.");
  for (const name of LOAD_NAMES) {
    print(`${name}: MB/s`, found, ({ rates }) => rates[name] ?? NaN);
    print(`${name}: CPU s/GiB`, found, ({ cpu }) => cpu[name] ?? NaN);
  }
  print("200 slow viewers, from the page: KiB each", found, ({ page }) => page);
  print("200 slow viewers, whole film: KiB each", found, ({ whole }) => whole);
  Deno.exit(0);
}
