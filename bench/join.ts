/**
 * Where the time goes until who comes late is with the others: `deno task bench join [--net 50]
 * [--joins 8] [--beside 0..2] [--hours N]`. A real Chromium watches, another comes to it again and
 * again with an empty profile, over a line as late as told; beside them, if wished, groups of two
 * that other ways keep together, which make the machine busy (see `bench/sync.ts`). The film takes
 * ten minutes, or so many hours. Needs root, `ip`, /dev/net/tun, ffmpeg, npm and Chromium.
 */
import { parseArgs } from "node:util";
import { pause } from "../tests/browser/eventually.ts";
import {
  MARKS,
  type Marks,
  MARKS_PLAN,
  noteMarks,
  readMarks,
} from "./join/marks.ts";
import { readRequests, type Sent } from "./join/requests.ts";
import { makeFilm } from "./make_film.ts";
import { percentile } from "./percentile.ts";
import { runCommand } from "./run_command.ts";
import { type ChromiumSeat, takeSeat } from "./sync/browser.ts";
import { SYNC_FILM } from "./sync/film.ts";
import { OURS, PEERS } from "./sync/groups.ts";
import { watchLoad } from "./sync/load.ts";
import { measure } from "./sync/measure.ts";
import { CONDITIONS, openNetwork } from "./sync/net/network.ts";
import { startPeers, startServer } from "./sync/servers.ts";
import { drawWarp } from "./sync/warp.ts";
import { WATCH } from "./sync/watcher.ts";

/** How long somebody who came is looked at, in ms. */
const STAY_MS = 6000;
/** How long pages are open before the film begins, and how long it plays before anybody comes, in ms. */
const OPEN_MS = 4000;
const ALONE_MS = 8000;
/** Where the film is then, in s. */
const FAR_S = 300;
/** How often the film's ten minutes are in an hour. */
const FILMS_PER_HOUR = 6;
/** How much the clock of one gains, and of the other loses, as a share. */
const SKEW = 40e-6;
const NOTING = `(${noteMarks})(${JSON.stringify(MARKS_PLAN)})`;

/** Ms from the address to each mark, and until the two are closer than 40 ms for good. */
interface Join {
  readonly marks: Marks;
  readonly closeMs: number;
  readonly requests: readonly Sent[];
}

async function run(
  { net, joins, beside, hours }: {
    readonly net: string;
    readonly joins: number;
    readonly beside: number;
    readonly hours: number;
  },
): Promise<void> {
  const condition = CONDITIONS.find(({ name }) => name === net);
  if (condition === undefined) {
    throw new RangeError(`Cannot use --net ${net}`);
  }
  const folder = await Deno.makeTempDir({ prefix: "17kan-join-" });
  const mediaDir = `${folder}/media`;
  await Deno.mkdir(mediaDir);
  await makeFilm(`${mediaDir}/001.mp4`, SYNC_FILM);
  if (hours > 0) await lengthen(`${mediaDir}/001.mp4`, hours);
  const server = await startServer({ mediaDir, dataDir: `${folder}/data` });
  const relay = await startPeers();
  const network = await openNetwork(condition, 2 + 2 * beside);
  const seats: ChromiumSeat[] = [];
  const take = async () => {
    const seat = await takeSeat(network.prefix(seats.length), folder);
    seats.push(seat);
    return seat;
  };
  try {
    const home = `http://${network.serverHost}:${server.port}`;
    const peers = `http://${network.serverHost}:${relay.port}`;
    const address = (viewer: string) => `${home}/?u=${viewer}&room=join`;
    const film = encodeURIComponent(`${home}/media/001.mp4`);
    const first = await take();
    const late = await take();
    await first.open(address("first"), drawWarp(SKEW));
    const busy: (() => Promise<void>)[] = [];
    for (const way of PEERS.slice(0, beside)) {
      const pair = [await take(), await take()] as const;
      for (const seat of pair) {
        const page = `${peers}/${way.name}?room=a&film=${film}`;
        await seat.open(page, drawWarp(SKEW));
      }
      busy.push(() => way.act(pair[0].page(), { type: "play" }));
    }
    await pause(OPEN_MS);
    for (const play of busy) await play();
    await OURS.act(first.page(), { type: "play" });
    // Far into it, as who comes late finds a room: none of it lies beside the film's beginning.
    const positionS = hours > 0 ? hours * 1800 : FAR_S;
    await OURS.act(first.page(), { type: "seek", positionS });
    await pause(ALONE_MS);
    const load = watchLoad();
    const seen: Join[] = [];
    for (let number = 1; number <= joins; number++) {
      const warp = drawWarp(-SKEW);
      await late.open(address(`late${number}`), warp, NOTING);
      await pause(STAY_MS);
      seen.push(await lookBack(first, late));
    }
    console.log(`${load.end()}\n\n${tableOf(seen)}`);
    console.log(`\n${requestsOf(seen)}`);
  } finally {
    for (const seat of seats) await seat.close();
    await network.close();
    await relay.close();
    await server.close();
    await Deno.remove(folder, { recursive: true });
  }
}

/** What is known of a join some seconds after it. */
async function lookBack(
  first: ChromiumSeat,
  late: ChromiumSeat,
): Promise<Join> {
  const atMs: number = await late.run(
    (key) => Reflect.get(globalThis, key).bornMs,
    WATCH,
  );
  const noted = await late.run(readMarks, MARKS_PLAN.key);
  const marks: Marks = Object.fromEntries(
    Object.entries(noted).map(([name, markMs]) => [name, markMs - atMs]),
  );
  const untilMs = atMs + STAY_MS;
  const { closeness } = measure(
    [{ name: "join", atMs, untilMs, rate: 1, settleMs: STAY_MS }],
    [await first.trace(), await late.trace()],
  );
  const requests = await late.run(readRequests, null);
  return { marks, closeMs: closeness.join?.within40Ms ?? Infinity, requests };
}

/** Each mark with the time of most joins, of nine in ten, and of each. */
function tableOf(joins: readonly Join[]): string {
  const rows = [
    ...MARKS.map((name) =>
      [name, joins.map(({ marks }) => marks[name] ?? NaN)] as const
    ),
    ["within 40 ms", joins.map(({ closeMs }) => closeMs)] as const,
  ];
  const lines = rows.map(([name, times]) =>
    [
      name,
      percentile(times, 0.5).toFixed(0),
      percentile(times, 0.9).toFixed(0),
      times.map((one) => one.toFixed(0)).join(", "),
    ].join(" | ")
  );
  return [
    "ms after the address | median | p90 | each",
    "--- | --- | --- | ---",
    ...lines,
  ].map((line) => `| ${line} |`).join("\n");
}

/** What each request of a page waited for, in the middle. */
function requestsOf(joins: readonly Join[]): string {
  const named = new Map<string, Sent[]>();
  for (const { requests } of joins) {
    const counts = new Map<string, number>();
    for (const sent of requests) {
      const count = (counts.get(sent.what) ?? 0) + 1;
      counts.set(sent.what, count);
      const name = count === 1 ? sent.what : `${sent.what} (${count})`;
      named.set(name, [...named.get(name) ?? [], sent]);
    }
  }
  const rows = [...named].filter(([, all]) => all.length > joins.length / 2)
    .map(([name, all]) => {
      const middle = (of: (sent: Sent) => number) =>
        percentile(all.map(of), 0.5).toFixed(0);
      return [
        name,
        middle((sent) => sent.askedMs),
        middle((sent) => sent.connectMs),
        middle((sent) => sent.sentMs),
        middle((sent) => sent.firstByteMs),
        middle((sent) => sent.endMs),
        middle((sent) => sent.sizeBytes),
      ].join(" | ");
    });
  return [
    "request | asked | connecting took | sent | first byte | end | bytes",
    "--- | --- | --- | --- | --- | --- | ---",
    ...rows,
  ].map((line) => `| ${line} |`).join("\n");
}

/** Puts the film behind itself until it takes so many hours. */
async function lengthen(path: string, hours: number): Promise<void> {
  const short = `${path}.short.mp4`;
  await Deno.rename(path, short);
  await runCommand("ffmpeg", [
    ...["-hide_banner", "-loglevel", "error", "-y", "-nostdin"],
    ...["-stream_loop", String(FILMS_PER_HOUR * hours - 1), "-i", short],
    ...["-c", "copy", "-movflags", "+faststart", path],
  ]);
  await Deno.remove(short);
}

if (import.meta.main) {
  const { values } = parseArgs({
    args: Deno.args,
    options: {
      net: { type: "string", default: "50" },
      joins: { type: "string", default: "8" },
      beside: { type: "string", default: "0" },
      hours: { type: "string", default: "0" },
    },
  });
  await run({
    net: values.net,
    joins: Number(values.joins),
    beside: Number(values.beside),
    hours: Number(values.hours),
  });
  Deno.exit(0);
}
