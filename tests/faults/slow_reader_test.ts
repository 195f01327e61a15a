import assert from "node:assert/strict";
import { dice } from "@/lib/base/mod.ts";
import { BUFFERED_BYTES_MAX } from "@/lib/hub/mod.ts";
import { RawSocket } from "./fuzz/raw_socket.ts";
import { pause } from "./peer.ts";
import { startServer } from "./server_process.ts";

const SLOW = 3;
const TALKERS = 8;
const HELLO = '{"type":"hello","version":1,"token":null,"device":"other"}';
/** The longest message there is. */
const LONGEST = "👨‍👩‍👧‍👦".repeat(500);
/** How long it may take on a busy machine until they are shed, in ms. */
const WITHIN_MS = 30_000;

Deno.test({
  name:
    "who reads nothing is shed and their connection cut, also behind a proxy, what was to be sent to them is let go, and those beside them hear every line",
  sanitizeOps: false,
  sanitizeResources: false,
  fn: async () => {
    const dataDir = await Deno.makeTempDir({ prefix: "17kan-slow-" });
    const settings = ["--trusted-proxies=loopback"];
    const server = await startServer({ dataDir, settings });
    const roll = dice(5);
    const enter = async (name: string, reads: boolean, by?: string) => {
      const path = `/sync?u=${name}&room=busy`;
      const socket = await RawSocket.open(server.port, path, { reads, by });
      assert.ok(socket !== null);
      await socket.say([HELLO], roll);
      return socket;
    };
    const gauge = async (name: string) => {
      const metrics = await fetch(`${server.origin}/metrics`);
      const text = await metrics.text();
      return Number(
        new RegExp(`^seventeenkan_${name} (\\d+)$`, "m").exec(text)?.[1],
      );
    };
    const sockets: RawSocket[] = [];
    try {
      for (let i = 0; i < SLOW; i++) {
        const by = i === 0 ? undefined : `192.0.2.${i}`;
        sockets.push(await enter(`slow${i}`, false, by));
      }
      const talkers: RawSocket[] = [];
      for (let i = 0; i < TALKERS; i++) {
        talkers.push(await enter(`talker${i}`, true));
      }
      sockets.push(...talkers);
      const lineIds: string[] = [];
      let owedMost = 0;
      const endMs = performance.now() + WITHIN_MS;
      while (await gauge("links") > TALKERS && performance.now() < endMs) {
        for (const [index, talker] of talkers.entries()) {
          const id = `l${index}-${lineIds.length}`;
          lineIds.push(id);
          await talker.say([line(id)], roll);
        }
        owedMost = Math.max(owedMost, await gauge("unsent_bytes"));
        // Below what a link may say, at once and then per second.
        await pause(lineIds.length < TALKERS * 30 ? 5 : 55);
      }
      assert.equal(await gauge("links"), TALKERS, "the slow ones are gone");
      assert.ok(owedMost > BUFFERED_BYTES_MAX / 2, `${owedMost} bytes`);
      for (const talker of talkers) {
        const heard = () =>
          talker.frames.filter((frame) =>
            !frame.startsWith('{"type":"welcome"') && frame.includes(LONGEST)
          ).length;
        await talker.until(() => heard() >= lineIds.length, WITHIN_MS);
        assert.equal(heard(), lineIds.length);
        assert.equal(talker.isOver, false);
      }
      assert.equal(await gauge("unsent_bytes"), 0, "nothing is held");
    } finally {
      for (const socket of sockets) socket.drop();
      await server.close();
      await Deno.remove(dataDir, { recursive: true });
    }
  },
});

function line(id: string): string {
  return JSON.stringify({
    type: "say",
    id,
    kind: "danmaku",
    text: LONGEST,
    colour: "#ffffff",
    place: "roll",
    positionS: 1,
  });
}
