import assert from "node:assert/strict";
import {
  type SlowTaking,
  slowViewerBytes,
} from "@/bench/media/slow_viewers.ts";
import { startServer } from "./server_process.ts";

const KIB = 1024;
/** More than the kernel holds for one socket. */
const FILM_BYTES = 24 * KIB * KIB;
const RUN_MS = 2500;

/** Each with twice what it took when it was measured for docs/media.md. */
const TAKINGS: [what: string, taking: SlowTaking, kibEachMax: number][] = [
  ["page's player", {
    target: "/media/film.mp4?v=slow&part=1",
    range: "bytes=0-",
    runMs: RUN_MS,
  }, 256],
  [
    "whole film",
    { target: "/media/film.mp4", range: null, runMs: RUN_MS },
    448,
  ],
];

Deno.test({
  name:
    "two hundred slow viewers are held in bounded memory, by parts and whole",
  // Only there a process tells what it holds.
  ignore: Deno.build.os !== "linux",
  async fn() {
    const dataDir = await Deno.makeTempDir({ prefix: "17kan-slow-" });
    const server = await startServer({ dataDir });
    try {
      await Deno.writeFile(`${server.mediaDir}/film.mp4`, new Uint8Array());
      await Deno.truncate(`${server.mediaDir}/film.mp4`, FILM_BYTES);
      const { port } = server;
      for (const [what, taking, kibEachMax] of TAKINGS) {
        const each = await slowViewerBytes({ port, pid: server.pid() }, taking);
        const kib = Math.round(each / KIB);
        assert.ok(kib <= kibEachMax, `${kib} KiB for each, ${what}`);
      }
    } finally {
      await server.close();
      await Deno.remove(dataDir, { recursive: true });
    }
  },
});
