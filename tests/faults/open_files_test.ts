import assert from "node:assert/strict";
import { dice } from "@/lib/base/mod.ts";
import { knockAt } from "@/lib/port_watch.ts";
import { pause, Peer, until } from "./peer.ts";
import { startServer } from "./server_process.ts";

/** Files that the server may open: what it needs, and some viewers. */
const FILES_MAX = 200;

for (
  const { how, isStopped } of [
    { how: "one by one", isStopped: false },
    // As a busy machine has it; what is more than may be open waits in the kernel.
    { how: "all at once", isStopped: true },
  ]
) {
  Deno.test({
    name:
      `more connections than there may be open files, ${how}, keep nobody out for longer than they last, and end no link`,
    // The limit is set there by the shell that starts it.
    ignore: Deno.build.os !== "linux",
    sanitizeOps: false,
    sanitizeResources: false,
    fn: async () => {
      const dataDir = await Deno.makeTempDir({ prefix: "17kan-files-" });
      const server = await startServer({ dataDir, filesMax: FILES_MAX });
      const enter = (name: string) =>
        new Peer({ name, room: "17", port: () => server.port, roll: dice(1) });
      const isOpen = ({ session }: Peer) =>
        session.link.peek().state === "open";
      const inside = enter("inside");
      const peers = [inside];
      const conns: Deno.Conn[] = [];
      try {
        await until(() => isOpen(inside), "the first is in");
        let lost = 0;
        inside.session.link.subscribe(() => isOpen(inside) || lost++);
        const { port } = server;
        const address = { hostname: "127.0.0.1", port };
        const connected = async () => {
          try {
            conns.push(await Deno.connect(address));
            return true;
          } catch {
            return false;
          }
        };
        if (isStopped) server.signal("SIGSTOP");
        while (conns.length < FILES_MAX * 2 && await connected());
        if (isStopped) server.signal("SIGCONT");
        // Once it cannot open one more, the port is nobody's.
        const isRefused = async () => await knockAt(address) === "gone";
        await until(isRefused, "nobody is taken in any more");
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
}
