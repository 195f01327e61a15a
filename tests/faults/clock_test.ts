import assert from "node:assert/strict";
import { dice } from "@/lib/base/mod.ts";
import { pause, Peer, until } from "./peer.ts";
import { startServer } from "./server_process.ts";

Deno.test({
  name:
    "wall clocks that leap an hour to and fro, on both sides, move nothing and tell nothing",
  sanitizeOps: false,
  sanitizeResources: false,
  fn: async () => {
    const dataDir = await Deno.makeTempDir({ prefix: "17kan-clock-" });
    const server = await startServer({
      dataDir,
      main: "stepping_main.ts",
    });
    const peers = ["alice", "bob"].map((name, seed) =>
      new Peer({ name, room: "17", port: () => server.port, roll: dice(seed) })
    );
    const [alice, bob] = peers;
    assert.ok(alice !== undefined && bob !== undefined);
    const wallMs = Date.now;
    try {
      await until(
        () => peers.every((peer) => peer.positionS() !== null),
        "both are in",
      );
      await alice.session.wish({ type: "play" });
      await until(
        () => peers.every(({ session }) => session.timeline.peek()?.rate === 1),
        "both play",
      );
      await pause(1000);
      const lines = alice.session.history.peek().length;
      const walls = new Set<number>();
      const fromMs = performance.now();
      const from = alice.positionS() ?? 0;
      for (let i = 0; i < 8; i++) {
        const offsetMs = i % 2 === 0 ? 3_600_000 : -3_600_000;
        Date.now = () => wallMs.call(Date) + offsetMs;
        await pause(300);
        const passedS = (performance.now() - fromMs) / 1000;
        const movedS = (alice.positionS() ?? 0) - from;
        assert.ok(Math.abs(movedS - passedS) < 0.05, `${movedS} ${passedS}`);
        const apartS = (alice.positionS() ?? 0) - (bob.positionS() ?? 1);
        assert.ok(Math.abs(apartS) < 0.05, `${apartS} s apart`);
        await alice.say(`${i}`);
        walls.add(
          Math.round(
            (alice.session.history.peek().at(-1)?.wallMs ?? 0) / 3.6e6,
          ),
        );
      }
      assert.ok(walls.size > 1, "the server's clock did leap");
      assert.equal(alice.session.history.peek().length, lines + 8);
      assert.equal(alice.session.rows.peek().size, 2);
    } finally {
      Date.now = wallMs;
      for (const peer of peers) peer.close();
      await server.close();
      await Deno.remove(dataDir, { recursive: true });
    }
  },
});
