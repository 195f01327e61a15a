import { type Dice } from "@/lib/base/mod.ts";
import {
  createSession,
  type Outcome,
  type Session,
  type SocketEvents,
  type SocketPort,
  type Wish,
} from "@/lib/client/mod.ts";
import { askServer } from "@/lib/client/ask_server.ts";
import { openPoll } from "@/lib/client/poll_port.ts";
import { createTransport } from "@/lib/client/transport.ts";
import {
  decodeEvent,
  POSITION_MAX_S,
  type RoomEvent,
} from "@/lib/protocol/mod.ts";
import { scheduledPositionAt } from "@/lib/time/mod.ts";

/** How a peer comes. */
export interface PeerOptions {
  readonly name: string;
  readonly room: string;
  /** The port of a server or of a relay to it; read anew for each link. */
  readonly port: () => number;
  readonly roll: Dice;
  /** Share of frames that are sent twice. */
  readonly doubled?: number;
  /** Hears every event that could be read. */
  readonly onEvent?: (event: RoomEvent) => void;
  /** Hears every frame that could not be read. */
  readonly onUnreadable?: (frame: string) => void;
}

/** A viewer with the shipped session over a real socket, whose player does as it is told. */
export class Peer {
  readonly name: string;
  readonly session: Session;
  readonly #options: PeerOptions;
  readonly #timers = new Set<ReturnType<typeof setTimeout>>();
  readonly #close: () => void;
  #token: string | null = null;
  #ids = 0;
  #isClosed = false;

  constructor(options: PeerOptions) {
    this.#options = options;
    this.name = options.name;
    const time = {
      nowMs: () => performance.now(),
      unit: () => options.roll.unit(),
      after: (delayMs: number, callback: () => void) =>
        this.#after(delayMs, callback),
    };
    this.session = createSession({
      room: options.room,
      device: "other",
      ports: {
        ...time,
        rollId: () => `${this.#ids++}-${options.roll.whole(0, 1e9)}`,
        connect: createTransport({
          bySocket: (events) => this.#connect(events),
          byPolling: (events) =>
            openPoll({ ...time, events, fetch, url: this.#address("/poll") }),
          ask: (signal) =>
            askServer(signal, `http://127.0.0.1:${this.#options.port()}`),
        }, time),
        isHidden: () => false,
        onWake: () => () => {},
        token: {
          read: () => this.#token,
          write: (token) => this.#token = token,
        },
      },
    });
    this.#close = this.session.open();
    this.#report();
  }

  /** Says something; the outcome comes once it is acknowledged or refused. */
  say(text: string): Promise<Outcome> {
    const wish: Wish = {
      type: "say",
      kind: "danmaku",
      text,
      colour: "#ffffff",
      place: "roll",
      positionS: 0,
    };
    return this.session.wish(wish);
  }

  /** Where the film is for this viewer; null while they know no clock. */
  positionS(): number | null {
    const timeline = this.session.timeline.peek();
    const nowMs = this.session.serverNowMs();
    return timeline === null || nowMs === null
      ? null
      : scheduledPositionAt(timeline, nowMs, timeline.durationS);
  }

  close(): void {
    this.#isClosed = true;
    this.#close();
    for (const timer of this.#timers) clearTimeout(timer);
  }

  #after(delayMs: number, callback: () => void): () => void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      if (!this.#isClosed) callback();
    }, delayMs);
    this.#timers.add(timer);
    return () => {
      clearTimeout(timer);
      this.#timers.delete(timer);
    };
  }

  #address(under = ""): string {
    const { name, room, port } = this.#options;
    const query = new URLSearchParams({ u: name, room });
    return `http://127.0.0.1:${port()}/sync${under}?${query}`;
  }

  #connect(events: SocketEvents): SocketPort {
    const { roll, doubled = 0, onEvent, onUnreadable } = this.#options;
    const socket = new WebSocket(this.#address().replace("http", "ws"));
    let isOver = false;
    socket.onopen = () => isOver || events.onOpen();
    socket.onmessage = ({ data }) => {
      if (isOver || typeof data !== "string") return;
      if (onEvent !== undefined || onUnreadable !== undefined) {
        const decoded = decodeEvent(data);
        if (decoded.ok) onEvent?.(decoded.value);
        else onUnreadable?.(data);
      }
      events.onFrame(data, performance.now());
    };
    socket.onerror = (event) => {
      if (event instanceof ErrorEvent) event.preventDefault();
    };
    socket.onclose = ({ code }) => {
      if (isOver) return;
      isOver = true;
      events.onClose(code);
    };
    return {
      send: (frame) => {
        if (socket.readyState !== WebSocket.OPEN) return false;
        socket.send(frame);
        const isCommand = frame.includes('"id"');
        if (isCommand && roll.unit() < doubled) socket.send(frame);
        return true;
      },
      close: () => {
        isOver = true;
        try {
          socket.close();
        } catch {
          // It never opened.
        }
      },
    };
  }

  #report(): void {
    const timeline = this.session.timeline.peek();
    const positionS = this.positionS();
    if (timeline !== null && positionS !== null) {
      this.session.report({
        positionS,
        rate: timeline.rate,
        speed: timeline.speed,
        state: timeline.rate > 0 ? "playing" : "paused",
        stalled: false,
        bufferedS: 60,
        downloadBps: null,
        // Of a shorter film all who seek beyond its end would be at one place.
        durationS: POSITION_MAX_S,
        sourceId: timeline.sourceId,
        film: "001.mp4",
        hidden: false,
        playLatencyMs: 70,
        seekLatencyMs: 200,
      }, performance.now());
    }
    this.#after(1000, () => this.#report());
  }
}

/** Waits until something is so; gives back after how many ms it was. */
export async function until(
  isSo: () => boolean | Promise<boolean>,
  what: string,
  withinMs = 30_000,
): Promise<number> {
  const beganMs = performance.now();
  while (!await isSo()) {
    if (performance.now() - beganMs > withinMs) {
      throw new Error(`Not within ${withinMs} ms: ${what}`);
    }
    await pause(5);
  }
  return performance.now() - beganMs;
}

/** Lets real time pass. */
export function pause(spanMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, spanMs));
}
