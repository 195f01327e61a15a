import assert from "node:assert/strict";
import { dice } from "@/lib/base/mod.ts";
import { Canary } from "./fuzz/canary.ts";
import { encode, RawSocket } from "./fuzz/raw_socket.ts";
import { pause } from "./peer.ts";
import { startServer } from "./server_process.ts";

const MB = 2 ** 20;
const HELLO = '{"type":"hello","version":1,"token":null,"device":"other"}';
/** 25 MB a second: more would fill the machine that tests before anybody is suspected. */
const PIECE_EVERY_MS = 40;
/** What is said at the most, far more than may be held of it. */
const PIECES_MAX = 500;
/** How long a system may take to let go of what was held, in ms. */
const LETS_GO_WITHIN_MS = 20_000;

Deno.test({
  name:
    "a message that never ends, of which Deno takes any amount, costs its link, and a viewer beside it notices nothing",
  // Only there connections are cut, and a process tells what it holds.
  ignore: Deno.build.os !== "linux",
  sanitizeOps: false,
  sanitizeResources: false,
  fn: async () => {
    const dataDir = await Deno.makeTempDir({ prefix: "17kan-endless-" });
    const server = await startServer({ dataDir });
    const roll = dice(3);
    const residentMb = async () => {
      const text = await (await fetch(`${server.origin}/metrics`)).text();
      return Number(/^\w+resident_bytes (\d+)$/m.exec(text)?.[1]) / MB;
    };
    try {
      const canary = await new Canary({
        name: "canary",
        room: "quiet",
        port: server.port,
        roll,
      }).enters();
      const stranger = await RawSocket.open(server.port, "/sync?u=x&room=x");
      assert.ok(stranger !== null);
      const payload = new Uint8Array(MB).fill(97);
      const piece = (opcode: number) =>
        encode({ fin: false, opcode, payload }, roll);
      const [first, more] = [piece(1), piece(0)];
      await stranger.say([HELLO], roll);
      await pause(1000);
      const beforeMb = await residentMb();
      let mostMb = beforeMb;
      let said = 0;
      while (said < PIECES_MAX && !stranger.isOver) {
        const isTaken = await stranger.say([said === 0 ? first : more], roll);
        if (!isTaken) break;
        if (++said % 10 === 0) mostMb = Math.max(mostMb, await residentMb());
        await pause(PIECE_EVERY_MS);
      }
      assert.ok(said < PIECES_MAX, `${said} MB were taken`);
      assert.ok(mostMb - beforeMb > 64, `it was held: ${mostMb - beforeMb} MB`);
      const endMs = performance.now() + LETS_GO_WITHIN_MS;
      while (await residentMb() > beforeMb + 64 && performance.now() < endMs) {
        await pause(200);
      }
      const heldMb = await residentMb() - beforeMb;
      assert.ok(heldMb <= 64, `${heldMb} of ${mostMb} MB are held still`);
      assert.deepEqual((await canary.ends()).faults, []);
      assert.match(server.log(), /1 links that said nothing are cut/);
    } finally {
      await server.close();
      await Deno.remove(dataDir, { recursive: true });
    }
  },
});
