import assert from "node:assert/strict";
import { dice } from "@/lib/base/mod.ts";
import type { RoomEvent } from "@/lib/protocol/mod.ts";
import { Peer, until } from "./peer.ts";
import { startServer } from "./server_process.ts";

/** A small disk of memory; null where this user may mount none. */
async function smallDisk(sizeKib: number): Promise<string | null> {
  const folder = await Deno.makeTempDir({ prefix: "17kan-disk-" });
  const isMounted = await run("mount", [
    "-t",
    "tmpfs",
    "-o",
    `size=${sizeKib}k`,
    "tmpfs",
    folder,
  ]);
  if (isMounted) return folder;
  await Deno.remove(folder);
  return null;
}

async function run(command: string, args: string[]): Promise<boolean> {
  try {
    const { success } = await new Deno.Command(command, {
      args,
      stdout: "null",
      stderr: "null",
    }).output();
    return success;
  } catch {
    return false;
  }
}

/** Writes a file until the disk takes no more. */
async function fill(path: string): Promise<void> {
  const file = await Deno.open(path, { write: true, create: true });
  try {
    for (const size of [64 * 1024, 4096, 512]) {
      try {
        for (;;) await file.write(new Uint8Array(size));
      } catch {
        // Full, for pieces of this size.
      }
    }
  } finally {
    file.close();
  }
}

Deno.test({
  name:
    "a full disk stops nobody: the room is told, goes on in memory, and all is written later, also over a kill",
  sanitizeOps: false,
  sanitizeResources: false,
  fn: async () => {
    const dataDir = await smallDisk(2048);
    if (dataDir === null) {
      console.log("skipped: only root may mount the small disk that it needs");
      return;
    }
    const server = await startServer({ dataDir });
    const acks: RoomEvent[] = [];
    const peer = new Peer({
      name: "alice",
      room: "17",
      port: () => server.port,
      roll: dice(1),
      onEvent: (event) => {
        if (event.type === "ack") acks.push(event);
      },
    });
    const kept = () => {
      const last = acks.at(-1);
      return last?.type === "ack" ? last.kept : undefined;
    };
    try {
      await until(() => peer.session.link.peek().state === "open", "open");
      assert.deepEqual(await peer.say("on disk"), { ok: true });
      assert.equal(kept(), "disk");
      await fill(`${dataDir}/filler`);
      for (let i = 0; i < 300 && peer.session.diskOk.peek(); i++) {
        assert.deepEqual(await peer.say(`dark ${i} ${"字".repeat(400)}`), {
          ok: true,
        });
        await new Promise((resolve) => setTimeout(resolve, 60));
      }
      assert.equal(peer.session.diskOk.peek(), false, "the room is told");
      assert.deepEqual(await peer.say("in memory"), { ok: true });
      assert.equal(kept(), "memory");
      const warnings = server.log().match(/Cannot write rooms to disk/g);
      assert.equal(warnings?.length, 1, "said once");
      assert.match(
        server.log(),
        /^[-\d]+T[:.\d]+Z error \S+: Cannot write .+$/m,
      );
      assert.doesNotMatch(
        server.log(),
        /dark|字/,
        "and nothing of what was said",
      );
      await Deno.remove(`${dataDir}/filler`);
      await until(() => peer.session.diskOk.peek(), "the disk takes it again");
      server.signal("SIGKILL");
      await server.gone();
      await server.start();
      const late = new Peer({
        name: "bob",
        room: "17",
        port: () => server.port,
        roll: dice(2),
      });
      await until(() => late.session.link.peek().state === "open", "bob is in");
      const texts = late.session.history.peek().map(({ text }) => text);
      late.close();
      assert.ok(texts.includes("in memory"));
    } finally {
      peer.close();
      await server.close();
      await run("umount", [dataDir]);
      await Deno.remove(dataDir);
    }
  },
});
