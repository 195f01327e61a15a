import { type Dice, dice } from "@/lib/base/mod.ts";
import { quantile } from "../breaks.ts";
import { Canary } from "../fuzz/canary.ts";
import { pause } from "../peer.ts";
import { type ServerProcess, startServer } from "../server_process.ts";

/** What a stranger does to a server beside a quiet room. */
export type Attack =
  /** Says as much as goes down the line, over some links. */
  | "flooder"
  /** Takes part in a busy room and reads nothing, until it is shed. */
  | "slow readers"
  /** Begins requests and never ends their heads. */
  | "half-open heads"
  /** Comes and goes, again and again. */
  | "joins and leaves";

/** How an attack is to be. */
export interface AttackWish {
  readonly what: Attack;
  /** Links, readers, heads, or joins in all. */
  readonly count: number;
  /** How long it goes on at the least, in ms. */
  readonly spanMs: number;
  /** How long the quiet room is heard before, in ms. */
  readonly quietSpanMs?: number;
}

/** What the quiet room felt. */
export interface AttackResult {
  readonly faults: readonly string[];
  /** From a message of the quiet room to its acknowledgement, at p95, in ms: before and during. */
  readonly quietMs: number;
  readonly duringMs: number;
  /** What came of it: frames said, readers shed, heads begun, joins. */
  readonly done: number;
}

/** Time in which the quiet room is heard before the attack, in ms. */
const QUIET_MS = 4000;
/** Time between two messages of a canary, in ms: below what a link may say. */
const SINGS_EVERY_MS = 100;

/** Attacks a server of its own, beside two viewers of a quiet room. */
export async function attack(wish: AttackWish): Promise<AttackResult> {
  const dataDir = await Deno.makeTempDir({ prefix: "17kan-attack-" });
  const server = await startServer({ dataDir });
  const roll = dice(7);
  try {
    const before = await sung(
      server,
      "before",
      roll,
      () => pause(wish.quietSpanMs ?? QUIET_MS),
    );
    let done = 0;
    const during = await sung(server, "during", roll, async () => {
      done = await attackers(server.port, wish);
    });
    return {
      faults: [...before.faults, ...during.faults],
      quietMs: quantile(before.ackMs, 0.95),
      duringMs: quantile(during.ackMs, 0.95),
      done,
    };
  } finally {
    await server.close();
    await Deno.remove(dataDir, { recursive: true });
  }
}

/** Whether a quiet room stays quick: at p95 twice what it was at the most, or 10 ms more. */
export function isBearable({ quietMs, duringMs }: AttackResult): boolean {
  return duringMs <= Math.max(quietMs * 2, quietMs + 10);
}

/** How two canaries, each in a quiet room, fare while something goes on. */
async function sung(
  { port }: ServerProcess,
  when: string,
  roll: Dice,
  meanwhile: () => Promise<void>,
): Promise<{ faults: readonly string[]; ackMs: readonly number[] }> {
  const canaries = await Promise.all(
    ["one", "other"].map((name) =>
      new Canary({
        name,
        room: `quiet ${name} ${when}`,
        port,
        roll,
        singsEveryMs: SINGS_EVERY_MS,
      })
        .enters()
    ),
  );
  await meanwhile();
  const songs = await Promise.all(canaries.map((canary) => canary.ends()));
  return {
    faults: songs.flatMap(({ faults }) => faults),
    ackMs: songs.flatMap(({ ackMs }) => ackMs).toSorted((a, b) => a - b),
  };
}

/** Attacks from a thread of its own, so that only the server stands between it and the canaries. */
async function attackers(port: number, wish: AttackWish): Promise<number> {
  const worker = new Worker(new URL("attackers.ts", import.meta.url), {
    type: "module",
  });
  try {
    return await new Promise((resolve, reject) => {
      worker.onmessage = ({ data }) => resolve(Number(data));
      worker.onerror = (event) => {
        event.preventDefault();
        reject(new Error(event.message));
      };
      worker.postMessage({ port, wish });
    });
  } finally {
    worker.terminate();
  }
}
