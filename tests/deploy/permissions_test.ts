import assert from "node:assert/strict";
import { fromFileUrl } from "../faults/paths.ts";
import { eventually } from "../browser/eventually.ts";
import { nameAt, openMaker } from "./certificates.ts";
import { firstEvent } from "./first_event.ts";
import { openSocket } from "./open_socket.ts";
import { freePort } from "../free_port.ts";
import { run } from "./running.ts";

Deno.test({
  name:
    "deno task start serves films, rooms and a renewed certificate with permissions that refuse all else",
  // Permissions of a process are read where Linux shows its command line.
  ignore: Deno.build.os !== "linux",
  sanitizeOps: false,
  sanitizeResources: false,
  fn: async () => {
    const folder = await Deno.makeTempDir({ prefix: "17kan-start-" });
    const maker = await openMaker(folder);
    const [one, two] = [await maker.make("one"), await maker.make("two")];
    const port = freePort();
    const { tasks } = JSON.parse(
      await Deno.readTextFile(fromFileUrl("../../deno.json")),
    );
    const args = String(tasks.start).split(" ").slice(1);
    assert.deepEqual(args, ["run", "-A", "lib/start_task.ts"]);
    const server = await run({
      args,
      env: {
        HOST: "127.0.0.1",
        PORT: String(port),
        MEDIA_DIR: folder,
        DATA_DIR: `${folder}/data`,
        TLS_CERT: one.certPath,
        TLS_KEY: one.keyPath,
      },
      ready: /is ready/,
    });
    const client = Deno.createHttpClient({ caCerts: [maker.ca] });
    try {
      const origin = `https://localhost:${port}`;
      const film = await fetch(`${origin}/media/001.mp4`, {
        client,
        headers: { range: "bytes=1000-1999" },
      });
      assert.equal(film.status, 206);
      assert.equal((await film.arrayBuffer()).byteLength, 1000);
      // The one program that it may run.
      const still = await fetch(`${origin}/preview/001.mp4?at=20`, { client });
      assert.equal(still.headers.get("content-type"), "image/jpeg");
      await still.body?.cancel();
      const library = await fetch(`${origin}/api/library`, { client });
      const { films } = await library.json();
      // The facts come from a thread of its own, which has these permissions too.
      assert.ok(films[0].durationS > 0, JSON.stringify(films));
      const address = `wss://localhost:${port}/sync?u=a`;
      assert.equal(
        await firstEvent(openSocket(address, { client })),
        "welcome",
      );
      const page = await fetch(`${origin}/?u=a`, { client });
      const [, script = ""] = /src="([^"]+\.js)"|from"([^"]+\.js)"/
        .exec(await page.text())?.filter((part) => part !== undefined) ?? [];
      const code = await fetch(origin + script, { client });
      assert.equal(code.status, 200);
      await code.body?.cancel();

      await Deno.copyFile(two.certPath, one.certPath);
      await Deno.copyFile(two.keyPath, one.keyPath);
      server.signal("SIGHUP");
      await eventually(async () =>
        assert.equal(await nameAt(port, maker.ca), "two")
      );

      const line = (await Deno.readTextFile(`/proc/${server.pid}/cmdline`))
        .split("\0").slice(1);
      const main = line.findIndex((word) => word.endsWith("serve_main.ts"));
      const flags = line.slice(1, main);
      assert.ok(flags.includes("--no-prompt"), flags.join(" "));
      const probe = await new Deno.Command(Deno.execPath(), {
        args: ["run", ...flags, fromFileUrl("../deploy/probe.ts")],
        cwd: fromFileUrl("../../"),
        stdin: "null",
      }).output();
      const said = new TextDecoder().decode(probe.stdout);
      assert.deepEqual(JSON.parse(said || "null"), [], said);
    } finally {
      client.close();
      assert.equal(await server.stop(), 0, server.said());
      await Deno.remove(folder, { recursive: true });
    }
  },
});
