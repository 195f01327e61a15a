import assert from "node:assert/strict";
import { dice } from "@/lib/base/mod.ts";
import { SETTING_NAMES } from "@/lib/config.ts";
import { buildAhead } from "@/lib/fresh/build_ahead.ts";
import { readBuilt } from "@/lib/fresh/built_folder.ts";
import { BAD_FRAMES_MAX, CLOSE } from "@/lib/protocol/mod.ts";
import { SERVER_FOLDERS } from "@/lib/server_folders.ts";
import { fromFileUrl } from "../faults/paths.ts";
import { Peer, until } from "../faults/peer.ts";
import { freePort } from "../free_port.ts";
import { HELLO } from "./first_event.ts";
import { run, type Running } from "./running.ts";

const ROOT = fromFileUrl("../../");
const TOKEN = "the-admins-token-by-environment";
const LINK = "https://films.example/evening.mp4";

/** `deno serve` as a platform does it: our sources are read, and nothing is written, run or loaded. */
async function served(
  env: Readonly<Record<string, string>>,
  ready = /is ready/,
): Promise<Running & { readonly port: number }> {
  const port = freePort();
  // A folder without films or data, and not ours to write.
  const cwd = await Deno.makeTempDir({ prefix: "17kan-platform-" });
  const running = await run({
    args: [
      "serve",
      "--no-prompt",
      "--no-check",
      "--cached-only",
      `--config=${ROOT}deno.json`,
      "--host=127.0.0.1",
      `--port=${port}`,
      `--allow-read=${ROOT}`,
      `--allow-env=${SETTING_NAMES}`,
      `${ROOT}main.ts`,
    ],
    env,
    cwd,
    ready,
  });
  return {
    ...running,
    port,
    stop: async () => {
      const code = await running.stop();
      await Deno.remove(cwd, { recursive: true });
      return code;
    },
  };
}

Deno.test({
  name:
    "deno serve main.ts runs as on a platform: no disk, no programs, no films, a port that is given; pages, sockets, closed rooms and limits are as ever",
  sanitizeOps: false,
  sanitizeResources: false,
  fn: async () => {
    if (await readBuilt(ROOT) === null) await buildAhead(ROOT, SERVER_FOLDERS);
    const server = await served({ ADMIN_TOKEN: TOKEN });
    const origin = `http://127.0.0.1:${server.port}`;
    const peers = ["a", "b"].map((name) =>
      new Peer({
        name,
        room: "evening",
        port: () => server.port,
        roll: dice(name.charCodeAt(0)),
      })
    );
    const [a, b] = peers;
    assert.ok(a !== undefined && b !== undefined);
    try {
      const page = await fetch(`${origin}/?u=a&room=evening`);
      const html = await page.text();
      assert.equal(page.status, 200);
      const scripts = new Set(
        [...html.matchAll(/"(\/_fresh\/js\/[^"?]+\.js[^"]*)"/g)].map((
          [, src = ""],
        ) => src.replaceAll("&amp;", "&")),
      );
      assert.ok(scripts.size > 3, `${scripts.size} scripts`);
      for (const src of scripts) {
        const script = await fetch(origin + src);
        assert.equal(script.status, 200, src);
        assert.match(
          script.headers.get("content-type") ?? "",
          /javascript/,
          src,
        );
        await script.body?.cancel();
      }
      // The film that comes with the sources is there, and none of anybody's.
      const library = await (await fetch(`${origin}/api/library`)).json();
      assert.deepEqual(
        library.films.map(({ path }: { path: string }) => path),
        ["001.mp4"],
      );
      const film = await fetch(`${origin}/media/001.mp4`, {
        headers: { range: "bytes=10-19" },
      });
      assert.equal(film.status, 206);
      assert.equal((await film.arrayBuffer()).byteLength, 10);
      const invited = await fetch(`${origin}/api/addresses`);
      assert.deepEqual((await invited.json()).lan, []);

      await until(() => peers.every(isIn), "both are in");
      assert.deepEqual(await a.say("hello"), { ok: true });
      const outcome = await a.session.wish({
        type: "source",
        source: { kind: "link", url: LINK },
      });
      assert.deepEqual(outcome, { ok: true });
      await until(() => {
        const source = b.session.timeline.peek()?.source;
        const lines = b.session.history.peek();
        return source?.kind === "link" && source.url === LINK &&
          lines.some((line) => "text" in line && line.text === "hello");
      }, "the other one hears of both");

      // Passwords are hashed in threads, which a platform has as well.
      assert.deepEqual(await a.session.wish({ type: "claim" }), { ok: true });
      const password = "for friends alone";
      assert.deepEqual(
        await a.session.wish({ type: "password", password }),
        { ok: true },
      );

      const closed = await closeOf(
        `ws://127.0.0.1:${server.port}/sync?u=c&room=other`,
      );
      assert.equal(closed, CLOSE.abuse);

      const admin = await fetch(`${origin}/api/rooms`, {
        headers: { authorization: `Bearer ${TOKEN}` },
      });
      assert.equal((await admin.json()).rooms.length, 2);
      const ready = await (await fetch(`${origin}/readyz`)).json();
      assert.equal(ready.ok, true);
      const metrics = await (await fetch(`${origin}/metrics`)).text();
      assert.match(metrics, /^seventeenkan_limit\{name="links"\} 20000$/m);
      assert.match(metrics, /^seventeenkan_rooms 2$/m);

      const lines = server.said().split("\n").filter((line) =>
        / (?:warning|error|fatal) /.test(line)
      );
      assert.equal(lines.length, 1, server.said());
      assert.match(lines[0] ?? "", /Cannot keep rooms in \.\/data/);
      assert.ok(!server.said().includes(TOKEN));

      // It is told of its end, and tells those inside: they come back elsewhere.
      server.signal("SIGINT");
      await until(() => !peers.some(isIn), "both hear that it goes");
    } finally {
      for (const peer of peers) peer.close();
      assert.equal(await server.stop(), 0, server.said());
    }

    // What cannot be used ends it with one line.
    const refused = await served({ LOG_LEVEL: "loud" }, /^Cannot/m);
    assert.equal(await refused.stop(), 1, refused.said());
    assert.match(refused.said(), /^Cannot use LOG_LEVEL="loud" as .*$/m);
  },
});

function isIn({ session }: Peer): boolean {
  return session.link.peek().state === "open" &&
    session.timeline.peek() !== null;
}

/** How a socket ends that says what cannot be read, again and again. */
function closeOf(url: string): Promise<number> {
  return new Promise((resolve) => {
    const socket = new WebSocket(url);
    socket.onopen = () => {
      socket.send(HELLO);
      for (let i = 0; i < BAD_FRAMES_MAX; i++) socket.send("not json");
    };
    socket.onclose = ({ code }) => resolve(code);
  });
}
