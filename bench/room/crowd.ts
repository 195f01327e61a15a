/**
 * The viewers of `deno task bench room`, in a process of their own: each reports and probes as a
 * page does, and now and then one moves their room. Prints a line of JSON for each stage.
 *
 * @module
 */
import { dice } from "@/lib/base/mod.ts";
import { percentile } from "../percentile.ts";
import { ask, asksAgain, noteAnswer } from "./answered.ts";
import { Calls, reportsNow } from "./calls.ts";
import { DIALECTS, type Kind } from "./dialects.ts";
import { Epoll, receive, send } from "./epoll.ts";
import { beginsWith, endOf, handshake, maskedFrame } from "./frames.ts";
import { EMPTY, newViewer, type Viewer } from "./viewer.ts";

/** What viewers are to come. */
export interface CrowdWish {
  readonly kind: Kind;
  readonly port: number;
  readonly rooms: number;
  readonly perRoom: number;
  /** Time before anything is measured, and while it is, in ms. */
  readonly warmMs: number;
  readonly runMs: number;
  readonly commandsPerS: number;
}

/** What a crowd tells: that all are in, that it begins to measure, and what came of it. */
export type CrowdLine =
  | { readonly stage: "in" | "warm" }
  | {
    readonly stage: "done";
    /** From a command to each viewer of the room, in ms. */
    readonly p50Ms: number;
    readonly p99Ms: number;
    /** Viewers that a command never reached. */
    readonly missed: number;
    /** Bytes that one viewer was sent a second. */
    readonly bytesPerS: number;
  };

interface Room {
  positionS: number;
  /** In our ms. */
  atMs: number;
}

/** How long all may take to come in, in ms. */
const ENTER_WITHIN_MS = 120_000;
/** Viewers that come in at once. */
const AT_ONCE = 50;
/** After the last command all have so long to hear of it, in ms. */
const LAST_WITHIN_MS = 2000;

/** The slowest answers a call after so long, in ms: a round trip over half the world, or a busy page. */
const ANSWER_WITHIN_MS = 100;

/** Who waits for others gives a sign after so long, in ms: servers take silent ones for dead. */
const QUIET_MS = 2000;

const decoder = new TextDecoder();
const buffer = new Uint8Array(1024 * 1024);

class Crowd {
  readonly #wish: CrowdWish;
  readonly #viewers: Viewer[] = [];
  readonly #rooms: Room[];
  readonly #epoll = new Epoll();
  readonly #sentMs = new Map<number, number>();
  readonly #tookMs: number[] = [];
  #serverMinusLocalMs = 0;
  readonly #calls = new Calls<Viewer>(ANSWER_WITHIN_MS);
  readonly #dice = dice(2);
  /** Whose sign of life is the next, of the viewers so far. */
  #nextSign = 0;
  #in = 0;
  #bytes = 0;

  constructor(wish: CrowdWish) {
    this.#wish = wish;
    this.#rooms = Array.from(
      { length: wish.rooms },
      () => ({ positionS: 0, atMs: 0 }),
    );
  }

  run(): CrowdLine {
    const { rooms, perRoom, warmMs, runMs, commandsPerS } = this.#wish;
    this.#enter();
    tell({ stage: "in" });
    // Long enough for the memory of idle links to be read.
    this.#listenFor(3000);
    const count = this.#viewers.length;
    const roll = dice(1);
    const schedule = this.#viewers.flatMap((viewer) => [
      { viewer, atMs: roll.unit() * 1000, isReport: true },
      { viewer, atMs: roll.unit() * 1000, isReport: false },
    ]).sort((a, b) => a.atMs - b.atMs);
    const beganMs = performance.now();
    const endMs = warmMs + runMs;
    let [at, lap, commands, isWarm] = [0, 0, 0, false];
    for (;;) {
      this.#listenFor(1);
      const nowMs = performance.now() - beganMs;
      for (let due = schedule[at]; due !== undefined; due = schedule[at]) {
        if (lap * 1000 + due.atMs > nowMs) break;
        if (due.isReport) this.#report(due.viewer, false);
        else this.#probe(due.viewer);
        if (++at === schedule.length) [at, lap] = [0, lap + 1];
      }
      for (const viewer of this.#calls.take(performance.now())) {
        this.#report(viewer, true);
      }
      if (!isWarm && nowMs >= warmMs) {
        isWarm = true;
        this.#bytes = 0;
        tell({ stage: "warm" });
      }
      if (nowMs >= endMs) break;
      if (isWarm && nowMs - warmMs >= commands * 1000 / commandsPerS) {
        const index = (commands % rooms) * perRoom +
          roll.whole(0, perRoom - 1);
        this.#command(this.#viewers[index], ++commands);
      }
    }
    const bytesPerS = this.#bytes / count / (runMs / 1000);
    this.#listenFor(LAST_WITHIN_MS);
    const tookMs = this.#tookMs;
    return {
      stage: "done",
      p50Ms: percentile(tookMs, 0.5),
      p99Ms: percentile(tookMs, 0.99),
      missed: commands * perRoom - tookMs.length,
      bytesPerS,
    };
  }

  #enter(): void {
    const { kind, port, rooms, perRoom } = this.#wish;
    const endMs = performance.now() + ENTER_WITHIN_MS;
    for (let room = 0; room < rooms; room++) {
      for (let i = 0; i < perRoom; i++) {
        const key = this.#viewers.length;
        const name = `v${key}`;
        const socket = this.#epoll.open(port, key);
        const lag = this.#dice.unit();
        this.#viewers.push(newViewer({ name, room, socket, lag }));
        send(socket, handshake(DIALECTS[kind].path(name, `r${room}`)));
        while (this.#viewers.length - this.#in >= AT_ONCE) {
          this.#listenFor(1);
          this.#giveSigns();
          if (performance.now() > endMs) throw new Error("Not all come in");
        }
      }
    }
    while (this.#in < this.#viewers.length) {
      this.#listenFor(5);
      this.#giveSigns();
      if (performance.now() > endMs) throw new Error("Not all come in");
    }
  }

  #report(viewer: Viewer, isCalled: boolean): void {
    const { kind } = this.#wish;
    const room = this.#rooms[viewer.room];
    const nowMs = performance.now();
    if (room === undefined || !reportsNow(viewer.called, nowMs, isCalled)) {
      return;
    }
    this.#probe(viewer, true);
    const positionS = room.positionS + (nowMs - room.atMs) / 1000;
    const serverMs = nowMs + this.#serverMinusLocalMs;
    const reading = { positionS, serverMs, ...ask(viewer.asked, nowMs) };
    this.#say(viewer, DIALECTS[kind].report(viewer.name, reading));
  }

  #probe(viewer: Viewer, isReporting = false): void {
    const nowMs = performance.now();
    if (!asksAgain(viewer.asked, nowMs, isReporting)) return;
    this.#say(viewer, DIALECTS[this.#wish.kind].probe(nowMs));
  }

  /** Those who are in and were quiet for long say that they are there, the one who waited longest first. */
  #giveSigns(): void {
    const nowMs = performance.now();
    for (;;) {
      const viewer = this.#viewers[this.#nextSign];
      const isDue = viewer?.isIn === true &&
        nowMs - viewer.saidMs >= QUIET_MS;
      if (viewer === undefined || !isDue) return;
      this.#say(viewer, DIALECTS[this.#wish.kind].probe(nowMs));
      this.#nextSign = (this.#nextSign + 1) % this.#viewers.length;
    }
  }

  #command(viewer: Viewer | undefined, number: number): void {
    if (viewer === undefined) return;
    const nowMs = performance.now();
    this.#sentMs.set(number, nowMs);
    const serverMs = nowMs + this.#serverMinusLocalMs;
    this.#say(viewer, DIALECTS[this.#wish.kind].command(number, serverMs));
  }

  #listenFor(spanMs: number): void {
    const endMs = performance.now() + spanMs;
    do {
      const leftMs = Math.max(0, Math.ceil(endMs - performance.now()));
      this.#epoll.wait(leftMs, (key) => this.#read(key));
    } while (performance.now() < endMs);
  }

  #read(key: number): void {
    const viewer = this.#viewers[key];
    if (viewer === undefined) return;
    const got = receive(viewer.socket, buffer);
    if (got <= 0) throw new Error(`The server hung up on ${viewer.name}`);
    this.#bytes += got;
    let [bytes, available]: [Uint8Array<ArrayBuffer>, number] = [buffer, got];
    if (viewer.rest.length > 0) {
      available += viewer.rest.length;
      bytes = new Uint8Array(available);
      bytes.set(viewer.rest);
      bytes.set(buffer.subarray(0, got), viewer.rest.length);
    }
    let at = viewer.isUpgraded
      ? 0
      : this.#upgrade(viewer, bytes.subarray(0, available));
    while (viewer.isUpgraded) {
      const end = endOf(bytes, at, available, place);
      if (end < 0) break;
      this.#hear(viewer, bytes, place.begins, end);
      at = end;
    }
    viewer.rest = at === available ? EMPTY : bytes.slice(at, available);
  }

  #upgrade(viewer: Viewer, bytes: Uint8Array): number {
    const text = decoder.decode(bytes);
    const end = text.indexOf("\r\n\r\n");
    if (end < 0) return 0;
    if (!text.startsWith("HTTP/1.1 101")) {
      throw new Error(`Cannot come in: ${text.slice(0, end)}`);
    }
    viewer.isUpgraded = true;
    const { hello } = DIALECTS[this.#wish.kind];
    if (hello !== null) this.#say(viewer, hello);
    return end + 4;
  }

  #hear(
    viewer: Viewer,
    bytes: Uint8Array<ArrayBuffer>,
    at: number,
    endsAt: number,
  ): void {
    const dialect = DIALECTS[this.#wish.kind];
    const isCommand = beginsWith(bytes, at, dialect.commandBegins);
    const isAsked = beginsWith(bytes, at, dialect.askBegins);
    if (viewer.isIn && !isCommand && !isAsked) {
      if (Calls.isCall(this.#wish.perRoom, bytes, at)) {
        this.#calls.add(viewer, viewer.lag);
      }
      return noteAnswer(viewer.asked, bytes.subarray(at, endsAt));
    }
    // A whole welcome is long, and its head tells all that is needed.
    const text = decoder.decode(
      bytes.subarray(at, Math.min(endsAt, at + HEAD_BYTES)),
    );
    if (isCommand) this.#arrived(viewer, dialect.numberOf(text));
    const answer = dialect.answer(text);
    if (answer !== null) this.#say(viewer, answer);
    if (viewer.isIn || !dialect.isWelcome(text)) return;
    viewer.isIn = true;
    this.#in++;
    viewer.asked.mark = /"viewer":"[^"]+"/.exec(text)?.[0] ?? "";
    const serverMs = /"serverMs":([\d.]+)/.exec(text)?.[1];
    this.#serverMinusLocalMs = serverMs === undefined
      ? 0
      : Number(serverMs) - performance.now();
  }

  #arrived(viewer: Viewer, number: number | null): void {
    const sentMs = this.#sentMs.get(number ?? NaN);
    if (sentMs === undefined || number === null) return;
    if (number <= viewer.heard) return;
    viewer.heard = number;
    const nowMs = performance.now();
    this.#tookMs.push(nowMs - sentMs);
    const room = this.#rooms[viewer.room];
    if (room !== undefined) {
      [room.positionS, room.atMs] = [number, nowMs];
    }
  }

  #say(viewer: Viewer, text: string): void {
    viewer.saidMs = performance.now();
    send(viewer.socket, maskedFrame(text));
  }
}

const tell = (line: CrowdLine) => console.log(JSON.stringify(line));
const place = { begins: 0 };
const HEAD_BYTES = 512;

if (import.meta.main) {
  tell(new Crowd(JSON.parse(Deno.args[0] ?? "")).run());
  Deno.exit(0);
}
