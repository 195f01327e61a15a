import {
  type Command,
  decodeEvent,
  encodeCommand,
  type MessageKind,
  PROTOCOL_VERSION,
  type Timeline,
} from "@/lib/protocol/mod.ts";
import { positionAt } from "@/lib/time/mod.ts";

/** Viewers without a browser: they report as a page does, and talk. */
export interface Talkers {
  /** Everyone in the room plays from its beginning. */
  play(): void;
  /**
   * Together they say so much a second, in these kinds by turns; in all where none are named.
   *
   * @returns how many messages were sent
   */
  talk(
    wish: {
      readonly perS: number;
      readonly durationMs: number;
      readonly kinds?: readonly MessageKind[];
      readonly text?: string;
    },
  ): Promise<number>;
  /** Codes of what the server refused. */
  readonly refused: readonly string[];
  close(): void;
}

const KINDS = ["element", "danmaku", "notice"] as const;
const TEXT = "这一段拍得真好, look at the light 🎬";
const COLOURS = ["#ffffff", "#ffe133", "#39ccff"] as const;
const PLACES = ["roll", "roll", "top", "bottom"] as const;
/** Time between two bursts of talk, in ms. */
const TALK_EVERY_MS = 50;

/** Brings viewers into a room. */
export async function bringTalkers(
  { port, room, count }: {
    readonly port: number;
    readonly room: string;
    readonly count: number;
  },
): Promise<Talkers> {
  const refused: string[] = [];
  const talkers: Talker[] = [];
  for (let number = 1; number <= count; number++) {
    const name = `talker ${number}`;
    talkers.push(await bring({ port, room, name }, refused));
  }
  let said = 0;
  const send = (command: (talker: Talker) => Command) => {
    const talker = talkers[said++ % talkers.length];
    talker?.socket.send(encodeCommand(command(talker)));
  };
  return {
    refused,
    play: () =>
      send(({ nowMs }) => ({
        type: "play",
        id: crypto.randomUUID(),
        pressedAtMs: nowMs(),
      })),
    async talk({ perS, durationMs, kinds = KINDS, text = TEXT }) {
      const beganMs = performance.now();
      const beganWith = said;
      for (;;) {
        const tookMs = performance.now() - beganMs;
        if (tookMs >= durationMs) return said - beganWith;
        const due = perS * tookMs / 1000;
        while (said - beganWith < due) {
          const number = said - beganWith;
          send(({ positionS }) => ({
            type: "say",
            id: crypto.randomUUID(),
            kind: kinds[number % kinds.length] ?? "element",
            text: `${number}: ${text}`,
            colour: COLOURS[number % COLOURS.length] ?? "#ffffff",
            place: PLACES[number % PLACES.length] ?? "roll",
            positionS: positionS(),
          }));
        }
        await new Promise((done) => setTimeout(done, TALK_EVERY_MS));
      }
    },
    close() {
      for (const { close } of talkers) close();
    },
  };
}

interface Talker {
  readonly socket: WebSocket;
  /** The server's time, in ms. */
  nowMs(): number;
  positionS(): number;
  close(): void;
}

async function bring(
  { port, room, name }: {
    readonly port: number;
    readonly room: string;
    readonly name: string;
  },
  refused: string[],
): Promise<Talker> {
  const query = new URLSearchParams({ u: name, room });
  const socket = new WebSocket(`ws://127.0.0.1:${port}/sync?${query}`);
  const welcomed = Promise.withResolvers<number>();
  let timeline: Timeline | null = null;
  socket.onopen = () =>
    socket.send(encodeCommand({
      type: "hello",
      version: PROTOCOL_VERSION,
      token: null,
      device: "desktop",
    }));
  socket.onmessage = ({ data }) => {
    // Most of what comes is talk, of which these hear nothing.
    const text = String(data);
    if (text.startsWith('{"type":"line"')) return;
    const decoded = decodeEvent(text);
    if (!decoded.ok) throw new Error(decoded.detail);
    const event = decoded.value;
    if (event.type === "timeline") timeline = event.timeline;
    else if (event.type === "error") refused.push(event.code);
    else if (event.type === "welcome") {
      timeline = event.timeline;
      welcomed.resolve(event.serverMs - performance.now());
    }
  };
  socket.onerror = () => welcomed.reject(new Error(`${name} has no link`));
  const offsetMs = await welcomed.promise;
  const nowMs = () => performance.now() + offsetMs;
  const positionS = () =>
    timeline === null ? 0 : Math.max(0, positionAt(timeline, nowMs()));
  const reporting = setInterval(() => {
    if (timeline === null || socket.readyState !== WebSocket.OPEN) return;
    const isPlaying = timeline.rate > 0;
    socket.send(encodeCommand({
      type: "report",
      revision: timeline.revision,
      atMs: nowMs(),
      uncertaintyMs: 1,
      positionS: positionS(),
      rate: timeline.rate,
      speed: timeline.speed,
      state: isPlaying ? "playing" : "paused",
      following: true,
      stalled: false,
      bufferedS: 20 + Math.random(),
      downloadBps: 1e6 * Math.random(),
      durationS: timeline.durationS,
      sourceId: timeline.sourceId,
      film: "001.mp4",
      hidden: false,
      oneWayMs: 1,
      jitterMs: 1,
      playLatencyMs: 0,
      seekLatencyMs: 0,
    }));
  }, 1000);
  return {
    socket,
    nowMs,
    positionS,
    close() {
      clearInterval(reporting);
      socket.close();
    },
  };
}
