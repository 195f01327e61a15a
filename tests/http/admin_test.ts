import assert from "node:assert/strict";
import { getLogger } from "@logtape/logtape";
import { openAdmin } from "@/lib/admin.ts";
import { readConfig } from "@/lib/config.ts";
import { buildServer, type Server } from "../../main.ts";

const LOG = getLogger(["17kan", "test"]);

interface Place {
  readonly server: Server;
  readonly folder: string;
  ask(
    path: string,
    init?: RequestInit & { hostname?: string },
  ): Promise<{ response: Response; text: string }>;
}

async function withServer(test: (place: Place) => Promise<void>) {
  const folder = await Deno.makeTempDir({ prefix: "17kan-admin-" });
  await Deno.mkdir(`${folder}/media`);
  const server = await buildServer({
    ...readConfig([], () => undefined),
    mediaDir: `${folder}/media`,
    dataDir: `${folder}/data`,
  });
  try {
    await test({
      server,
      folder,
      ask: async (path, { hostname = "5.5.5.5", ...init } = {}) => {
        const headers = new Headers(init.headers);
        headers.set("accept", "text/html");
        const request = new Request(`http://kan${path}`, { ...init, headers });
        const response = await server.handler(request, {
          remoteAddr: { transport: "tcp", hostname, port: 1 },
          completed: new Promise(() => {}),
        });
        return { response, text: await response.text() };
      },
    });
  } finally {
    server.close();
    await Deno.remove(folder, { recursive: true });
  }
}

const FORM = { "content-type": "application/x-www-form-urlencoded" };

Deno.test("openAdmin() makes a token at the first start, for its owner's eyes alone, and finds it later", async () => {
  const folder = await Deno.makeTempDir();
  const at = (dataDir: string, adminToken: string | null = null) =>
    openAdmin({ dataDir, adminToken }, LOG);
  const first = await at(`${folder}/data`);
  assert.equal(first.isNew, true);
  assert.match(first.token, /^[0-9a-f]{48}$/);
  const path = `${folder}/data/admin-token`;
  assert.equal(first.keptAt, path);
  assert.equal((await Deno.stat(path)).mode ?? 0, 0o100600);
  const second = await at(`${folder}/data`);
  assert.deepEqual([second.token, second.isNew], [first.token, false]);
  // One that a hand emptied or shortened is no secret.
  await Deno.writeTextFile(path, "17\n");
  await Deno.chmod(path, 0o644);
  const third = await at(`${folder}/data`);
  assert.ok(third.isNew && third.token !== first.token);
  assert.equal((await Deno.stat(path)).mode ?? 0, 0o100600);
  // Where nothing can be kept there is one as long as the process lives.
  const lost = await at(`${path}/below`);
  assert.ok(lost.isNew && lost.token.length === 48 && lost.keptAt === null);
  // What the host set is theirs to keep, and not printed.
  const set = await at(`${folder}/data`, "s".repeat(24));
  assert.deepEqual([set.token, set.isNew], ["s".repeat(24), false]);
  await Deno.remove(folder, { recursive: true });
});

Deno.test("/admin and /status open to the token, by header or by the form's cookie, and to no guess", async () => {
  await withServer(async ({ server, ask }) => {
    const { token } = server.admin;
    const form = await ask("/admin?lang=en");
    assert.match(
      form.text,
      /Give the admin&#39;s token|Give the admin's token/,
    );
    assert.equal(form.response.headers.get("cache-control"), "no-store");
    const wrong = await ask("/admin", {
      method: "POST",
      headers: FORM,
      body: `act=enter&lang=en&token=${token}x`,
    });
    assert.equal(
      wrong.response.headers.get("location"),
      "/admin?lang=en&wrong=1",
    );
    assert.equal(wrong.response.headers.get("set-cookie"), null);
    const again = await ask("/admin?lang=en&wrong=1");
    assert.match(again.text, /role="alert"/);
    const right = await ask("/admin", {
      method: "POST",
      headers: FORM,
      body: `act=enter&token=${token}`,
    });
    const kept = right.response.headers.get("set-cookie") ?? "";
    assert.match(kept, /HttpOnly; SameSite=Strict/);
    assert.ok(!kept.includes(token), "the cookie is not the token");
    const cookie = { cookie: kept.split(";")[0] ?? "" };
    const CASES: [headers: Record<string, string>, status: number][] = [
      [{}, 403],
      [cookie, 200],
      [{ authorization: `Bearer ${token}` }, 200],
      [{ authorization: `Bearer ${token}0` }, 403],
      [{ cookie: `17kan-admin=${token}` }, 403],
    ];
    for (const [headers, status] of CASES) {
      const { response } = await ask("/status", { headers });
      assert.equal(response.status, status, JSON.stringify(headers));
    }
    const page = await ask("/admin?lang=en", { headers: cookie });
    assert.match(page.text, /Nobody watches now/);
    const others = await ask("/admin", {
      method: "POST",
      headers: { ...FORM, ...cookie },
      body: "act=release&room=17&proof=guess",
    });
    assert.equal(others.response.status, 403);
    const { proof } = server.admin;
    assert.ok(page.text.includes(proof));
    const bare = await ask("/admin", {
      method: "POST",
      headers: FORM,
      body: `act=release&room=17&proof=${proof}`,
    });
    assert.equal(bare.response.status, 403);
    const odd = await ask("/admin", {
      method: "POST",
      headers: { ...FORM, ...cookie },
      body: `act=explode&room=17&proof=${proof}`,
    });
    assert.equal(odd.response.status, 400);
    const left = await ask("/admin", {
      method: "POST",
      headers: { ...FORM, ...cookie },
      body: `act=leave&proof=${proof}`,
    });
    assert.match(left.response.headers.get("set-cookie") ?? "", /Max-Age=0/);
  });
});

Deno.test("/ gives a session at the first visit, keeps it, and never to who has no name", async () => {
  await withServer(async ({ ask }) => {
    const first = await ask("/?u=a");
    const kept = first.response.headers.get("set-cookie") ?? "";
    assert.match(kept, /^17kan-session=[0-9a-f]{64};.*HttpOnly/);
    const again = await ask("/?u=a", {
      headers: { cookie: kept.split(";")[0] ?? "" },
    });
    // The same one, for another year.
    assert.equal(again.response.headers.get("set-cookie"), kept);
    const nameless = await ask("/");
    assert.equal(nameless.response.headers.get("set-cookie"), null);
    assert.ok(!first.text.includes(kept.split(/[=;]/)[1] ?? ""));
  });
});

Deno.test("/status and /api/segments on the server's machine tell of a closed room only that bytes go out", async () => {
  await withServer(async ({ server, folder, ask }) => {
    await Deno.writeTextFile(`${folder}/media/secret.mp4`, "x".repeat(5000));
    const opened = await ask("/sync/poll?u=mona&room=r", { method: "POST" });
    const link = {
      "x-17kan-link": opened.response.headers.get("x-17kan-link") ?? "",
    };
    const hear = async (type: string): Promise<Record<string, unknown>> => {
      for (let i = 0; i < 20; i++) {
        const { text } = await ask("/sync/poll", { headers: link });
        for (const line of text.split("\n").filter((one) => one !== "")) {
          const event = JSON.parse(line);
          if (event.type === type) return event;
          assert.notEqual(event.type, "error", line);
        }
      }
      throw new Error(`no ${type}`);
    };
    const say = (frame: object) =>
      ask("/sync/poll", {
        method: "POST",
        headers: link,
        body: JSON.stringify(frame),
      });
    await say({ type: "hello", version: 1, token: null, device: "other" });
    const { viewer } = await hear("welcome");
    // However slow this machine is, it is not stale.
    const pressedAtMs = performance.now() + 600_000;
    await say({ type: "claim", id: "c1", pressedAtMs });
    await hear("ack");
    await ask(`/media/secret.mp4?v=${viewer}`);
    const look = async (path: string, headers: Record<string, string> = {}) => {
      const request = new Request(`http://127.0.0.1${path}`, {
        headers: { accept: "text/html", ...headers },
      });
      const response = await server.handler(request, {
        remoteAddr: { transport: "tcp", hostname: "127.0.0.1", port: 1 },
        completed: new Promise(() => {}),
      });
      return await response.text();
    };
    assert.match(await look("/status"), /mona/);
    assert.match(await look("/api/segments"), /secret\.mp4/);
    await say({ type: "password", id: "c2", pressedAtMs, password: "pw" });
    await hear("ack");
    for (const path of ["/status", "/api/segments"]) {
      const text = await look(path);
      assert.doesNotMatch(text, /mona|secret\.mp4/, path);
      assert.ok(!text.includes(`${viewer}`), path);
      if (path === "/status") assert.match(text, /有密码的房间/);
      const admin = await look(path, {
        authorization: `Bearer ${server.admin.token}`,
      });
      assert.match(admin, /secret\.mp4/, path);
    }
    await ask("/sync/poll", { method: "DELETE", headers: link });
  });
});
