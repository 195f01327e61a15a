import { type Dice, dice } from "@/lib/base/mod.ts";
import { RawSocket } from "../fuzz/raw_socket.ts";
import { pause } from "../peer.ts";
import type { Attack, AttackWish } from "./attack.ts";

/** Frames of a flooder in one go. */
const FLOOD = 200;
/** Those whom slow readers do not hear: together they say 0.7 MB a second. */
const TALKERS = 3;
/** Joins at the same time, and in a second: fifty times what one address may. */
const JOINERS = 16;
const JOINS_PER_S = 500;
/** The longest message there is, in bytes: more than lines can hold is soon on its way. */
const LONGEST = "👨‍👩‍👧‍👦".repeat(500);
const HELLO = '{"type":"hello","version":1,"token":null,"device":"other"}';
const utf8 = new TextEncoder();

/** @returns what came of it: frames said, readers shed, heads begun, joins */
type Act = (port: number, wish: AttackWish, roll: Dice) => Promise<number>;

const ATTACKS: { readonly [K in Attack]: Act } = {
  flooder: async (port, { count, spanMs }, roll) => {
    const endMs = performance.now() + spanMs;
    let frames = 0;
    const flood = async (name: string): Promise<void> => {
      while (performance.now() < endMs) {
        const socket = await RawSocket.open(port, `/sync?u=${name}&room=flood`);
        if (socket === null) {
          // Turned away: it comes again as fast as it can.
          await pause(1);
          continue;
        }
        await socket.say([HELLO], roll);
        while (!socket.isOver && performance.now() < endMs) {
          const isThere = await socket.say(
            Array.from({ length: FLOOD }, (_, i) => loud(frames + i)),
            roll,
          );
          frames += FLOOD;
          if (!isThere) break;
        }
        socket.drop();
      }
    };
    await Promise.all(Array.from({ length: count }, (_, i) => flood(`f${i}`)));
    return frames;
  },

  "slow readers": async (port, { count, spanMs }, roll) => {
    const readers: RawSocket[] = [];
    const linksBefore = await openLinks(port);
    for (let i = 0; i < count; i++) {
      const path = `/sync?u=slow${i}&room=slow`;
      const reader = await RawSocket.open(port, path, { reads: false });
      if (reader === null) throw new Error("A slow reader is not let in");
      await reader.say([HELLO], roll);
      readers.push(reader);
    }
    const talkers: RawSocket[] = [];
    for (let i = 0; i < TALKERS; i++) {
      const path = `/sync?u=talker${i}&room=slow`;
      const talker = await RawSocket.open(port, path);
      if (talker === null) throw new Error("A talker is not let in");
      await talker.say([HELLO], roll);
      talkers.push(talker);
    }
    const endMs = performance.now() + spanMs;
    for (let lines = 0; performance.now() < endMs; lines++) {
      for (const one of talkers) await one.say([loud(lines, LONGEST)], roll);
      await pause(55);
    }
    const shed = linksBefore + count + TALKERS - await openLinks(port);
    for (const talker of talkers) talker.drop();
    for (const reader of readers) reader.drop();
    return shed;
  },

  "half-open heads": async (port, { count, spanMs }) => {
    const halves: Deno.TcpConn[] = [];
    for (let i = 0; i < count; i++) {
      const conn = await Deno.connect({ hostname: "127.0.0.1", port });
      await conn.write(utf8.encode(`GET /?u=half${i} HTTP/1.1\r\nHost: a`));
      halves.push(conn);
    }
    const endMs = performance.now() + spanMs;
    for (let i = 0; performance.now() < endMs; i++) {
      const conn = halves[i % halves.length];
      // A byte now and then keeps each of them alive.
      await conn?.write(utf8.encode("a")).catch(() => {});
      await pause(2);
    }
    for (const half of halves) half.close();
    return count;
  },

  "joins and leaves": async (port, { count }, roll) => {
    let joins = 0;
    const beganMs = performance.now();
    const join = async (): Promise<void> => {
      while (joins < count) {
        const name = `j${joins++ % 997}`;
        const dueMs = beganMs + joins * 1000 / JOINS_PER_S;
        await pause(Math.max(0, dueMs - performance.now()));
        const room = `room${joins % 40}`;
        const path = `/sync?u=${name}&room=${room}`;
        const socket = await RawSocket.open(port, path);
        if (socket === null) continue;
        await socket.say([HELLO], roll);
        await socket.until(() => socket.frames.length > 0, 20_000);
        socket.drop();
      }
    };
    await Promise.all(Array.from({ length: JOINERS }, join));
    return joins;
  },
};

/** Links that the server holds, by its own count. */
async function openLinks(port: number): Promise<number> {
  const metrics = await fetch(`http://127.0.0.1:${port}/metrics`);
  return Number(/^\w*links (\d+)$/m.exec(await metrics.text())?.[1]);
}

function loud(number: number, text = "x".repeat(400)): string {
  return JSON.stringify({
    type: "say",
    id: `l${number}`,
    kind: "danmaku",
    text,
    colour: "#ffffff",
    place: "roll",
    positionS: 1,
  });
}

declare const self: {
  onmessage: ((event: MessageEvent<unknown>) => void) | null;
  postMessage(message: number): void;
};

if (typeof WorkerGlobalScope !== "undefined") {
  self.onmessage = async ({ data }) => {
    const { port, wish } = data as { port: number; wish: AttackWish };
    self.postMessage(await ATTACKS[wish.what](port, wish, dice(11)));
  };
}

declare const WorkerGlobalScope: unknown;
