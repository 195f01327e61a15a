/**
 * How many viewers a server holds: `deno task bench room [--only=17kan] [--quick]`. Each viewer
 * reports once a second, in a crowd as its rows call for it, and probes as a page does; a command is
 * measured from its sender to every viewer of the room. Fresh processes, one after the other; the
 * viewers are one process on the other core. Limits of addresses are raised. Linux alone.
 */
import { parseArgs } from "node:util";
import { cpuS, residentBytes } from "./media/process_facts.ts";
import type { CrowdLine, CrowdWish } from "./room/crowd.ts";
import type { Kind } from "./room/dialects.ts";
import { PEERS, startServer } from "./room/servers.ts";
import { installPeers } from "./server_process.ts";

/** A command must reach everyone within this, at p99, in ms. */
const GOOD_MS = 50;

interface Hall {
  readonly rooms: number;
  readonly perRoom: number;
}

/** Figures of one server with one hall of viewers. */
interface Figures {
  readonly hall: Hall;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly missed: number;
  /** Share of one core: the server's, and that of those who watch. */
  readonly cpu: number;
  readonly crowdCpu: number;
  readonly idleBytes: number;
  readonly bytesPerS: number;
}

const one = (perRoom: number): Hall => ({ rooms: 1, perRoom });
const tens = (viewers: number): Hall => ({ rooms: viewers / 10, perRoom: 10 });

const HALLS: { readonly [K in Kind]: readonly Hall[] } = {
  "17kan": [
    ...[100, 1000, 2000, 3000].map(one),
    ...[2000, 4000, 8000, 10_000].map(tens),
  ],
  "socket.io": [...[100, 150, 200].map(one), ...[1000, 2000, 4000].map(tens)],
  ws: [...[100, 200, 300].map(one), ...[2000, 4000, 8000].map(tens)],
};

async function measure(
  kind: Kind,
  hall: Hall,
  spans: Pick<CrowdWish, "warmMs" | "runMs">,
): Promise<Figures | null> {
  const server = await startServer(kind);
  try {
    const viewers = hall.rooms * hall.perRoom;
    const wish: CrowdWish = {
      kind,
      port: server.port,
      ...hall,
      ...spans,
      commandsPerS: hall.rooms === 1 ? 0.5 : 20,
    };
    const emptyBytes = residentBytes(server.pid);
    const crowd = new Deno.Command(Deno.execPath(), {
      args: [
        "run",
        "-A",
        `${import.meta.dirname}/room/crowd.ts`,
        JSON.stringify(wish),
      ],
      stdin: "null",
      stdout: "piped",
      stderr: "piped",
    }).spawn();
    const why = new Response(crowd.stderr).text();
    let [idleBytes, beganS, crowdBeganS] = [NaN, NaN, NaN];
    let figures: Figures | null = null;
    for await (const line of linesOf(crowd.stdout)) {
      const said: CrowdLine = JSON.parse(line);
      if (said.stage === "in") {
        idleBytes = (residentBytes(server.pid) - emptyBytes) / viewers;
      } else if (said.stage === "warm") {
        [beganS, crowdBeganS] = [cpuS(server.pid), cpuS(crowd.pid)];
      } else if (said.stage === "done") {
        // The last two seconds are silent for late commands, and viewers report no more.
        const tookS = spans.runMs / 1000;
        figures = {
          hall,
          idleBytes,
          cpu: (cpuS(server.pid) - beganS) / tookS,
          crowdCpu: (cpuS(crowd.pid) - crowdBeganS) / tookS,
          ...said,
        };
      }
    }
    const { success } = await crowd.status;
    if (!success) console.log(`  ${(await why).split("\n")[0]}`);
    return figures;
  } finally {
    await server.close();
  }
}

async function* linesOf(stream: ReadableStream<Uint8Array>) {
  let rest = "";
  const decoder = new TextDecoder();
  for await (const bytes of stream) {
    const piece = decoder.decode(bytes, { stream: true });
    const lines = (rest + piece).split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
}

function print(kind: Kind, { hall, ...of }: Figures): void {
  const viewers = hall.rooms * hall.perRoom;
  const isGood = of.p99Ms < GOOD_MS && of.missed === 0;
  console.log(
    [
      kind.padEnd(10),
      `${viewers}`.padStart(6),
      hall.rooms === 1 ? "in one room  " : "in rooms of 10",
      `p50 ${of.p50Ms.toFixed(1)} ms`.padStart(13),
      `p99 ${of.p99Ms.toFixed(1)} ms`.padStart(14),
      `${(of.cpu * 100).toFixed(0)} % of a core`.padStart(15),
      `(viewers ${(of.crowdCpu * 100).toFixed(0)} %)`.padStart(15),
      `${(of.cpu * 1000 / viewers).toFixed(3)} ms/s each`.padStart(17),
      `${(of.idleBytes / 1024).toFixed(0)} KiB idle`.padStart(13),
      `${(of.bytesPerS / 1024).toFixed(1)} KiB/s each`.padStart(18),
      isGood ? "" : `  NOT GOOD${of.missed > 0 ? `, ${of.missed} missed` : ""}`,
    ].join(" "),
  );
}

if (import.meta.main) {
  const { values } = parseArgs({
    args: Deno.args,
    options: {
      only: { type: "string" },
      quick: { type: "boolean" },
      viewers: { type: "string" },
    },
  });
  const kinds = (["17kan", "socket.io", "ws"] as const).filter((kind) =>
    values.only === undefined || values.only === kind
  );
  if (kinds.some((kind) => kind !== "17kan")) await installPeers(PEERS);
  const spans = values.quick === true
    // What V8 compiles in the first seconds is no viewer's cost.
    ? { warmMs: 10_000, runMs: 10_000 }
    : { warmMs: 15_000, runMs: 20_000 };
  const wanted = values.viewers?.split(",").map(Number);
  for (const kind of kinds) {
    for (const hall of HALLS[kind]) {
      const viewers = hall.rooms * hall.perRoom;
      if (wanted !== undefined && !wanted.includes(viewers)) continue;
      const figures = await measure(kind, hall, spans);
      if (figures === null) console.log(`${kind}: ${viewers} do not come in`);
      else print(kind, figures);
    }
  }
}
