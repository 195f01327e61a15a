import { dice } from "@/lib/base/mod.ts";
import type { RoomEvent } from "@/lib/protocol/mod.ts";
import { type Faults, History, seekTo } from "./history.ts";
import { pause, Peer, until } from "./peer.ts";
import { type Fault, openRelay } from "./relay.ts";
import { startServer } from "./server_process.ts";

/** How long a storm is and what is in it. */
export interface StormOptions {
  readonly seed: number;
  /** Messages and commands that are to be acknowledged. */
  readonly acknowledgedMin: number;
  readonly peers: number;
  /** Tells how far it is. */
  readonly onProgress?: (acknowledged: number) => void;
}

/** What came of a storm. */
export interface StormResult {
  readonly faults: Faults;
  readonly acknowledged: number;
  /** How often each thing went wrong. */
  readonly happened: ReadonlyMap<string, number>;
  readonly tookMs: number;
}

/** Unanswered messages of one peer: with all peers fewer than the history keeps. */
const UNDER_WAY_MAX = 6;
/** Messages and commands of one peer per second, below what a link may send. */
const PER_S = 16;
/** Peers of one relay. */
const PEERS_PER_RELAY = 4;
/** Of so many wishes one is a command. */
const SEEK_EACH = 10;

const LINE_FAULTS: readonly [Fault, ...Fault[]] = [
  "cut",
  "freeze",
  "half-open",
  "strand",
];

/** What a peer hears goes into the history, with the run of the server that told it. */
function hearing(history: History): (event: RoomEvent) => void {
  let epoch = "";
  return (event) => {
    // The first that any link hears.
    if (event.type === "welcome") epoch = event.epoch;
    history.hear(event, epoch);
  };
}

/**
 * A room in a storm: peers who talk and seek without a pause, over relays that fail, to a server
 * that is killed and stopped, all by one seed. In the end nothing that was acknowledged may be
 * lost, doubled or out of order.
 */
export async function storm(
  { seed, acknowledgedMin, peers: count, onProgress }: StormOptions,
): Promise<StormResult> {
  const beganMs = performance.now();
  const roll = dice(seed);
  const dataDir = await Deno.makeTempDir({ prefix: "17kan-storm-" });
  const server = await startServer({ dataDir });
  const relays = Array.from(
    { length: Math.ceil(count / PEERS_PER_RELAY) },
    () => openRelay(server.port),
  );
  const history = new History();
  const happened = new Map<string, number>();
  let isOver = false;

  // Straight to the server: between them they hear of every line.
  const witnesses = [1, 2, 3].map((number) =>
    new Peer({
      name: `witness ${number}`,
      room: "storm",
      port: () => server.port,
      roll,
      onEvent: hearing(history),
    })
  );
  const talkers = Array.from({ length: count }, (_, index) => {
    const relay = relays[Math.floor(index / PEERS_PER_RELAY)];
    return talk(index, relay?.port ?? server.port);
  });

  async function talk(index: number, port: number): Promise<void> {
    const name = `peer ${index}`;
    const peer = new Peer({
      name,
      room: "storm",
      port: () => port,
      roll,
      doubled: 0.05,
      onEvent: hearing(history),
    });
    const underWay = new Set<Promise<void>>();
    for (let number = 0; !isOver; number++) {
      const isSeek = roll.whole(1, SEEK_EACH) === 1;
      const one = isSeek
        ? seek(peer, seekTo(index, number))
        : say(peer, `${name} says ${number}`);
      underWay.add(one);
      void one.finally(() => underWay.delete(one));
      if (underWay.size >= UNDER_WAY_MAX) await Promise.race(underWay);
      await pause(roll.whole(0, 2000 / PER_S));
    }
    await Promise.all(underWay);
    peer.close();
  }
  async function say(peer: Peer, text: string): Promise<void> {
    const outcome = await peer.say(text);
    if (outcome.ok) history.said(peer.name, text);
  }
  async function seek(peer: Peer, positionS: number): Promise<void> {
    const outcome = await peer.session.wish({ type: "seek", positionS });
    const known = peer.session.timeline.peek();
    if (outcome.ok && known?.positionS === positionS) {
      history.sought(`${positionS}`, known.revision);
    }
  }
  const count1 = (what: string) =>
    happened.set(what, (happened.get(what) ?? 0) + 1);

  async function failLines(): Promise<void> {
    while (!isOver) {
      await pause(roll.whole(100, 800));
      const relay = roll.pick([...relays] as [typeof relays[0]]);
      const fault = roll.pick(LINE_FAULTS);
      if (relay === undefined) continue;
      count1(fault);
      relay.delayMs = roll.pick([0, 0, 5, 40, 150]);
      relay.fail(fault);
      await pause(roll.whole(50, 2500));
      relay.mend();
    }
  }
  async function failServer(): Promise<void> {
    while (!isOver) {
      await pause(roll.whole(2000, 8000));
      if (isOver) return;
      if (roll.unit() < 0.6) {
        count1("kill -9");
        server.signal("SIGKILL");
        await server.gone();
        await server.start();
      } else {
        count1("stop");
        server.signal("SIGSTOP");
        await pause(roll.whole(500, 3000));
        server.signal("SIGCONT");
      }
    }
  }
  try {
    const failing = Promise.all([failLines(), failServer()]);
    while (history.acknowledged < acknowledgedMin) {
      await pause(200);
      onProgress?.(history.acknowledged);
    }
    isOver = true;
    await failing;
    await Promise.all(talkers);
    await until(
      () =>
        witnesses.every(({ session }) => session.link.peek().state === "open"),
      "all witnesses are back",
    );
    await pause(500);
    return {
      faults: history.faults(),
      acknowledged: history.acknowledged,
      happened,
      tookMs: performance.now() - beganMs,
    };
  } finally {
    isOver = true;
    for (const witness of witnesses) witness.close();
    for (const relay of relays) relay.close();
    await server.close();
    await Deno.remove(dataDir, { recursive: true });
  }
}
