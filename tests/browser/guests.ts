import { dice } from "@/lib/base/mod.ts";
import { decodeEvent, type Timeline } from "@/lib/protocol/mod.ts";
import { scheduledPositionAt } from "@/lib/time/mod.ts";
import { RawSocket } from "../faults/fuzz/raw_socket.ts";

/** What is not as with the others about a guest. */
export interface GuestState {
  /** How far ahead of the room, in s. */
  readonly aheadS?: number;
  readonly state?: "playing" | "failed" | "blocked";
  readonly stalled?: boolean;
}

/** Many who are in a room without a browser, and report like one. */
export interface Guests {
  /** From now on this one is so. */
  set(name: string, state: GuestState): void;
  close(): void;
}

const HELLO = '{"type":"hello","version":1,"token":null,"device":"desktop"}';
/** Reports a second and guest, as browsers send them. */
const REPORT_MS = 1000;
/** How far off a follower is at most, in s: nobody is on the very frame. */
const OFF_S = 0.04;

/**
 * Brings guests `guest 0` … into a room; they follow it. The server runs in this process, so that its
 * clock is ours.
 */
export async function bringGuests(
  { port, room, count }: {
    readonly port: number;
    readonly room: string;
    readonly count: number;
  },
): Promise<Guests> {
  const roll = dice(1);
  const states = new Map<string, GuestState>();
  const guests: { readonly name: string; readonly socket: RawSocket }[] = [];
  let timeline: Timeline | null = null;
  for (let at = 0; at < count; at++) {
    const name = `guest ${at}`;
    const query = new URLSearchParams({ u: name, room });
    const socket = await RawSocket.open(port, `/sync?${query}`);
    if (socket === null) throw new Error(`${name} was not let in`);
    await socket.say([HELLO], roll);
    guests.push({ name, socket });
  }
  const report = (name: string) => {
    const { aheadS = 0, state, stalled = false } = states.get(name) ?? {};
    const nowMs = performance.now();
    const line = timeline ?? { positionS: 0, rate: 0, atMs: 0, prev: null };
    const positionS = scheduledPositionAt(line, nowMs, null) + aheadS +
      OFF_S * (roll.unit() - 0.5);
    return JSON.stringify({
      type: "report",
      revision: timeline?.revision ?? 0,
      atMs: nowMs,
      uncertaintyMs: 2,
      positionS: Math.max(0, positionS),
      rate: stalled || state === "failed" ? 0 : line.rate,
      speed: 1,
      state: state ?? (line.rate > 0 ? "playing" : "paused"),
      following: true,
      stalled,
      bufferedS: 10 + Math.round(20 * roll.unit()),
      downloadBps: 1e6,
      durationS: timeline?.durationS ?? null,
      sourceId: timeline?.sourceId ?? null,
      film: "short.mp4",
      hidden: false,
      oneWayMs: 5,
      jitterMs: 1,
      playLatencyMs: 70,
      seekLatencyMs: 200,
    });
  };
  const timer = setInterval(() => {
    for (const { name, socket } of guests) {
      for (const frame of socket.frames.splice(0)) {
        const read = decodeEvent(frame);
        if (!read.ok) continue;
        const told = read.value;
        if ("timeline" in told && told.timeline !== undefined) {
          timeline = told.timeline;
        }
      }
      void socket.say([report(name)], roll);
    }
  }, REPORT_MS);
  return {
    set: (name, state) => void states.set(name, state),
    close() {
      clearInterval(timer);
      for (const { socket } of guests) socket.drop();
    },
  };
}
