import assert from "node:assert/strict";
import { startServer } from "./server_process.ts";

/** How long a server may take to end, and the system to look at a pipe, in ms. */
const ENDS_WITHIN_MS = 20_000;
const LOOKED_AT_MS = 1000;

Deno.test({
  name:
    "a pipe in the folder of films hangs its watcher, and not the server's end",
  ignore: Deno.build.os === "windows",
  sanitizeOps: false,
  sanitizeResources: false,
  fn: async () => {
    const dataDir = await Deno.makeTempDir({ prefix: "17kan-data-" });
    const server = await startServer({ dataDir });
    const after = (delayMs: number) =>
      new Promise<"late">((resolve) => {
        const timer = setTimeout(() => resolve("late"), delayMs);
        Deno.unrefTimer(timer);
      });
    try {
      const { success } = await new Deno.Command("mkfifo", {
        args: [`${server.mediaDir}/pipe.mp4`],
      }).output();
      assert.ok(success);
      // Nothing tells when the watcher has come to it.
      await after(LOOKED_AT_MS);
      server.signal("SIGTERM");
      assert.equal(
        await Promise.race([server.gone(), after(ENDS_WITHIN_MS)]),
        0,
      );
    } finally {
      await server.close();
      await Deno.remove(dataDir, { recursive: true });
    }
  },
});
