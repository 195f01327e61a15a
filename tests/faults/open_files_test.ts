import assert from "node:assert/strict";
import { dice } from "@/lib/base/mod.ts";
import { pause, Peer, until } from "./peer.ts";
import { startServer } from "./server_process.ts";

/** Files that the server may open: what it needs, and some viewers. */
const FILES_MAX = 200;

Deno.test({
  name:
    "more connections than there may be open files keep nobody out for longer than they last, and end no link",
  // The limit is set there by the shell that starts it.
  ignore: Deno.build.os !== "linux",
  sanitizeOps: false,
  sanitizeResources: false,
  fn: async () => {
    const dataDir = await Deno.makeTempDir({ prefix: "17kan-files-" });
    const server = await startServer({ dataDir, filesMax: FILES_MAX });
    const enter = (name: string) =>
      new Peer({ name, room: "17", port: () => server.port, roll: dice(1) });
    const isOpen = ({ session }: Peer) => session.link.peek().state === "open";
    const inside = enter("inside");
    const peers = [inside];
    const conns: Deno.Conn[] = [];
    try {
      await until(() => isOpen(inside), "the first is in");
      let lost = 0;
      inside.session.link.subscribe(() => isOpen(inside) || lost++);
      const { port } = server;
      // Once it cannot open one more, the port is nobody's.
      const connected = async () => {
        try {
          conns.push(await Deno.connect({ hostname: "127.0.0.1", port }));
          return conns.length < FILES_MAX * 2;
        } catch {
          return false;
        }
      };
      while (await connected());
      assert.ok(conns.length < FILES_MAX * 2, `${conns.length} connections`);
      await pause(500);
      assert.deepEqual(await inside.say("still here"), { ok: true });
      // Some go: others, such as films under way, keep the server from seeing that it takes nobody in.
      for (const conn of conns.splice(10)) conn.close();
      const late = enter("late");
      peers.push(late);
      await until(() => isOpen(late), "another comes in");
      assert.equal(lost, 0);
      assert.match(server.log(), /now people are again/);
    } finally {
      for (const peer of peers) peer.close();
      for (const conn of conns) conn.close();
      await server.close();
      await Deno.remove(dataDir, { recursive: true });
    }
  },
});
