import { FIRST_SETTINGS } from "@/lib/protocol/mod.ts";
import {
  createSession,
  type Outcome,
  type Session,
  type SessionPorts,
  type SocketEvents,
  type Wish,
} from "@/lib/client/mod.ts";
import {
  type Command,
  type CommandType,
  decodeCommand,
  encodeEvent,
  type EventOf,
  type RoomEvent,
  type Row,
  type Timeline,
} from "@/lib/protocol/mod.ts";
import { FakeClock } from "../hub/world.ts";

/** The server's clock minus the page's, in ms. */
export const OFFSET_MS = 50_000;

/** A timeline that rests at the start of the film, changed as said. */
export function timeline(change: Partial<Timeline> = {}): Timeline {
  return {
    revision: 1,
    source: { kind: "film", path: "001.mp4" },
    sourceId: 1,
    durationS: 7200,
    positionS: 0,
    rate: 0,
    speed: 1,
    atMs: 0,
    prev: null,
    by: null,
    how: "start",
    ...change,
  };
}

/** A viewer's row, changed as said. */
export function row(id: string, change: Partial<Row> = {}): Row {
  return {
    id,
    name: id,
    device: "desktop",
    online: true,
    following: true,
    state: "playing",
    positionS: 10,
    rate: 1,
    speed: 1,
    atMs: 0,
    uncertaintyMs: 1,
    bufferedS: 10,
    stalled: false,
    downloadBps: null,
    sourceId: 1,
    film: "001.mp4",
    hidden: false,
    ...change,
  };
}

/** What a server would say to `me` first, changed as said. */
export function welcome(change: Partial<EventOf<"welcome">> = {}): RoomEvent {
  return {
    type: "welcome",
    version: 1,
    epoch: "run1",
    serverMs: 0,
    viewer: "me",
    name: "胡桃",
    token: "secret",
    room: "17",
    timeline: timeline(),
    rows: [row("me")],
    guard: {
      on: false,
      holders: [],
      bandS: 0.5,
      boundS: 10,
      wait: null,
      question: null,
    },
    settings: FIRST_SETTINGS,
    history: [],
    ...change,
  };
}

/** A page with a session in it; the test plays the server, the network and the clock. */
export class Page {
  readonly clock = new FakeClock();
  readonly session: Session;
  /** Sockets that were opened, the newest last. */
  readonly sockets: {
    readonly events: SocketEvents;
    isOpen: boolean;
    isClosed: boolean;
  }[] = [];
  readonly sent: Command[] = [];
  token: string | null = null;
  isHidden = false;
  isOffline = false;
  /** What the next `unit()` gives. */
  unit = 0;
  /** Whether probes are answered at once. */
  answersProbes = true;
  readonly close: () => void;
  #wake: () => void = () => {};
  #ids = 0;

  /** What the tab keeps over a reload. */
  readonly outbox: { text: string | null };

  constructor(outbox: { text: string | null } = { text: null }) {
    this.outbox = outbox;
    const ports: SessionPorts = {
      nowMs: () => this.clock.nowMs(),
      unit: () => this.unit,
      rollId: () => `id${++this.#ids}`,
      after: (delayMs, callback) => this.clock.after(delayMs, callback),
      connect: (events) => {
        const socket = { events, isOpen: false, isClosed: false };
        this.sockets.push(socket);
        return {
          send: (frame) => socket.isOpen && this.#receive(frame),
          close: () => {
            socket.isOpen = false;
            socket.isClosed = true;
          },
        };
      },
      isOffline: () => this.isOffline,
      isHidden: () => this.isHidden,
      onWake: (callback) => {
        this.#wake = callback;
        return () => this.#wake = () => {};
      },
      token: { read: () => this.token, write: (token) => this.token = token },
      outbox: {
        read: () => outbox.text,
        write: (text) => outbox.text = text,
      },
    };
    this.session = createSession({ room: "17", device: "phone", ports });
    this.close = this.session.open();
  }

  /** The newest socket opens; the hello may have been said on it before. */
  opens(isGreeted?: boolean): this {
    const socket = this.sockets.at(-1);
    if (socket !== undefined) {
      socket.isOpen = true;
      socket.events.onOpen(isGreeted);
    }
    return this;
  }

  /** The newest socket opens and the server welcomes. */
  enters(change: Partial<EventOf<"welcome">> = {}): this {
    this.opens().hears(welcome({ serverMs: this.serverMs, ...change }));
    return this;
  }

  /** The server says something, by the newest socket or an older one. */
  hears(event: RoomEvent, by = this.sockets.at(-1)): this {
    by?.events.onFrame(encodeEvent(event), this.clock.nowMs());
    return this;
  }

  /** The server says a new timeline. */
  moves(change: Partial<Timeline>): this {
    return this.hears({
      type: "timeline",
      serverMs: this.serverMs,
      timeline: timeline(change),
    });
  }

  /** The newest socket breaks. */
  breaks(code = 1006): this {
    const socket = this.sockets.at(-1);
    if (socket !== undefined) {
      socket.isOpen = false;
      socket.events.onClose(code);
    }
    return this;
  }

  /** Someone looks at the page again, or the network is back. */
  wakes(): this {
    this.#wake();
    return this;
  }

  get serverMs(): number {
    return this.clock.nowMs() + OFFSET_MS;
  }

  /** Commands of a type that were sent. */
  all<K extends CommandType>(type: K): Extract<Command, { type: K }>[] {
    return this.sent.filter((
      command,
    ): command is Extract<Command, { type: K }> => command.type === type);
  }

  /** Sends a wish; what became of it is known once `outcome` is set. */
  wish(wish: Wish): { id: string; outcome: Outcome | null } {
    const result: { id: string; outcome: Outcome | null } = {
      id: "",
      outcome: null,
    };
    this.session.wish(wish).then((outcome) => result.outcome = outcome);
    const last = this.sent.at(-1);
    result.id = last !== undefined && "id" in last ? last.id : "";
    return result;
  }

  #receive(frame: string): boolean {
    const decoded = decodeCommand(frame);
    // A page that says what the server refuses is wrong, whatever the test is about.
    if (!decoded.ok) throw new Error(decoded.detail);
    this.sent.push(decoded.value);
    if (decoded.value.type === "probe" && this.answersProbes) {
      this.hears({
        type: "echo",
        sentMs: decoded.value.sentMs,
        serverMs: this.serverMs,
      });
    }
    return true;
  }
}
