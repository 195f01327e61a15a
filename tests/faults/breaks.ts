import { dice } from "@/lib/base/mod.ts";
import { fromFileUrl } from "./paths.ts";
import { pause, Peer, until } from "./peer.ts";
import { type Fault, openRelay } from "./relay.ts";
import { type ServerProcess, startServer } from "./server_process.ts";

/** What breaks. */
export type Break =
  | Exclude<Fault, "strand">
  | "server stopped"
  | "viewers stopped"
  | "kill -9"
  | "SIGTERM";

/** How a break went. */
export interface Recovery {
  /** Of each viewer: from the end of the break until they are in the one state, in ms, sorted. */
  readonly timesMs: readonly number[];
  /** How far viewers were apart then at the most, in s. */
  readonly apartS: number;
  /** For a server that was started again: the time until it answered, in ms. */
  readonly startMs: number | null;
  /** From the break until each viewer was shown as lost, in ms; empty where none had to be. */
  readonly noticedMs: readonly number[];
  /** Whether the film moved on during the break for those who could see it. */
  readonly wentOn: boolean;
}

/** How a break is made. */
export interface BreakOptions {
  readonly server: ServerProcess;
  readonly what: Break;
  readonly viewers: number;
  /** How long it lasts, in ms. */
  readonly spanMs: number;
  /** Names the room: one for each break. */
  readonly room: string;
}

/** Two viewers this near are at one place: a tenth of what an ear hears as an echo, in s. */
const SAME_S = 0.005;

/**
 * Viewers watch, something breaks for a while, somebody whose line holds jumps meanwhile; gives how
 * long it takes from the end of the break until all are in one state again.
 */
export async function suffer(
  { server, what, viewers: count, spanMs, room }: BreakOptions,
): Promise<Recovery> {
  if (what === "viewers stopped") {
    return await sufferStop({ server, viewers: count, spanMs, room });
  }
  const roll = dice(count);
  const relay = openRelay(server.port);
  const holder = new Peer({
    name: "holder",
    room,
    port: () => server.port,
    roll,
  });
  const viewers = Array.from(
    { length: count },
    (_, index) =>
      new Peer({ name: `viewer ${index}`, room, port: () => relay.port, roll }),
  );
  const all = [holder, ...viewers];
  try {
    await until(() => all.every((peer) => isIn(peer)), "all are in", 60_000);
    await holder.session.wish({ type: "play" });
    await until(() => all.every((peer) => isWith(peer, holder)), "all play");
    await pause(1500);

    const beganMs = performance.now();
    const isServers = what === "server stopped" || what === "kill -9" ||
      what === "SIGTERM";
    const before = viewers[0]?.positionS() ?? 0;
    if (what === "server stopped") server.signal("SIGSTOP");
    else if (what === "kill -9") server.signal("SIGKILL");
    else if (what === "SIGTERM") server.signal("SIGTERM");
    else relay.fail(what);
    const isRestart = what === "kill -9" || what === "SIGTERM";
    if (isRestart) await server.gone();

    const noticed = isRestart
      ? []
      : await watchEach(viewers, (peer) => !isOpen(peer), beganMs, spanMs);
    if (!isServers) {
      await holder.session.wish({ type: "seek", positionS: 600 });
    }
    await pause(Math.max(0, spanMs - (performance.now() - beganMs)));
    const passedS = (performance.now() - beganMs) / 1000;
    const movedS = (viewers[0]?.positionS() ?? 0) - before;

    let startMs: number | null = null;
    if (what === "server stopped") server.signal("SIGCONT");
    else if (isRestart) startMs = await server.start();
    else relay.mend();
    const endedMs = performance.now();
    const timesMs = await watchEach(
      isServers ? all : viewers,
      (peer) => isWith(peer, holder),
      endedMs,
      60_000,
    );
    const positions = all.map((peer) => peer.positionS() ?? NaN);
    return {
      timesMs: timesMs.toSorted((a, b) => a - b),
      apartS: Math.max(...positions) - Math.min(...positions),
      startMs,
      noticedMs: noticed.toSorted((a, b) => a - b),
      wentOn: Math.abs(movedS - passedS) < 0.2,
    };
  } finally {
    for (const peer of all) peer.close();
    relay.close();
  }
}

/** The viewers' own process stands still: their computers sleep. */
async function sufferStop(
  { server, viewers, spanMs, room }: Omit<BreakOptions, "what">,
): Promise<Recovery> {
  const holder = new Peer({
    name: "holder",
    room,
    port: () => server.port,
    roll: dice(1),
  });
  const crowd = new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "-A",
      "--no-check",
      fromFileUrl("crowd_main.ts"),
      `${server.port}`,
      room,
      `${viewers}`,
    ],
    stdin: "null",
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  const states = new Map<string, CrowdLine>();
  const reading = readLines(crowd.stdout, (line) => {
    const state: CrowdLine = JSON.parse(line);
    states.set(state.name, state);
  });
  const areAll = (is: (state: CrowdLine) => boolean) =>
    states.size === viewers && [...states.values()].every(is);
  const revision = () => holder.session.timeline.peek()?.revision ?? 0;
  try {
    await until(() => isIn(holder), "the holder is in");
    await until(() => areAll(({ isOpen }) => isOpen), "all are in", 60_000);
    await holder.session.wish({ type: "play" });
    await until(() => areAll((state) => state.revision === revision()), "play");
    crowd.kill("SIGSTOP");
    await pause(spanMs / 2);
    const missing = () => {
      let count = 0;
      for (const row of holder.session.rows.peek().values()) {
        if (!row.peek().online) count++;
      }
      return count >= viewers || holder.session.rows.peek().size === 1;
    };
    await until(missing, "the room sees that they are away");
    await holder.session.wish({ type: "seek", positionS: 600 });
    await pause(spanMs / 2);
    const endedMs = nowEpochMs();
    crowd.kill("SIGCONT");
    await until(
      () => areAll((state) => state.isOpen && state.revision === revision()),
      "all are back",
      60_000,
    );
    await pause(300);
    const lines = [...states.values()];
    const positions = lines.map(({ zeroS }) => zeroS);
    return {
      timesMs: lines.map(({ atMs }) => atMs - endedMs).toSorted((a, b) =>
        a - b
      ),
      apartS: Math.max(...positions) - Math.min(...positions),
      startMs: null,
      noticedMs: [],
      wentOn: true,
    };
  } finally {
    holder.close();
    crowd.kill("SIGCONT");
    crowd.kill("SIGKILL");
    await crowd.status;
    await reading.catch(() => {});
  }
}

/** What a crowd tells of one of its viewers whenever it changes. */
export interface CrowdLine {
  readonly name: string;
  /** When it became so, on the clock that all processes of a machine share. */
  readonly atMs: number;
  readonly isOpen: boolean;
  readonly revision: number;
  /** Where the film would have been at the zero of that clock, in s. */
  readonly zeroS: number;
}

/** The clock that all processes of a machine share, in ms. */
export function nowEpochMs(): number {
  return performance.timeOrigin + performance.now();
}

/** Of numbers in order the one below which this share of them lies. */
export function quantile(sorted: readonly number[], share: number): number {
  return sorted[
    Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)
  ] ?? NaN;
}

/** Starts a server with a data folder of its own for some breaks. */
export async function withServer(
  test: (server: ServerProcess) => Promise<void>,
): Promise<void> {
  const dataDir = await Deno.makeTempDir({ prefix: "17kan-breaks-" });
  const server = await startServer({ dataDir });
  try {
    await test(server);
  } finally {
    await server.close();
    await Deno.remove(dataDir, { recursive: true });
  }
}

function isOpen({ session }: Peer): boolean {
  return session.link.peek().state === "open";
}

function isIn(peer: Peer): boolean {
  return isOpen(peer) && peer.positionS() !== null;
}

/** Whether a viewer is in the state that another knows. */
function isWith(peer: Peer, other: Peer): boolean {
  const [mine, theirs] = [peer, other].map(({ session }) => ({
    revision: session.timeline.peek()?.revision,
    line: session.history.peek().at(-1)?.number,
  }));
  return isIn(peer) && isIn(other) && mine?.revision === theirs?.revision &&
    mine?.line === theirs?.line &&
    Math.abs((peer.positionS() ?? 0) - (other.positionS() ?? 1)) < SAME_S;
}

async function watchEach(
  peers: readonly Peer[],
  is: (peer: Peer) => boolean,
  fromMs: number,
  withinMs: number,
): Promise<number[]> {
  const times = new Map<Peer, number>();
  while (times.size < peers.length && performance.now() - fromMs < withinMs) {
    for (const peer of peers) {
      if (!times.has(peer) && is(peer)) {
        times.set(peer, performance.now() - fromMs);
      }
    }
    await pause(5);
  }
  return [...times.values()];
}

async function readLines(
  stream: ReadableStream<Uint8Array>,
  onLine: (line: string) => void,
): Promise<void> {
  let rest = "";
  const decoder = new TextDecoder();
  for await (const chunk of stream) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) if (line !== "") onLine(line);
  }
}
