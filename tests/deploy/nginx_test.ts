import assert from "node:assert/strict";
import { askServer } from "@/lib/client/ask_server.ts";
import { readConfig } from "@/lib/config.ts";
import { decodeEvent, SUBTITLE_UPLOAD_BYTES_MAX } from "@/lib/protocol/mod.ts";
import { buildServer } from "../../main.ts";
import { firstEvent, HELLO, tokenOf } from "./first_event.ts";
import { openMaker } from "./certificates.ts";
import { openSocket } from "./open_socket.ts";
import { startNginx } from "./nginx.ts";
import { freePort } from "../free_port.ts";

const CONF = new URL("../../docs/nginx.conf", import.meta.url);
Deno.test({
  name:
    "docs/nginx.conf carries the page, ranges, sockets, polls and who asks, over TLS and HTTP/2",
  sanitizeOps: false,
  sanitizeResources: false,
  fn: async () => {
    const folder = await Deno.makeTempDir({ prefix: "17kan-nginx-" });
    const server = await buildServer(
      readConfig([
        `--data-dir=${folder}/data`,
        `--media-dir=${folder}`,
        "--trusted-proxies=loopback",
        "--log-level=error",
      ], () => undefined),
    );
    const http = Deno.serve(
      { port: 0, hostname: "127.0.0.1", onListen: () => {} },
      server.handler,
    );
    const maker = await openMaker(folder);
    const { certPath, keyPath } = await maker.make("kan");
    const [port, blockedPort] = [freePort(), freePort()];
    const site = (await Deno.readTextFile(CONF))
      .replace("listen 443 ssl http2;", `listen 127.0.0.1:${port} ssl http2;`)
      .replaceAll("127.0.0.1:59117", `127.0.0.1:${http.addr.port}`)
      .replaceAll("kan.example;", "localhost;")
      .replace(/\/etc\/\S+fullchain\.pem/, certPath)
      .replace(/\/etc\/\S+privkey\.pem/, keyPath);
    // A second proxy as some firms have it: no Upgrade gets through, and it answers for its own health.
    const blocked =
      `server { listen 127.0.0.1:${blockedPort}; location = /healthz { return 200 ok; } location / { proxy_pass http://127.0.0.1:${http.addr.port}; proxy_set_header Host $http_host; proxy_buffering off; } }`;
    const nginx = await startNginx({ folder, site: site + blocked, port });
    const client = Deno.createHttpClient({ caCerts: [maker.ca] });
    const origin = `https://localhost:${port}`;
    const ask = (path: string, init: RequestInit = {}) =>
      fetch(origin + path, { ...init, client });
    try {
      // The page: by which address it is reached, and that it is https.
      const page = await ask("/", { headers: { accept: "text/html" } });
      assert.equal(page.status, 200);
      assert.ok((await page.text()).includes(`${origin}/?u=`));
      assert.equal(
        page.headers.get("cross-origin-opener-policy"),
        "same-origin",
      );

      // Ranges, as they are without nginx.
      const part = await ask("/media/001.mp4", {
        headers: { range: "bytes=100-199" },
      });
      assert.equal(part.status, 206);
      assert.match(
        part.headers.get("content-range") ?? "",
        /^bytes 100-199\/\d+$/,
      );
      assert.equal((await part.arrayBuffer()).byteLength, 100);
      const beyond = await ask("/media/001.mp4", {
        headers: { range: "bytes=99999999999-" },
      });
      assert.equal(beyond.status, 416);
      await beyond.body?.cancel();

      // The socket of a room, from our own page and from another.
      const welcome = await firstEvent(
        openSocket(`wss://localhost:${port}/sync?u=a&room=nginx`, {
          client,
          headers: { origin },
        }),
      );
      assert.equal(welcome, "welcome");
      const refused = await ask("/sync/poll?u=a", {
        method: "POST",
        headers: { origin: "https://evil.example" },
      });
      assert.equal(refused.status, 403);
      await refused.body?.cancel();

      // A subtitle file as large as there may be one, for who is in the room.
      const watching = openSocket(
        `wss://localhost:${port}/sync?u=c&room=subs`,
        {
          client,
          headers: { origin },
        },
      );
      const token = await tokenOf(watching);
      const line = "1\n00:00:01,000 --> 00:00:02,000\n";
      const given = await ask("/api/rooms/subs/subtitles?name=film.srt", {
        method: "POST",
        headers: { authorization: `Bearer ${token}` },
        body: line.padEnd(SUBTITLE_UPLOAD_BYTES_MAX, "x"),
      });
      assert.equal(given.status, 201, await given.text());
      watching.close();

      // Who asks is told by nginx, whatever the client claims.
      const status = await ask("/api/segments", {
        headers: { "x-forwarded-for": "127.0.0.1" },
      });
      assert.equal(status.status, 403);
      await status.body?.cancel();

      // Where no Upgrade gets through, the same room by requests.
      const plain = `http://127.0.0.1:${blockedPort}`;
      await assert.rejects(
        firstEvent(
          new WebSocket(`ws://127.0.0.1:${blockedPort}/sync?u=b&room=nginx`),
        ),
      );
      const opened = await fetch(`${plain}/sync/poll?u=b&room=nginx`, {
        method: "POST",
        headers: { origin: plain },
      });
      const link = { "x-17kan-link": opened.headers.get("x-17kan-link") ?? "" };
      const said = await fetch(`${plain}/sync/poll`, {
        method: "POST",
        headers: link,
        body: HELLO,
      });
      assert.equal(said.status, 204);
      const heard = await fetch(`${plain}/sync/poll`, { headers: link });
      const [first = ""] = (await heard.text()).split("\n");
      const event = decodeEvent(first);
      assert.ok(event.ok && event.value.type === "welcome", first);
      const left = await fetch(`${plain}/sync/poll`, {
        method: "DELETE",
        headers: link,
      });
      assert.equal(left.status, 204);

      // Whether the server is there is told by itself alone.
      const isThere = () => askServer(AbortSignal.timeout(10_000), plain);
      assert.equal(await isThere(), true);
      await http.shutdown();
      const health = await fetch(`${plain}/healthz`);
      assert.equal(await health.text(), "ok");
      assert.equal(await isThere(), false);
    } finally {
      client.close();
      await nginx.stop();
      server.close();
      await http.shutdown();
      await Deno.remove(folder, { recursive: true });
    }
  },
});
