/**
 * How far viewers are apart, in ms of film: `deno task bench sync [--net 0,50,150] [--runs N]
 * [--peers jellyfin,timingsrc,syncplay,original] [--traces FOLDER] [--film mp4|hls|local]
 * [--beside chromium,firefox,webkit]`. Real Chromiums play our real page from a real server, two to
 * a group and at most three groups at once, each group kept together in a way of its own, behind
 * links that are late and lose packets, with clocks that are wrong by seconds and 40 millionths.
 * Ours alone, with `--peers ""`, plays HLS or a copy of each one's own too, or has other and more browsers beside its first
 * Chromium. Needs root, `ip`, /dev/net/tun, ffmpeg, npm and Chromium.
 */
import { parseArgs } from "node:util";
import { type ChromiumSeat, type Seat, takeSeat } from "./sync/browser.ts";
import { takeEngineSeat } from "./sync/engine_seat.ts";
import { type Group, runEvening } from "./sync/evening.ts";
import { makeFilm } from "./make_film.ts";
import { SYNC_FILM } from "./sync/film.ts";
import { OURS, PEERS, type Way } from "./sync/groups.ts";
import { watchLoad } from "./sync/load.ts";
import { type GroupResult, measure } from "./sync/measure.ts";
import { type Condition, CONDITIONS, openNetwork } from "./sync/net/network.ts";
import { lineOf, reportOf } from "./sync/report.ts";
import { startPeers, startServer } from "./sync/servers.ts";

/** Groups beside ours in one run: two cores carry no more. */
const BESIDE = 2;
/** Tries of one run before it is given up: one in which a picture had to wait is void. */
const TRIES = 3;

/** What ours may watch, and who may sit in it. */
const FILMS = [{ name: "mp4" }, { name: "hls" }, { name: "local" }] as const;
const BROWSERS = [
  { name: "chromium" },
  { name: "firefox" },
  { name: "webkit" },
] as const;

interface Options {
  readonly conditions: readonly Condition[];
  readonly peers: readonly Way[];
  readonly runs: number;
  /** What ours watches. */
  readonly film: typeof FILMS[number]["name"];
  /** Who sits beside the first Chromium in our group. */
  readonly beside: readonly (typeof BROWSERS[number]["name"])[];
  /** Where traces are written; null: nowhere. */
  readonly traces: string | null;
}

function readOptions(args: string[]): Options {
  const { values } = parseArgs({
    args,
    options: {
      net: { type: "string", default: "0,50,150" },
      runs: { type: "string", default: "1" },
      peers: { type: "string", default: PEERS.map(({ name }) => name).join() },
      traces: { type: "string" },
      film: { type: "string", default: "mp4" },
      beside: { type: "string", default: "chromium" },
    },
  });
  const pick = <Item extends { readonly name: string }>(
    text: string,
    from: readonly Item[],
  ): Item[] =>
    text.split(",").filter((name) => name !== "").map((name) => {
      const found = from.find((one) => one.name === name);
      const names = from.map((one) => one.name).join(", ");
      if (found === undefined) {
        throw new RangeError(`Cannot use "${name}" as there are only ${names}`);
      }
      return found;
    });
  const beside = pick(values.beside, BROWSERS).map(({ name }) => name);
  const film = pick(values.film, FILMS)[0]?.name ?? "mp4";
  const conditions = pick(values.net, CONDITIONS);
  const peers = pick(values.peers, PEERS);
  if ((film !== "mp4" || beside.length !== 1) && peers.length > 0) {
    throw new RangeError('Cannot do that beside peers: add --peers ""');
  }
  if (film === "local" && beside.some((name) => name !== "chromium")) {
    throw new RangeError("Cannot give Firefox or WebKit a file");
  }
  const isFar = conditions.some(({ mostMs }) => mostMs > 0);
  if (isFar && beside.some((name) => name !== "chromium")) {
    throw new RangeError("Cannot place Firefox or WebKit: add --net 0");
  }
  return {
    conditions,
    peers,
    film,
    beside,
    runs: Math.max(1, Number(values.runs) || 1),
    traces: values.traces ?? null,
  };
}

async function run(
  { conditions, peers, runs, film, beside, traces }: Options,
) {
  const folder = await Deno.makeTempDir({ prefix: "17kan-sync-" });
  const mediaDir = `${folder}/media`;
  await Deno.mkdir(mediaDir);
  await makeFilm(`${mediaDir}/001.mp4`, SYNC_FILM);
  const server = await startServer({ mediaDir, dataDir: `${folder}/data` });
  const relay = await startPeers();
  try {
    for (const condition of conditions) {
      const found = new Map<Way, GroupResult[]>();
      for (const ways of turnsOf(peers)) {
        for (let number = 1; number <= runs; number++) {
          const name = `${condition.name}-${
            ways.map((one) => one.name).join("+")
          }-${number}`;
          const results = await runOnce({
            condition,
            ways,
            film,
            beside,
            folder,
            serverPort: server.port,
            relayPort: relay.port,
            traceFile: traces === null ? null : `${traces}/${name}.json`,
            name,
          });
          for (const [way, result] of results) {
            found.set(way, [...found.get(way) ?? [], result]);
          }
        }
      }
      const rows = [...found].map(([{ title }, results]) => ({
        title,
        results,
      }));
      console.log(`\n${condition.title}\n\n${reportOf(rows)}\n`);
    }
  } finally {
    await relay.close();
    await server.close();
    await Deno.remove(folder, { recursive: true });
  }
}

/** Ours with each pair of the others. */
function turnsOf(peers: readonly Way[]): Way[][] {
  const turns: Way[][] = [];
  for (let at = 0; at === 0 || at < peers.length; at += BESIDE) {
    turns.push([OURS, ...peers.slice(at, at + BESIDE)]);
  }
  return turns;
}

async function runOnce(
  {
    condition,
    ways,
    film,
    beside,
    folder,
    serverPort,
    relayPort,
    traceFile,
    name,
  }: {
    readonly condition: Condition;
    readonly ways: readonly Way[];
    readonly film: Options["film"];
    readonly beside: Options["beside"];
    readonly folder: string;
    readonly serverPort: number;
    readonly relayPort: number;
    readonly traceFile: string | null;
    readonly name: string;
  },
): Promise<Map<Way, GroupResult>> {
  for (let tried = 1;; tried++) {
    const links = (1 + beside.length) * ways.length;
    const network = await openNetwork(condition, links);
    const seats: Seat[] = [];
    const take = async (): Promise<ChromiumSeat> => {
      const seat = await takeSeat(network.prefix(seats.length), folder);
      seats.push(seat);
      return seat;
    };
    const takeBeside = async (engine: Options["beside"][number]) => {
      if (engine === "chromium") return await take();
      const seat = await takeEngineSeat(engine);
      seats.push(seat);
      return seat;
    };
    const load = watchLoad();
    try {
      const room = crypto.randomUUID().slice(0, 8);
      const home = `http://${network.serverHost}:${serverPort}`;
      const file = encodeURIComponent(`${home}/media/001.mp4`);
      const groups: Group[] = [];
      for (const way of ways) {
        const first = await take();
        const others: Seat[] = [];
        for (const engine of beside) others.push(await takeBeside(engine));
        groups.push({
          way,
          seats: [first, ...others.slice(0, -1), at(others, others.length - 1)],
          address: (viewer) =>
            way === OURS
              ? `${home}/?u=${viewer}&room=${room}`
              : `http://${network.serverHost}:${relayPort}/${way.name}` +
                `?room=${room}-${way.name}&film=${file}`,
          film: film === "hls"
            ? { is: "stream", url: `${home}/hls/001.mp4/index.m3u8` }
            : film === "local"
            ? { is: "copies", path: `${folder}/media/001.mp4` }
            : null,
        });
      }
      const seen = await runEvening(groups, () => {});
      if (traceFile !== null) {
        await Deno.writeTextFile(traceFile, JSON.stringify(seen));
      }
      const late = network.lateMs();
      console.log(
        `\n== ${name}: load ${load.end()}` +
          (late.length === 0
            ? ""
            : `, emulator late by ${
              late.map((one) => one.toFixed(1)).join("/")
            } ms (p99 of each 10 s)`),
      );
      const results = seen.map(({ steps, traces }) => measure(steps, traces));
      const found = new Map<Way, GroupResult>();
      for (const [index, result] of results.entries()) {
        const way = at(ways, index);
        console.log(lineOf(way.title, result));
        found.set(way, result);
      }
      const isVoid = results.some(({ waits }) => waits > 0);
      if (!isVoid || tried === TRIES) return found;
      console.log("A picture had to wait outside of steps: once more");
    } finally {
      load.end();
      for (const seat of seats) await seat.close();
      await network.close();
    }
  }
}

function at<Item>(items: readonly Item[], index: number): Item {
  const item = items[index];
  if (item === undefined) throw new RangeError(`Cannot take item ${index}`);
  return item;
}

if (import.meta.main) {
  await run(readOptions(Deno.args));
  Deno.exit(0);
}
