/**
 * How fast films leave the server, beside what a self-hoster would use in its
 * place: `deno task bench media`. Fresh processes take turns, in reverse order
 * each round, and are compared within their turn, as a rented machine is slower
 * at times; bodies are thrown away by the kernel.
 */
import type { Load, LoadResult } from "./media/load.ts";
import { congestionControl, copyBps } from "./media/machine.ts";
import { cpuS } from "./media/process_facts.ts";
import { type Peer, type Server, SERVERS } from "./media/servers.ts";
import { type SlowTaking, slowViewerBytes } from "./media/slow_viewers.ts";

const MIB = 1024 * 1024;
const FILM_BYTES = 256 * MIB;
const FILM = "/media/film.mp4";
/** What the page's own player puts into its addresses; the others do not read it. */
const FILM_OF_THE_PAGE = `${FILM}?v=bench&part=1`;
const ROUNDS = Number(Deno.env.get("ROUNDS") ?? 3);
const WARM_MS = 700;
const RUN_MS = Number(Deno.env.get("RUN_MS") ?? 2000);

/** Figures of one server, by what they are printed under. */
type Figures = Record<string, number>;

type Measure = (server: Server) => Promise<Figures>;

/** What is asked of every server in turn, each round. */
const MEASURES: readonly Measure[] = [
  load("1 MiB ranges, 1 client", { clients: 1, ask: "next" }),
  load("whole film, 1 client", { clients: 1, ask: "whole" }),
  load("1 MiB anywhere, 50 clients", { clients: 50, ask: "random" }),
  slow("200 slow viewers, from the page", {
    target: FILM_OF_THE_PAGE,
    range: "bytes=0-",
  }),
  slow("200 slow viewers, whole film", { target: FILM, range: null }),
];

function load(what: string, asked: Pick<Load, "clients" | "ask">): Measure {
  return async (server) => {
    const { bytes, tookMs, usedS } = await loaded(server, {
      port: server.port,
      path: asked.ask === "whole" ? FILM : FILM_OF_THE_PAGE,
      sizeBytes: FILM_BYTES,
      warmMs: WARM_MS,
      runMs: RUN_MS,
      ...asked,
    });
    return {
      [`${what}: MB/s`]: bytes / 1e6 / (tookMs / 1000),
      [`${what}: CPU s/GiB`]: usedS / (bytes / (1024 * MIB)),
    };
  };
}

function slow(what: string, asked: SlowTaking): Measure {
  return async (server) => ({
    [`${what}: KiB each`]: await slowViewerBytes(server, asked) / 1024,
  });
}

async function loaded(server: Server, order: Load) {
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
  if (!success) throw new Error(`Cannot load port ${order.port}`);
  const result: LoadResult = JSON.parse(text.split("\n")[1] ?? "");
  return { ...result, usedS };
}

/** Figures of all rounds, by what they are and whose. */
class Table {
  readonly #rows = new Map<string, Map<string, number[]>>();

  note(peer: string, figures: Figures): void {
    for (const [what, figure] of Object.entries(figures)) {
      const row = this.#rows.get(what) ?? new Map<string, number[]>();
      this.#rows.set(what, row);
      row.set(peer, [...row.get(peer) ?? [], figure]);
    }
  }

  print(): void {
    for (const [what, row] of this.#rows) {
      console.log(`\n${what}`);
      for (const [peer, each] of row) {
        const cells = [
          peer.padEnd(6),
          short(median(each)).padStart(6),
          ...["nginx", "send", "bare"].map((other) =>
            ratio(each, other === peer ? undefined : row.get(other), other)
          ),
          each.map(short).join(" "),
        ];
        console.log(`  ${cells.join("  ")}`);
      }
    }
  }
}

/** The middle of what the rounds say by themselves. */
function ratio(
  each: readonly number[],
  others: readonly number[] | undefined,
  name: string,
): string {
  const width = name.length + "00.00 of ".length;
  if (others === undefined) return "".padEnd(width);
  const ratios = each.map((one, round) => one / (others[round] ?? NaN));
  return `${median(ratios).toFixed(2).padStart(5)} of ${name}`;
}

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

function short(number: number): string {
  return number >= 100 ? number.toFixed(0) : number.toFixed(2);
}

async function measureAll(peers: readonly Peer[], folder: string) {
  const table = new Table();
  for (let round = 0; round < ROUNDS; round++) {
    const copied = (copyBps() / 1e9).toFixed(1);
    const busy = (Deno.loadavg()[0] ?? NaN).toFixed(1);
    console.log(
      `Round ${round + 1}: memory copied at ${copied} GB/s, load ${busy}`,
    );
    const turn = round % 2 === 0 ? peers : peers.toReversed();
    for (const measure of MEASURES) {
      for (const peer of turn) {
        const server = await peer.start(folder);
        if (server === null) {
          console.log(`${peer.name} is not on this machine`);
          continue;
        }
        table.note(peer.name, await measure(server));
        await server.stop();
      }
    }
  }
  return table;
}

if (import.meta.main) {
  const wanted = Deno.args.length > 0
    ? SERVERS.filter(({ name }) => Deno.args.includes(name))
    : SERVERS;
  const folder = await Deno.makeTempDir({ prefix: "17kan-media-" });
  try {
    await Deno.mkdir(`${folder}/media`);
    const film = new Uint8Array(FILM_BYTES).map((_, index) =>
      index * 31 + (index >> 8)
    );
    await Deno.writeFile(`${folder}/media/film.mp4`, film);
    const table = await measureAll(wanted, folder);
    console.log(
      `TCP by ${await congestionControl()}. Medians, of figures and of what each round compares; then each round.`,
    );
    table.print();
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
  Deno.exit(0);
}
