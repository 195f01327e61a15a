import assert from "node:assert/strict";
import { openPoll } from "@/lib/client/poll_port.ts";
import { createSession, type SessionPorts } from "@/lib/client/mod.ts";
import { buildServer } from "../../main.ts";
import { readConfig } from "@/lib/config.ts";
import { CLOSE } from "@/lib/protocol/mod.ts";

async function withServer(
  test: (origin: string, close: () => void) => Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir();
  const server = await buildServer(
    readConfig(
      [`--data-dir=${folder}`, `--media-dir=${folder}`],
      () => undefined,
    ),
  );
  const stopping = new AbortController();
  const http = Deno.serve({
    port: 0,
    hostname: "127.0.0.1",
    signal: stopping.signal,
    onListen: () => {},
  }, server.handler);
  try {
    await test(`http://127.0.0.1:${http.addr.port}`, () => server.close());
  } finally {
    server.close();
    stopping.abort();
    await http.finished;
    await Deno.remove(folder, { recursive: true });
  }
}

/** A session that polls; `until` waits for what its signals show. */
function polling(origin: string, name: string) {
  const timers = new Set<ReturnType<typeof setTimeout>>();
  const codes: number[] = [];
  let ids = 0;
  const ports: SessionPorts = {
    nowMs: () => performance.now(),
    unit: () => 0,
    rollId: () => `${name}${++ids}`,
    after: (delayMs, callback) => {
      const timer = setTimeout(callback, delayMs);
      timers.add(timer);
      return () => clearTimeout(timer);
    },
    connect: (events) =>
      openPoll({
        url: `${origin}/sync/poll?u=${name}`,
        events: {
          ...events,
          onClose: (code) => {
            codes.push(code);
            events.onClose(code);
          },
        },
        fetch,
        nowMs: () => performance.now(),
        after: ports.after,
      }),
    isHidden: () => false,
    onWake: () => () => {},
    token: { read: () => null, write: () => {} },
  };
  const session = createSession({ room: "17", device: "other", ports });
  const close = session.open();
  const until = async (isSo: () => boolean) => {
    for (let i = 0; i < 500 && !isSo(); i++) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    assert.ok(isSo());
  };
  return {
    session,
    codes,
    until,
    close: async () => {
      close();
      for (const timer of timers) clearTimeout(timer);
      await new Promise((resolve) => setTimeout(resolve, 50));
    },
  };
}

Deno.test("/sync/poll carries a whole session: welcome, clock, commands, messages, and the server's end", async () => {
  await withServer(async (origin, stop) => {
    const alice = polling(origin, "alice");
    const bob = polling(origin, "bob");
    for (const { until, session } of [alice, bob]) {
      await until(() => session.link.value.state === "open");
      await until(() => session.clock.value !== null);
    }
    assert.deepEqual(await alice.session.wish({ type: "play" }), { ok: true });
    await bob.until(() => bob.session.timeline.value?.how === "play");
    const said = await bob.session.wish({
      type: "say",
      kind: "notice",
      text: "two\nlines",
      colour: "#ffffff",
      place: "roll",
      positionS: 0,
    });
    assert.deepEqual(said, { ok: true });
    await alice.until(() =>
      alice.session.history.value.at(-1)?.text === "two\nlines"
    );
    stop();
    await alice.until(() => alice.codes.length > 0);
    assert.equal(alice.codes[0], CLOSE.going);
    await alice.close();
    await bob.close();
  });
});

Deno.test("/sync/poll refuses another origin's page, a link that is none, and too long a body", async () => {
  await withServer(async (origin) => {
    const ask = async (init: RequestInit) => {
      const response = await fetch(`${origin}/sync/poll?u=alice`, init);
      await response.body?.cancel();
      return response;
    };
    const other = await ask({
      method: "POST",
      headers: { origin: "https://evil.example" },
    });
    assert.equal(other.status, 403);
    const headers = { "x-17kan-link": "guess" };
    assert.equal((await ask({ headers })).status, 410);
    assert.equal(
      (await ask({ method: "POST", headers, body: "x" })).status,
      410,
    );
    const opened = await ask({ method: "POST" });
    const id = opened.headers.get("x-17kan-link") ?? "";
    assert.equal(opened.status, 201);
    assert.equal(
      (await ask({
        method: "POST",
        headers: { "x-17kan-link": id },
        body: "x".repeat(70_000),
      })).status,
      413,
    );
    assert.equal(
      (await ask({ method: "DELETE", headers: { "x-17kan-link": id } })).status,
      204,
    );
    assert.equal(
      (await ask({ headers: { "x-17kan-link": id } })).status,
      410,
    );
  });
});
