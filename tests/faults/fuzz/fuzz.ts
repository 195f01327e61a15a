import fc from "fast-check";
import { type Dice, dice } from "@/lib/base/mod.ts";
import { until } from "../peer.ts";
import { type ServerProcess, startServer } from "../server_process.ts";
import { Canary } from "./canary.ts";
import {
  allFields,
  type OddFrame,
  oddFrames,
  strangeTexts,
  textAt,
} from "./grammar.ts";
import {
  oddFrameBytes,
  oddHandshakes,
  oddHeads,
  oddRanges,
} from "./odd_bytes.ts";
import { knock, RawSocket } from "./raw_socket.ts";

/** What fuzzing is to send. */
export interface FuzzWish {
  readonly seed: number;
  /** Messages in all: frames of the grammar, raw frames, heads, ranges and handshakes. */
  readonly messages: number;
  readonly onProgress?: (sent: number) => void;
}

/** What came of it. */
export interface FuzzResult {
  readonly sent: number;
  /** How many there were of each kind. */
  readonly kinds: ReadonlyMap<string, number>;
  /** What must never happen, in words. */
  readonly faults: readonly string[];
  /** How often the room of the strangers was moved: that they got far. */
  readonly moved: number;
  /** Fields of the tables that were never made odd. */
  readonly missed: readonly string[];
  /** The canaries' messages: from sending to acknowledgement, in ms, the shortest first. */
  readonly ackMs: readonly number[];
  /** Bytes after a collection, before and after. */
  readonly heapBytes: readonly [before: number, after: number];
  readonly residentBytes: readonly [before: number, after: number];
}

/** Strangers at work at the same time. */
const STRANGERS = 12;
/** Frames of one stranger before they hang up: more than the limits let through, or few. */
const FRAMES_EACH = [60, 12, 4] as const;
/** How long a server may take for all that a stranger said, in ms. */
const ANSWER_WITHIN_MS = 20_000;
/** Odd requests of one stranger at once. */
const KNOCKS_AT_ONCE = 8;
/** How long an odd request is waited for, in ms: many are never answered. */
const KNOCK_MS = 250;
/** What is left out of the comparison of memory: caches fill, code is compiled. */
const WARM_SHARE = 0.25;

/** Says to a real server whatever a stranger can, beside two viewers who must not notice. */
export async function fuzz(wish: FuzzWish): Promise<FuzzResult> {
  const dataDir = await Deno.makeTempDir({ prefix: "17kan-fuzz-" });
  const server = await startServer({
    dataDir,
    main: "fuzz/heap_main.ts",
    v8Flags: "--expose-gc",
  });
  try {
    return await new Fuzz(server, wish).run();
  } finally {
    await server.close();
    await Deno.remove(dataDir, { recursive: true });
  }
}

class Fuzz {
  readonly #server: ServerProcess;
  readonly #wish: FuzzWish;
  readonly #roll: Dice;
  readonly #kinds = new Map<string, number>();
  readonly #faults: string[] = [];
  readonly #missed = new Set(allFields());
  #sent = 0;
  #names = 0;

  constructor(server: ServerProcess, wish: FuzzWish) {
    this.#server = server;
    this.#wish = wish;
    this.#roll = dice(wish.seed);
  }

  async run(): Promise<FuzzResult> {
    const { messages } = this.#wish;
    const { port } = this.#server;
    const canaries = await Promise.all(
      ["fuzz", "quiet"].map((room) =>
        new Canary({ name: `canary of ${room}`, room, port, roll: this.#roll })
          .enters()
      ),
    );
    const quiet = canaries[1]?.peer.session;
    await quiet?.wish({ type: "play" });
    await until(() => quiet?.timeline.peek()?.how === "play", "it plays");
    const before = quiet?.timeline.peek()?.revision;
    await this.#sendUntil(messages * WARM_SHARE, quiet);
    const first = await this.#memory();
    await this.#sendUntil(messages, quiet);
    // Rows of those who hung up wait for them for 5 s.
    const last = await this.#memory(first.heap);
    if (quiet?.timeline.peek()?.revision !== before) {
      this.#faults.push("the quiet room was moved by another");
    }
    const songs = await Promise.all(canaries.map((canary) => canary.ends()));
    const said = this.#server.log().split("\n").filter((line) =>
      /error|panic|uncaught/i.test(line)
    );
    return {
      sent: this.#sent,
      kinds: this.#kinds,
      faults: [
        ...this.#faults,
        ...songs.flatMap(({ faults }) => faults),
        ...said,
      ],
      moved: canaries[0]?.peer.session.timeline.peek()?.revision ?? 0,
      missed: [...this.#missed],
      ackMs: songs.flatMap(({ ackMs }) => ackMs).toSorted((a, b) => a - b),
      heapBytes: [first.heap, last.heap],
      residentBytes: [first.resident, last.resident],
    };
  }

  async #sendUntil(
    count: number,
    clock: { serverNowMs(): number | null } | undefined,
  ): Promise<void> {
    const nowMs = () => clock?.serverNowMs() ?? 0;
    const stranger = async (): Promise<void> => {
      while (this.#sent < count) {
        if (this.#roll.unit() < 0.5) await this.#talk(nowMs);
        else await this.#knock();
        this.#wish.onProgress?.(this.#sent);
      }
    };
    await Promise.all(Array.from({ length: STRANGERS }, stranger));
  }

  /** Opens a link and says what the limits let through. */
  async #talk(nowMs: () => number): Promise<void> {
    const { port } = this.#server;
    const path = `/sync?u=evil${this.#names++ % 400}&room=fuzz`;
    const socket = await RawSocket.open(port, path);
    if (socket === null) {
      this.#faults.push("a good handshake was refused");
      return;
    }
    const frames = this.#sample(
      fc.oneof(
        { weight: 8, arbitrary: oddFrames() },
        { weight: 1, arbitrary: strangeTexts() },
      ),
      this.#roll.pick(FRAMES_EACH),
    );
    const hello = '{"type":"hello","version":1,"token":null,"device":"other"}';
    const said = this.#roll.unit() < 0.9 ? [hello] : [];
    for (const frame of frames) said.push(this.#textOf(frame, nowMs()));
    await socket.say(said, this.#roll);
    // The answer tells that all before it was dealt with.
    await socket.say(['{"type":"probe","sentMs":7777}'], this.#roll);
    const isDone = await socket.until(
      () => socket.frames.some((text) => text.includes('"sentMs":7777')),
      ANSWER_WITHIN_MS,
    );
    if (!isDone) this.#faults.push("a link is neither answered nor closed");
    // Bytes that are no good frame come last: the line is of no use after them.
    if (!socket.isOver) {
      const bytes = this.#sample(oddFrameBytes(), 6);
      this.#count("raw frame", bytes.length);
      await socket.say(bytes, this.#roll);
      await socket.until(() => false, 20);
    }
    socket.drop();
  }

  /** Asks by HTTP for what nobody asks for. */
  async #knock(): Promise<void> {
    const [kind, asked] = this.#roll.pick([
      ["head", oddHeads()],
      ["range", oddRanges()],
      ["handshake", oddHandshakes()],
    ]);
    await Promise.all(
      this.#sample<Uint8Array>(asked, KNOCKS_AT_ONCE).map(async (bytes) => {
        this.#count(kind, 1);
        const { status } = await knock(this.#server.port, bytes, KNOCK_MS);
        if (status !== null && status >= 500) {
          const text = new TextDecoder("latin1").decode(bytes.slice(0, 300));
          this.#faults.push(`${status} for ${JSON.stringify(text)}`);
        }
      }),
    );
  }

  #textOf(frame: OddFrame | string, nowMs: number): string {
    this.#count(typeof frame === "string" ? "strange text" : "frame", 1);
    if (typeof frame === "string") return frame;
    this.#missed.delete(frame.about);
    return textAt(frame, nowMs);
  }

  #sample<T>(arbitrary: fc.Arbitrary<T>, count: number): T[] {
    return fc.sample(arbitrary, {
      numRuns: count,
      seed: this.#roll.whole(0, 2 ** 31 - 1),
    });
  }

  #count(kind: string, count: number): void {
    this.#sent += count;
    this.#kinds.set(kind, (this.#kinds.get(kind) ?? 0) + count);
  }

  /** The server's memory after a collection; again while it is still well above another. */
  async #memory(
    above = Infinity,
  ): Promise<{ readonly heap: number; readonly resident: number }> {
    const endMs = performance.now() + SETTLES_WITHIN_MS;
    for (;;) {
      const said = this.#server.log().length;
      this.#server.signal("SIGUSR2");
      const line = () =>
        /heap (\d+) resident (\d+)/.exec(this.#server.log().slice(said));
      await until(() => line() !== null, "the server tells its memory");
      const [, heap, resident] = line()?.map(Number) ?? [];
      const facts = { heap: heap ?? NaN, resident: resident ?? NaN };
      if (facts.heap <= above + SETTLED_BYTES || performance.now() > endMs) {
        return facts;
      }
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }
}

/** How long what is held for strangers may stay after the last of them, in ms. */
const SETTLES_WITHIN_MS = 15_000;
/** So near to what it was, in bytes, a heap is not waited for any longer. */
const SETTLED_BYTES = 4 * 2 ** 20;
