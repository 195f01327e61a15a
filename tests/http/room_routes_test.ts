import assert from "node:assert/strict";
import { App, type Handler } from "fresh";
import { getLogger } from "@logtape/logtape";
import { createAdmin } from "@/lib/admin.ts";
import { createLocalBus } from "@/lib/bus/mod.ts";
import { readConfig } from "@/lib/config.ts";
import { Hub, Polls } from "@/lib/hub/mod.ts";
import { createMediaServer } from "@/lib/media/mod.ts";
import { Counters } from "@/lib/observe/mod.ts";
import { decodeEvent, type RoomEvent } from "@/lib/protocol/mod.ts";
import type { State } from "@/lib/state.ts";
import { createMemoryStore } from "@/lib/store/mod.ts";
import { handler as room } from "../../routes/api/rooms/[room].ts";
import { handler as healthz } from "../../routes/healthz.ts";
import { handler as readyz } from "../../routes/readyz.ts";
import { handler as metrics } from "../../routes/metrics.ts";
import { handler as sync } from "../../routes/sync.ts";
import { handler as poll } from "../../routes/sync/poll.ts";
import { frame } from "../protocol/frames.ts";

interface House {
  readonly handler: Handler;
  readonly hub: Hub;
  drain(): void;
  /** The event loop is late. */
  lag(ms: number): void;
}

/** The routes of rooms with a real hub behind them, and nothing else of the app. */
async function withHouse(test: (house: House) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  const counters = new Counters();
  let names = 0;
  let isDraining = false;
  let lagMs = 0;
  const hub = new Hub({
    bus: createLocalBus(),
    store: createMemoryStore(),
    counters,
    log: getLogger(["17kan", "test"]),
    clock: {
      nowMs: () => performance.now(),
      wallMs: () => Date.now(),
      after: (delayMs, callback) => {
        const timer = setTimeout(callback, delayMs);
        return () => clearTimeout(timer);
      },
    },
    firstSource: { kind: "film", path: "001.mp4" },
    rollName: (kind) => `${kind}${++names}`,
  });
  const media = createMediaServer({
    mediaDir: folder,
    demoPath: "none",
    watch: () => null,
  });
  await media.library();
  const config = readConfig([], () => undefined);
  const state: State = {
    config,
    hub,
    media,
    counters,
    loop: { lagMs: () => lagMs, close: () => {} },
    admin: createAdmin("a".repeat(48)),
    hangUp: () => {},
    filmsAgain: { note: () => {} },
    isDraining: () => isDraining,
    after: () => () => {},
    polls: new Polls({
      hub,
      after: (delayMs, callback) => {
        const timer = setTimeout(callback, delayMs);
        return () => clearTimeout(timer);
      },
      rollName: () => `poll${++names}`,
    }),
  };
  const app = new App<State>();
  app.use((ctx) => {
    Object.assign(ctx.state, state);
    return ctx.next();
  });
  app.route("/sync", { handler: sync });
  app.route("/sync/poll", { handler: poll });
  app.route("/api/rooms/:room", { handler: room });
  app.route("/healthz", { handler: healthz });
  app.route("/readyz", { handler: readyz });
  app.route("/metrics", { handler: metrics });
  try {
    await test({
      handler: app.handler(),
      hub,
      drain: () => isDraining = true,
      lag: (ms) => lagMs = ms,
    });
  } finally {
    hub.close();
    media.close();
    await Deno.remove(folder, { recursive: true });
  }
}

const INFO: Deno.ServeHandlerInfo<Deno.NetAddr> = {
  remoteAddr: { transport: "tcp", hostname: "127.0.0.1", port: 1 },
  completed: Promise.resolve(),
};

function ask(
  { handler }: House,
  path: string,
  headers: Record<string, string> = {},
) {
  return handler(new Request(`http://kan:59117${path}`, { headers }), INFO);
}

const HANDSHAKE = {
  upgrade: "websocket",
  connection: "Upgrade",
  host: "kan:59117",
};

const REFUSED: [
  what: string,
  path: string,
  headers: Record<string, string>,
  status: number,
  detail: RegExp,
][] = [
  ["a request that is no handshake", "/sync?u=alice", {}, 426, /handshake/],
  ["no name", "/sync", HANDSHAKE, 400, /Cannot read \\"u\\"/],
  [
    "a name that nobody sees",
    "/sync?u=%E2%80%8B%00",
    HANDSHAKE,
    400,
    /Cannot read \\"u\\"/,
  ],
  [
    "a page of another origin",
    "/sync?u=alice",
    { ...HANDSHAKE, origin: "https://evil.example" },
    403,
    /ALLOWED_ORIGINS/,
  ],
];
for (const [what, path, headers, status, detail] of REFUSED) {
  Deno.test(`/sync refuses ${what}`, () =>
    withHouse(async (house) => {
      const response = await ask(house, path, headers);
      assert.equal(response.status, status);
      assert.equal(
        response.headers.get("content-type"),
        "application/problem+json",
      );
      const problem: unknown = await response.json();
      assert.match(JSON.stringify(problem), detail);
    }));
}

Deno.test("/sync and /healthz take nobody in while the server drains", () =>
  withHouse(async (house) => {
    const head = () =>
      house.handler(
        new Request("http://kan:59117/sync", { method: "HEAD" }),
        INFO,
      );
    assert.equal((await head()).status, 204);
    const well = await ask(house, "/healthz");
    assert.equal(well.status, 200);
    assert.equal((await well.json()).ok, true);
    house.drain();
    assert.equal((await ask(house, "/sync?u=alice", HANDSHAKE)).status, 503);
    assert.equal((await head()).status, 503);
    const draining = await ask(house, "/healthz");
    assert.equal(draining.status, 503);
    assert.equal((await draining.json()).ok, false);
  }));

Deno.test("/readyz sends newcomers elsewhere while the server drains or cannot keep up", () =>
  withHouse(async (house) => {
    const readiness = async () => {
      const answer = await ask(house, "/readyz");
      return { status: answer.status, ...await answer.json() };
    };
    const ready = {
      status: 200,
      ok: true,
      draining: false,
      diskOk: true,
      loopLagMs: 0,
    };
    assert.deepEqual(await readiness(), ready);
    house.lag(1500);
    const late = { ...ready, status: 503, ok: false, loopLagMs: 1500 };
    assert.deepEqual(await readiness(), late);
    house.lag(0);
    house.drain();
    const leaving = { ...ready, status: 503, ok: false, draining: true };
    assert.deepEqual(await readiness(), leaving);
  }));

Deno.test("/api/rooms/ROOM does not know a room that nobody is in", () =>
  withHouse(async (house) => {
    for (
      const path of ["/api/rooms/17", "/api/rooms/%E2%80%8B", "/api/rooms/%zz"]
    ) {
      const response = await ask(house, path);
      assert.ok(
        response.status === 404 || response.status === 400,
        `${path} ${response.status}`,
      );
      await response.body?.cancel();
    }
  }));

Deno.test("/metrics counts in Prometheus' format", () =>
  withHouse(async (house) => {
    const text = await (await ask(house, "/metrics")).text();
    assert.match(
      text,
      /^# TYPE seventeenkan_rooms gauge\nseventeenkan_rooms 0$/m,
    );
  }));

/** A socket and what it heard. */
interface Talk {
  readonly socket: WebSocket;
  readonly events: RoomEvent[];
  heard(type: RoomEvent["type"]): Promise<RoomEvent>;
  readonly closed: Promise<number>;
}

function talk(port: number, query: string): Promise<Talk> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/sync?${query}`);
  const events: RoomEvent[] = [];
  const waiting: { type: string; resolve: (event: RoomEvent) => void }[] = [];
  socket.onmessage = ({ data }) => {
    const decoded = decodeEvent(String(data));
    assert.ok(decoded.ok);
    events.push(decoded.value);
    const index = waiting.findIndex(({ type }) => type === decoded.value.type);
    if (index >= 0) waiting.splice(index, 1)[0]?.resolve(decoded.value);
  };
  const closed = new Promise<number>((resolve) =>
    socket.onclose = ({ code }) => resolve(code)
  );
  return new Promise((resolve, reject) => {
    socket.onerror = () => reject(new Error("The socket did not open"));
    socket.onopen = () => {
      socket.onerror = null;
      resolve({
        socket,
        events,
        closed,
        heard: (type) => {
          const known = events.find((event) => event.type === type);
          return known !== undefined
            ? Promise.resolve(known)
            : new Promise((found) => waiting.push({ type, resolve: found }));
        },
      });
    };
  });
}

Deno.test("/sync carries a room over real sockets", () =>
  withHouse(async (house) => {
    const server = Deno.serve({
      port: 0,
      hostname: "127.0.0.1",
      onListen: () => {},
    }, house.handler);
    const { port } = server.addr;
    const alice = await talk(port, "u=alice");
    alice.socket.send(frame("hello"));
    const welcome = await alice.heard("welcome");
    assert.ok(welcome.type === "welcome" && welcome.room === "17");
    const walnut = await talk(
      port,
      `u=${encodeURIComponent("胡桃\u202e")}&room=17`,
    );
    walnut.socket.send(frame("hello"));
    await walnut.heard("welcome");
    const joined = await alice.heard("line");
    assert.equal(joined.type === "line" && joined.line.by, "胡桃");

    walnut.socket.send(new Uint8Array([1, 2, 3]));
    const refused = await walnut.heard("error");
    assert.equal(refused.type === "error" && refused.code, "bad-frame");
    const now = { pressedAtMs: performance.now() };
    alice.socket.send(frame("seek", { ...now, positionS: 42 }));
    const moved = await walnut.heard("timeline");
    assert.equal(moved.type === "timeline" && moved.timeline.positionS, 42);

    const facts: unknown = await (await ask(house, "/api/rooms/17")).json();
    const text = JSON.stringify(facts);
    assert.ok(text.includes('"positionS":42') && text.includes("胡桃"));
    assert.ok(!text.includes("token"), "no token is in it");

    for (let i = 0; i < 19; i++) walnut.socket.send("nonsense");
    assert.equal(await walnut.closed, 4008);
    house.hub.close();
    assert.equal(await alice.closed, 1001);
    await server.shutdown();
  }));

Deno.test("/api/rooms/ROOM decodes the room's name once", () =>
  withHouse(async (house) => {
    const server = Deno.serve({
      port: 0,
      hostname: "127.0.0.1",
      onListen: () => {},
    }, house.handler);
    const alice = await talk(server.addr.port, "u=alice&room=%2541");
    alice.socket.send(frame("hello"));
    const welcome = await alice.heard("welcome");
    assert.equal(welcome.type === "welcome" && welcome.room, "%41");
    const known = await ask(house, "/api/rooms/%2541");
    assert.equal(known.status, 200);
    await known.body?.cancel();
    const other = await ask(house, "/api/rooms/A");
    assert.equal(other.status, 404);
    await other.body?.cancel();
    house.hub.close();
    await alice.closed;
    await server.shutdown();
  }));

Deno.test("/sync lives with a client that vanishes in the middle of a frame", () =>
  withHouse(async (house) => {
    const server = Deno.serve({
      port: 0,
      hostname: "127.0.0.1",
      onListen: () => {},
    }, house.handler);
    const raw = await Deno.connect({
      hostname: "127.0.0.1",
      port: server.addr.port,
    });
    await raw.write(new TextEncoder().encode(
      "GET /sync?u=raw HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n" +
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n",
    ));
    const answer = new Uint8Array(1000);
    const count = await raw.read(answer) ?? 0;
    assert.match(
      new TextDecoder().decode(answer.subarray(0, count)),
      /^HTTP\/1\.1 101 /,
    );
    // A masked text frame that promises 100 bytes and brings 3, then the line is cut.
    await raw.write(new Uint8Array([0x81, 0x80 | 100, 1, 2, 3, 4, 5, 6, 7]));
    raw.close();
    const alice = await talk(server.addr.port, "u=alice");
    alice.socket.send(frame("hello"));
    await alice.heard("welcome");
    alice.socket.close();
    await alice.closed;
    house.hub.close();
    await server.shutdown();
  }));
