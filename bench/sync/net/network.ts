import { runCommand } from "../../run_command.ts";
import { TextLineStream } from "./text_lines.ts";
import type { EmulatorPlan } from "./emulator.ts";
import type { LinkNature } from "./packet_queue.ts";

/** A network condition, the same in both directions. */
export interface Condition extends LinkNature {
  /** As `--net` calls it. */
  readonly name: string;
  readonly title: string;
}

/** The conditions, mildest first. Loopback needs no emulator. */
export const CONDITIONS: readonly Condition[] = [
  { name: "0", title: "loopback", leastMs: 0, mostMs: 0, loss: 0 },
  { name: "50", title: "50±20 ms", leastMs: 30, mostMs: 70, loss: 0 },
  {
    name: "150",
    title: "150±50 ms, 1 % lost",
    leastMs: 100,
    mostMs: 200,
    loss: 0.01,
  },
];

/** A network of links between this machine's root and one place for each browser. */
export interface Network {
  /** The server's address as browsers see it. */
  readonly serverHost: string;
  /** Words before a command that put it into a browser's place. */
  prefix(link: number): readonly string[];
  /** Lateness of the emulator itself, p99 in ms of each ten seconds. */
  lateMs(): readonly number[];
  close(): Promise<void>;
}

/** The range of addresses that is made for such tests (RFC 2544); each bench takes a part of it. */
const SUBNET = `198.18.${Deno.pid % 256}`;

/**
 * Builds a network of so many links. Needs root, `ip` and /dev/net/tun.
 *
 * @throws {Error} which says what is missing
 */
export async function openNetwork(
  condition: Condition,
  linkCount: number,
): Promise<Network> {
  if (condition.mostMs === 0) return LOOPBACK;
  const tag = `k${Deno.pid.toString(36)}`;
  const serverDevice = `${tag}s`;
  const links = Array.from({ length: linkCount }, (_, index) => ({
    device: `${tag}v${index}`,
    place: `${tag}v${index}`,
    address: `${SUBNET}.${10 + index}`,
  }));
  const plan: EmulatorPlan = { serverDevice, links, nature: condition };
  // A network does not wait for a busy machine.
  const child = new Deno.Command("chrt", {
    args: [
      ...["--fifo", "1", Deno.execPath()],
      ...["run", "-A", `${import.meta.dirname}/emulator.ts`],
      JSON.stringify(plan),
    ],
    stdin: "null",
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  const lateMs: number[] = [];
  const ready = Promise.withResolvers<void>();
  const reading = (async () => {
    for await (const line of child.stdout.pipeThrough(new TextLineStream())) {
      if (line === "ready") ready.resolve();
      else lateMs.push(Number(line.split(" ")[1]));
    }
    ready.reject(new Error("Cannot emulate a network: run as root, with TUN"));
  })();
  const close = async () => {
    try {
      child.kill("SIGKILL");
    } catch {
      // It ended by itself.
    }
    await child.status;
    await reading.catch(() => {});
    for (const { place } of links) {
      await ip("netns", "del", place).catch(() => {});
    }
  };
  try {
    await ready.promise;
    await ip("address", "add", `${SUBNET}.1/24`, "dev", serverDevice);
    await ip("link", "set", serverDevice, "up");
    for (const { device, place, address } of links) {
      await ip("netns", "add", place);
      await ip("link", "set", device, "netns", place);
      await ip("-n", place, "link", "set", "lo", "up");
      await ip("-n", place, "address", "add", `${address}/24`, "dev", device);
      await ip("-n", place, "link", "set", device, "up");
      await ip("-n", place, "route", "add", "default", "dev", device);
    }
  } catch (error) {
    await close();
    throw error;
  }
  return {
    serverHost: `${SUBNET}.1`,
    prefix: (link) => ["ip", "netns", "exec", links[link]?.place ?? ""],
    lateMs: () => lateMs,
    close,
  };
}

const LOOPBACK: Network = {
  serverHost: "127.0.0.1",
  prefix: () => [],
  lateMs: () => [],
  close: () => Promise.resolve(),
};

function ip(...args: string[]): Promise<void> {
  return runCommand("ip", args);
}
