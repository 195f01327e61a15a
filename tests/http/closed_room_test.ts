import assert from "node:assert/strict";
import { App, type Handler } from "fresh";
import { createAdmin } from "@/lib/admin.ts";
import { readConfig } from "@/lib/config.ts";
import { Polls } from "@/lib/hub/mod.ts";
import { createMediaServer } from "@/lib/media/mod.ts";
import {
  decodeEvent,
  RECONNECT_GRACE_MS,
  ROOM_IDLE_MS,
  type RoomEvent,
  WRONG_PER_ADDRESS_BURST,
  WRONG_PER_ADDRESS_MS,
} from "@/lib/protocol/mod.ts";
import { proofOf } from "@/lib/session_cookie.ts";
import type { State } from "@/lib/state.ts";
import { handler as rooms } from "../../routes/api/rooms/index.ts";
import { handler as room } from "../../routes/api/rooms/[room].ts";
import { handler as segments } from "../../routes/api/segments.ts";
import { handler as enter } from "../../routes/enter.ts";
import { handler as poll } from "../../routes/sync/poll.ts";
import { type Tab, World } from "../hub/world.ts";
import { frame } from "../protocol/frames.ts";

const TOKEN = "t".repeat(48);
const session = (name: string) => `${name}-`.padEnd(40, "x");
const cookie = (name: string) => ({ cookie: `17kan-session=${session(name)}` });

interface House {
  readonly world: World;
  readonly owner: Tab;
  ask(
    path: string,
    headers?: Record<string, string>,
    init?: RequestInit,
    hostname?: string,
  ): Promise<Response>;
}

/** The routes that must not tell of a closed room, around a hub whose time is told to pass. */
async function withHouse(test: (house: House) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  const world = new World();
  const { hub } = world;
  const media = createMediaServer({
    mediaDir: folder,
    demoPath: "none",
    watch: () => null,
  });
  await media.library();
  let names = 0;
  const state: State = {
    loop: { lagMs: () => 0, close: () => {} },
    config: readConfig([], () => undefined),
    hub,
    media,
    counters: world.counters,
    admin: createAdmin(TOKEN),
    hangUp: () => {},
    filmsAgain: { note: () => {} },
    isDraining: () => false,
    after: (delayMs, callback) => world.clock.after(delayMs, callback),
    polls: new Polls({
      hub,
      after: (delayMs, callback) => world.clock.after(delayMs, callback),
      rollName: () => `poll${++names}`,
    }),
  };
  const app = new App<State>();
  app.use((ctx) => {
    Object.assign(ctx.state, state);
    return ctx.next();
  });
  app.route("/enter", { handler: enter });
  app.route("/sync/poll", { handler: poll });
  app.route("/api/rooms", { handler: rooms });
  app.route("/api/rooms/:room", { handler: room });
  app.route("/api/segments", { handler: segments });
  const handler: Handler = app.handler();
  const owner = world.enter("owner", { session: session("owner") });
  owner.say("claim");
  owner.say("password", { password: "pw" });
  for (let i = 0; i < 20; i++) await Promise.resolve();
  try {
    await test({
      world,
      owner,
      ask: async (path, headers = {}, init = {}, hostname = "5.5.5.5") =>
        await handler(
          new Request(`http://kan:59117${path}`, { ...init, headers }),
          {
            remoteAddr: { transport: "tcp", hostname, port: 1 },
            completed: new Promise(() => {}),
          },
        ),
    });
  } finally {
    hub.close();
    media.close();
    await Deno.remove(folder, { recursive: true });
  }
}

function knock(
  house: House,
  password: string,
  headers: Record<string, string> = {},
  hostname = "5.5.5.5",
): Promise<Response> {
  const known = headers.cookie ?? cookie("b").cookie;
  const proof = proofOf(known.split("=")[1] ?? "");
  const body = new URLSearchParams({ u: "b", room: "17", password, proof });
  return house.ask(
    "/enter",
    {
      "content-type": "application/x-www-form-urlencoded",
      // What browsers send with a form under this page's referrer policy.
      origin: "null",
      cookie: known,
      ...headers,
    },
    { method: "POST", body: `${body}` },
    hostname,
  );
}

function askedOf(response: Response): URLSearchParams {
  assert.equal(response.status, 303);
  const location = response.headers.get("location") ?? "";
  return new URL(location, "http://kan").searchParams;
}

Deno.test("/api/rooms/ROOM shows a closed room to its members and the admin alone", async () => {
  await withHouse(async ({ ask, world }) => {
    const CASES: [
      what: string,
      headers: Record<string, string>,
      status: number,
    ][] = [
      ["a stranger", {}, 404],
      ["another session", cookie("b"), 404],
      ["a cookie that is none", { cookie: "17kan-session=owner" }, 404],
      ["the owner", cookie("owner"), 200],
      ["the admin", { authorization: `Bearer ${TOKEN}` }, 200],
      ["a wrong token", { authorization: `Bearer ${TOKEN}x` }, 404],
    ];
    for (const [what, headers, status] of CASES) {
      const response = await ask("/api/rooms/17", headers);
      const text = await response.text();
      assert.equal(response.status, status, what);
      assert.equal(text.includes("owner"), status === 200, what);
      assert.ok(!text.includes(session("owner")), what);
      assert.ok(!text.includes("hash of"), what);
    }
    // Who is kept out is no member either.
    const b = world.enter("b", { room: "18", session: session("b") });
    const c = world.enter("c", { room: "18", session: session("c") });
    c.say("claim");
    c.say("ban", { viewer: b.last("welcome")?.viewer ?? "" });
    c.say("password", { password: "pw" });
    for (let i = 0; i < 20; i++) await Promise.resolve();
    for (const [name, status] of [["b", 404], ["c", 200]] as const) {
      const response = await ask("/api/rooms/18", cookie(name));
      await response.body?.cancel();
      assert.equal(response.status, status, name);
    }
    const none = await ask("/api/rooms/none");
    const closed = await ask("/api/rooms/17");
    assert.equal(await none.text(), await closed.text(), "no difference");
  });
});

Deno.test("/api/rooms lists what the asker is known in, and everything to the admin", async () => {
  await withHouse(async ({ ask, owner, world }) => {
    const b = world.enter("b", { room: "open", session: session("b") });
    const names = async (headers: Record<string, string>) => {
      const response = await ask("/api/rooms", headers);
      const { rooms } = await response.json();
      return rooms.map(({ room }: { room: string }) => room);
    };
    assert.deepEqual(await names({}), []);
    assert.deepEqual(await names(cookie("owner")), ["17"]);
    assert.deepEqual(await names(cookie("b")), ["open"]);
    owner.say("unban", { ban: "none" });
    const admin = { authorization: `Bearer ${TOKEN}` };
    assert.deepEqual(await names(admin), ["17", "open"]);
    const all = await (await ask("/api/rooms", admin)).json();
    assert.deepEqual(all.rooms[0], {
      room: "17",
      viewers: 1,
      closed: true,
      owner: "owner",
      bans: [],
    });
    b.drop();
  });
});

Deno.test("/api/segments tells nothing of a viewer in a closed room, but to members", async () => {
  await withHouse(async ({ ask, owner }) => {
    const path = `/api/segments?v=${owner.last("welcome")?.viewer}`;
    const stranger = await ask(path);
    assert.equal(stranger.status, 404);
    await stranger.body?.cancel();
    const member = await ask(path, cookie("owner"));
    assert.equal(member.status, 200);
    await member.body?.cancel();
    const everyone = await ask("/api/segments", {
      authorization: `Bearer ${TOKEN}`,
    });
    assert.equal(everyone.status, 200);
    await everyone.body?.cancel();
  });
});

Deno.test("/api/segments and /status tell nothing of who has left a closed room", async () => {
  await withHouse(async ({ ask, owner, world }) => {
    const viewer = owner.last("welcome")?.viewer ?? "";
    const b = world.enter("b", { room: "open" });
    const open = b.last("welcome")?.viewer ?? "";
    assert.deepEqual(
      [viewer, open, "nobody"].map((id) => world.hub.isSecret(id)),
      [true, false, false],
    );
    owner.drop();
    b.drop();
    for (const spanMs of [RECONNECT_GRACE_MS + 1000, ROOM_IDLE_MS + 1000]) {
      world.clock.pass(spanMs);
      assert.equal(world.hub.nameOf(viewer), null);
      assert.deepEqual(
        [viewer, open, "nobody"].map((id) => world.hub.isSecret(id)),
        [true, false, false],
      );
      const path = `/api/segments?v=${viewer}`;
      for (const [name, status] of [["b", 404], ["owner", 200]] as const) {
        const response = await ask(path, cookie(name));
        await response.body?.cancel();
        assert.equal(response.status, status, name);
      }
    }
    assert.equal(world.hub.room("17"), null);
  });
});

Deno.test("/sync/poll obeys the same door: no link into a closed room without its password", async () => {
  await withHouse(async ({ ask, world }) => {
    const enter = async (hello: string, headers: Record<string, string>) => {
      const opened = await ask("/sync/poll?u=b&room=17", headers, {
        method: "POST",
      });
      const link = { "x-17kan-link": opened.headers.get("x-17kan-link") ?? "" };
      const said = await ask("/sync/poll", link, {
        method: "POST",
        body: hello,
      });
      assert.equal(said.status, 204);
      const heard = await ask("/sync/poll", link);
      const events = (await heard.text()).split("\n").flatMap(
        (line): RoomEvent[] => {
          const read = decodeEvent(line);
          return read.ok ? [read.value] : [];
        },
      );
      return { events, closed: heard.headers.get("x-17kan-close") };
    };
    const stranger = await enter(frame("hello"), {});
    assert.deepEqual(stranger.events.map(({ type }) => type), ["error"]);
    assert.equal(stranger.closed, "4007");
    const guess = await enter(frame("hello", { password: "no" }), {});
    assert.equal(guess.closed, "4007");
    const member = await enter(frame("hello"), cookie("owner"));
    assert.equal(member.events[0]?.type, "welcome");
    const guest = await enter(frame("hello", { password: "pw" }), {});
    assert.equal(guest.events[0]?.type, "welcome");
    assert.equal(world.hub.room("17")?.viewers.size, 3);
  });
});

Deno.test("/enter lets in by the password, keeps the session out of reach of scripts, and remembers it", async () => {
  await withHouse(async (house) => {
    const wrong = await knock(house, "no");
    assert.equal(askedOf(wrong).get("asked"), "wrong");
    const right = await knock(house, "pw");
    assert.equal(right.headers.get("location"), "/?u=b&room=17");
    const kept = right.headers.get("set-cookie") ?? "";
    assert.ok(kept.startsWith(`17kan-session=${session("b")}; `));
    for (const part of ["HttpOnly", "SameSite=Lax", "Path=/"]) {
      assert.ok(kept.includes(part), part);
    }
    assert.ok(!kept.includes("Secure"), "plain http would drop it");
    const back = { cookie: kept.split(";")[0] ?? "" };
    assert.equal((await house.ask("/api/rooms/17", back)).status, 200);
    // Somebody who is known keeps their session.
    const again = await knock(house, "no", back);
    assert.equal(askedOf(again).get("asked"), null);
    assert.ok(again.headers.get("set-cookie")?.startsWith(back.cookie));
  });
});

Deno.test("/enter tells who keeps no cookie why it cannot let them in, and counts no try", async () => {
  await withHouse(async (house) => {
    for (let i = 0; i < WRONG_PER_ADDRESS_BURST + 2; i++) {
      const response = await knock(house, "pw", { cookie: "" });
      assert.equal(askedOf(response).get("asked"), "cookie");
      assert.equal(response.headers.get("set-cookie"), null);
    }
    assert.equal(askedOf(await knock(house, "pw")).get("asked"), null);
  });
});

Deno.test("/enter is slowed by wrong passwords, until time has passed", async () => {
  await withHouse(async (house) => {
    for (let i = 0; i < WRONG_PER_ADDRESS_BURST; i++) {
      assert.equal(askedOf(await knock(house, "no")).get("asked"), "wrong");
    }
    const slowed = askedOf(await knock(house, "pw"));
    assert.equal(slowed.get("asked"), "slow");
    assert.equal(slowed.get("wait"), `${WRONG_PER_ADDRESS_MS / 1000}`);
    const elsewhere = askedOf(await knock(house, "no", {}, "6.6.6.6"));
    assert.equal(elsewhere.get("asked"), "wrong");
    house.world.clock.pass(WRONG_PER_ADDRESS_MS - 1000);
    assert.equal(askedOf(await knock(house, "pw")).get("wait"), "1");
    house.world.clock.pass(1000);
    assert.equal(askedOf(await knock(house, "pw")).get("asked"), null);
  });
});

const REFUSED: [
  what: string,
  headers: Record<string, string>,
  body: string,
  status: number,
][] = [
  ["another page's form", {}, "u=b&password=pw&proof=guess", 403],
  ["another kind of body", { "content-type": "application/json" }, "{}", 415],
  ["too long a form", {}, `u=b&password=${"x".repeat(9000)}`, 413],
  [
    "a name that nobody sees",
    {},
    `u=%E2%80%8B&password=pw&proof=${proofOf(session("b"))}`,
    400,
  ],
];
for (const [what, headers, body, status] of REFUSED) {
  Deno.test(`/enter refuses ${what}`, async () => {
    await withHouse(async ({ ask }) => {
      const response = await ask("/enter", {
        "content-type": "application/x-www-form-urlencoded",
        ...cookie("b"),
        ...headers,
      }, { method: "POST", body });
      assert.equal(response.status, status);
      await response.body?.cancel();
    });
  });
}
