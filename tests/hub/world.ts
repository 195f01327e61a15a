import { getLogger } from "@logtape/logtape";
import { createLocalBus } from "@/lib/bus/mod.ts";
import {
  type HearTimings,
  Hub,
  type HubClock,
  type HubParts,
  type LinkEnd,
  type Passwords,
  type Traffic,
} from "@/lib/hub/mod.ts";
import { Counters } from "@/lib/observe/mod.ts";
import {
  type CommandOf,
  type CommandType,
  decodeEvent,
  type EventOf,
  type EventType,
  PROTOCOL_VERSION,
  type RoomEvent,
} from "@/lib/protocol/mod.ts";
import { createMemoryStore, type Store } from "@/lib/store/mod.ts";
import { GOOD } from "../protocol/frames.ts";

/** Timers that run when time is told to pass, in order of their instants. */
export class FakeClock implements HubClock {
  #nowMs = 1000;
  #number = 0;
  readonly #timers = new Map<
    number,
    { readonly atMs: number; readonly callback: () => void }
  >();

  nowMs(): number {
    return this.#nowMs;
  }

  wallMs(): number {
    return 1.7e12 + this.#nowMs;
  }

  after(delayMs: number, callback: () => void): () => void {
    const number = ++this.#number;
    this.#timers.set(number, {
      atMs: this.#nowMs + Math.max(0, delayMs),
      callback,
    });
    return () => this.#timers.delete(number);
  }

  /** Timers that are still to run. */
  get waiting(): number {
    return this.#timers.size;
  }

  /** The instant of the next timer; Infinity where none waits. */
  get nextMs(): number {
    return Math.min(
      Infinity,
      ...[...this.#timers.values()].map(({ atMs }) => atMs),
    );
  }

  /** The process stands still: time passes and nothing runs. */
  freeze(spanMs: number): void {
    this.#nowMs += spanMs;
  }

  /** Lets time pass and runs what falls due. */
  pass(spanMs: number): void {
    const endMs = this.#nowMs + spanMs;
    for (;;) {
      let next: [number: number, atMs: number, callback: () => void] | null =
        null;
      for (const [number, { atMs, callback }] of this.#timers) {
        if (atMs <= endMs && (next === null || atMs < next[1])) {
          next = [number, atMs, callback];
        }
      }
      if (next === null) break;
      const [number, atMs, callback] = next;
      this.#timers.delete(number);
      this.#nowMs = Math.max(this.#nowMs, atMs);
      callback();
    }
    this.#nowMs = endMs;
  }
}

/** A tab as the hub sees it: what it is sent is kept, and it can say anything. */
export class Tab {
  readonly events: RoomEvent[] = [];
  /** Frames that a page could not have read. */
  readonly unreadable: string[] = [];
  /** The code with which the server closed it; null while it has not. */
  closedWith: number | null = null;
  /** Bytes that its line has not taken yet. */
  bufferedBytes = 0;
  #end: LinkEnd = { receive: () => {}, closed: () => {} };
  readonly #clock: FakeClock;
  #ids = 0;

  constructor(clock: FakeClock) {
    this.#clock = clock;
  }

  open(
    hub: Hub,
    visitor: {
      name: string;
      room?: string;
      address?: string;
      session?: string;
    },
  ): this {
    this.#end = hub.connect({
      send: (frame) => {
        const decoded = decodeEvent(frame);
        if (decoded.ok) this.events.push(decoded.value);
        else this.unreadable.push(`${decoded.detail}: ${frame.slice(0, 200)}`);
      },
      close: (code) => {
        this.closedWith ??= code;
      },
      bufferedBytes: () => this.bufferedBytes,
    }, { room: "17", address: "1.2.3.4", ...visitor });
    return this;
  }

  /** Says a frame as it is; null for one that is not text. */
  raw(frame: string | null): this {
    this.#end.receive(frame);
    return this;
  }

  /** Says a good command, changed as said, pressed now; gives back its id. */
  say<K extends CommandType>(
    type: K,
    change: Partial<CommandOf<K>> = {},
  ): string {
    const good: CommandOf<K> = GOOD[type];
    const id = `c${++this.#ids}`;
    const pressed = {
      ..."id" in good ? { id } : {},
      ..."pressedAtMs" in good ? { pressedAtMs: this.#clock.nowMs() } : {},
    };
    this.raw(JSON.stringify({ type, ...good, ...pressed, ...change }));
    return id;
  }

  hello(token: string | null = null, version = PROTOCOL_VERSION): this {
    this.say("hello", { token, version });
    return this;
  }

  /** The socket is gone. */
  drop(): void {
    this.#end.closed();
  }

  /** All events of a type that came. */
  all<K extends EventType>(type: K): EventOf<K>[] {
    return this.events.filter((
      event,
    ): event is Extract<RoomEvent, { type: K }> => event.type === type);
  }

  /** The last event of a type. */
  last<K extends EventType>(type: K): EventOf<K> | undefined {
    return this.all(type).at(-1);
  }
}

/** Passwords that are no secret: hashed at once. */
export const PLAIN: Passwords = {
  hash: (password) => Promise.resolve(`hash of ${password}`),
  matches: (password, hash) => Promise.resolve(hash === `hash of ${password}`),
  close: () => {},
};

/** A hub in a world without sockets, where time is told to pass. */
export class World {
  readonly clock = new FakeClock();
  readonly counters = new Counters();
  readonly store: Store;
  readonly hub: Hub;
  /** What the hub heard of transfers: by whom, and the timings. */
  readonly timings: Parameters<HearTimings>[] = [];
  #names = 0;

  constructor(
    store: Store = createMemoryStore(),
    traffic?: Traffic,
    passwords: Passwords = PLAIN,
    more: Pick<HubParts, "unsentBytesMax" | "idleUnitsMax" | "memoryBytes"> =
      {},
  ) {
    this.store = store;
    this.hub = new Hub({
      bus: createLocalBus(),
      store,
      clock: this.clock,
      counters: this.counters,
      log: getLogger(["17kan", "test"]),
      firstSource: { kind: "film", path: "001.mp4" },
      rollName: (kind) => `${kind}${++this.#names}`,
      onTimings: (...heard) => this.timings.push(heard),
      passwords,
      ...(traffic === undefined ? {} : { traffic }),
      ...more,
    });
  }

  /** A tab that has opened a socket and said nothing. */
  tab(
    name: string,
    where: { room?: string; address?: string; session?: string } = {},
  ): Tab {
    return new Tab(this.clock).open(this.hub, { name, ...where });
  }

  /** A tab that has said hello. */
  enter(name: string, where: Parameters<World["tab"]>[1] = {}): Tab {
    return this.tab(name, where).hello();
  }
}
