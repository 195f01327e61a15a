import assert from "node:assert/strict";
import {
  CONTROLLERS_MAX,
  KICKED_MS,
  LET_IN_MAX,
  OWNER_AWAY_MS,
  RECONNECT_GRACE_MS,
} from "@/lib/protocol/mod.ts";
import {
  admission,
  keptRoom,
  letIn,
  NO_ACCESS,
  restoreRoom,
  roleOf,
} from "@/lib/room/mod.ts";
import { Stage } from "./stage.ts";

/** How long a closed tab takes until the room no longer waits for the owner. */
const GONE_MS = RECONNECT_GRACE_MS + OWNER_AWAY_MS + 1000;

function owned(...names: string[]): Stage {
  const stage = new Stage();
  stage.join("owner", ...names);
  stage.send("owner", "claim");
  return stage;
}

/** What everyone is, as the last rows say it. */
function roles({ room }: Stage): Record<string, string> {
  return Object.fromEntries(
    [...room.viewers.values()].map(({ id, person }) => [
      id,
      roleOf(room, person),
    ]),
  );
}

/** Closes a password with its hash, as the hub does it. */
function close(stage: Stage, passwordHash: string | null): void {
  const command = { passwordHash } as object;
  stage.send("owner", "password", command);
}

const called = (name: string, address: string | null = null) => ({
  person: `token-${name}`,
  address,
});

Deno.test("claim: the first one has the room, and everything goes on as it was", () => {
  const stage = new Stage();
  stage.join("a", "b");
  const { timeline } = stage.room;
  stage.send("a", "claim");
  stage.send("b", "claim");
  assert.deepEqual(roles(stage), { a: "owner", b: "viewer" });
  assert.equal(stage.room.timeline, timeline);
  const errors = stage.sent.filter(({ event }) => event.type === "error");
  assert.deepEqual(errors.map(({ to }) => to), ["b"]);
  const news = stage.sent.find(({ event }) => event.type === "access");
  assert.deepEqual(news?.event, {
    type: "access",
    serverMs: stage.nowMs,
    access: { owner: "a", rights: NO_ACCESS.rights, closed: false },
  });
  stage.pass(300);
  const rows = stage.sent.findLast(({ event }) => event.type === "rows");
  assert.ok(rows?.event.type === "rows");
  const a = rows.event.changed.find(({ id }) => id === "a");
  assert.equal(a?.role, "owner");
  assert.deepEqual(stage.told().slice(-1), ["a claim"]);
});

Deno.test("claim: somebody of the owner's name is a viewer like others", () => {
  const stage = owned();
  stage.enter("thief", "owner");
  assert.equal(roles(stage).thief, "viewer");
});

Deno.test("handOver: the other has the room, and who had it stays a controller", () => {
  const stage = owned("b", "c");
  stage.send("owner", "role", { viewer: "b", role: "controller" });
  stage.send("owner", "handOver", { viewer: "b" });
  assert.deepEqual(roles(stage), {
    owner: "controller",
    b: "owner",
    c: "viewer",
  });
  assert.equal(stage.room.access.controllers.length, 1);
  stage.send("owner", "release");
  assert.equal(roles(stage).b, "owner");
});

Deno.test("release: nothing is left of what was set", () => {
  const stage = owned("b", "c");
  close(stage, "hash");
  stage.send("owner", "ban", { viewer: "c" });
  stage.send("owner", "release");
  assert.equal(stage.room.access, NO_ACCESS);
  stage.send("b", "claim");
  assert.equal(roles(stage).b, "owner");
});

Deno.test("role: there are never more controllers than a room may have", () => {
  const stage = owned();
  for (let i = 0; i <= CONTROLLERS_MAX; i++) {
    stage.join(`c${i}`);
    stage.send("owner", "role", { viewer: `c${i}`, role: "controller" });
  }
  assert.equal(stage.room.access.controllers.length, CONTROLLERS_MAX);
  const last = stage.sent.findLast(({ event }) => event.type === "error");
  assert.ok(last?.event.type === "error");
  assert.equal(last.event.code, "not-possible");
});

Deno.test("kick: out at once with all tabs, and let in again after a minute", () => {
  const stage = owned("b");
  const tab = { id: "b2", token: "t2", askedName: "b", person: "token-b" };
  stage.room = {
    ...stage.room,
    viewers: stage.room.viewers.with("b2", {
      ...stage.room.viewers.get("b") ?? assert.fail(),
      ...tab,
    }),
  };
  const effects = stage.send("owner", "kick", { viewer: "b" });
  assert.deepEqual([...stage.room.viewers.keys()], ["owner"]);
  assert.deepEqual(effects.filter(({ type }) => type === "expel"), [
    { type: "expel", viewer: "b", why: "kicked" },
    { type: "expel", viewer: "b2", why: "kicked" },
  ]);
  const { wallMs } = stage.now();
  const at = (ms: number) =>
    admission(stage.room.access, called("b"), { wallMs: wallMs + ms });
  assert.equal(at(KICKED_MS - 1), "banned");
  assert.equal(at(KICKED_MS), "in");
  assert.equal(admission(stage.room.access, called("c"), { wallMs }), "in");
  assert.ok(stage.told().includes("owner kick b"));
});

Deno.test("ban: for good, by session and by address, but not who is trusted there; lifted by unban", () => {
  const stage = owned("b", "friend");
  stage.send("owner", "role", { viewer: "friend", role: "controller" });
  const b = stage.room.viewers.get("b") ?? assert.fail();
  stage.room = {
    ...stage.room,
    viewers: stage.room.viewers.with("b", { ...b, address: "house" }),
  };
  stage.send("owner", "ban", { viewer: "b" });
  const { access } = stage.room;
  const now = { wallMs: stage.now().wallMs + 1e12 };
  const CASES: [who: string, address: string | null, expected: string][] = [
    ["b", null, "banned"],
    ["other", "house", "banned"],
    ["friend", "house", "in"],
    ["owner", "house", "in"],
    ["other", "elsewhere", "in"],
    ["other", null, "in"],
  ];
  for (const [who, address, expected] of CASES) {
    assert.equal(admission(access, called(who, address), now), expected, who);
  }
  const nobody = { person: null, address: "house" };
  assert.equal(admission(access, nobody, now), "banned");
  const list = stage.sent.findLast(({ event }) => event.type === "bans");
  assert.equal(list?.to, "owner");
  assert.ok(list.event.type === "bans");
  const [ban] = list.event.bans;
  assert.ok(ban !== undefined);
  assert.deepEqual([ban.name, ban.by, ban.untilWallMs], ["b", "owner", null]);
  assert.ok(!("person" in ban) && !("address" in ban));
  stage.send("owner", "unban", { ban: ban.id });
  assert.equal(admission(stage.room.access, called("b"), now), "in");
});

Deno.test("password: who is inside stays and is known, everyone else is asked", () => {
  const stage = owned("b");
  close(stage, "hash");
  const who = (person: string | null) =>
    admission(stage.room.access, { person, address: null }, stage.now());
  assert.deepEqual(
    [who("token-owner"), who("token-b"), who("token-c"), who(null)],
    ["in", "in", "password", "password"],
  );
  stage.apply(letIn(stage.room, "token-c"));
  assert.equal(who("token-c"), "in");
  // Another password asks all but who is inside.
  close(stage, "another");
  assert.deepEqual(
    [who("token-b"), who("token-c")],
    ["in", "password"],
  );
  // Sent out of a closed room is sent before its door.
  stage.send("owner", "kick", { viewer: "b" });
  stage.pass(KICKED_MS);
  assert.equal(who("token-b"), "password");
  close(stage, null);
  assert.equal(who(null), "in");
  assert.deepEqual(stage.room.access.letIn, []);
});

Deno.test("letIn() remembers so many, and forgets the oldest first", () => {
  let { room } = new Stage();
  for (let i = 0; i <= LET_IN_MAX; i++) room = letIn(room, `p${i}`).room;
  assert.equal(room.access.letIn.length, LET_IN_MAX);
  assert.equal(room.access.letIn[0], "p1");
  assert.equal(letIn(room, "p1").room, room);
});

Deno.test("standIn(): the controller who is here longest, after a minute, and the owner has it back at once", () => {
  const stage = owned("viewer", "first", "second");
  for (const viewer of ["second", "first"]) {
    stage.send("owner", "role", { viewer, role: "controller" });
  }
  stage.lose("owner");
  const alive = () => {
    for (const id of ["viewer", "first", "second"]) {
      if (stage.room.viewers.has(id)) stage.report(id);
    }
  };
  stage.pass(RECONNECT_GRACE_MS + OWNER_AWAY_MS - 1000, alive);
  assert.equal(roles(stage).first, "controller");
  stage.pass(2000, alive);
  assert.equal(roles(stage).first, "deputy");
  assert.equal(stage.told().at(-1), "deputy first");
  // The next one, once this one goes.
  stage.lose("first");
  stage.pass(RECONNECT_GRACE_MS + 500, alive);
  assert.equal(roles(stage).second, "deputy");
  stage.join("owner");
  assert.deepEqual(roles(stage), {
    viewer: "viewer",
    second: "controller",
    owner: "owner",
  });
  assert.equal(stage.told().at(-1), "owner owner-back");
});

Deno.test("standIn(): the viewer who is here longest where there is no controller; nobody in an empty room", () => {
  const stage = owned("b", "c");
  stage.send("owner", "rights", {
    rights: {
      command: "owner",
      source: "owner",
      guard: "owner",
      write: "owner",
    },
  });
  stage.lose("owner");
  stage.pass(GONE_MS, () => {
    for (const id of ["b", "c"]) stage.report(id);
  });
  assert.deepEqual(roles(stage), { b: "deputy", c: "viewer" });
  const before = stage.room.timeline.revision;
  stage.send("b", "play");
  assert.equal(stage.room.timeline.revision, before + 1);
  stage.lose("b");
  stage.lose("c");
  stage.pass(GONE_MS);
  assert.equal(stage.room.deputy, null);
});

Deno.test("standIn(): a reload of the owner's page changes nothing", () => {
  const stage = owned("b");
  stage.lose("owner");
  stage.pass(RECONNECT_GRACE_MS - 1000);
  stage.resume("owner");
  stage.pass(OWNER_AWAY_MS * 2, () => stage.report("owner"));
  assert.deepEqual(roles(stage), { owner: "owner", b: "viewer" });
  assert.ok(!stage.told().some((told) => told.includes("deputy")));
});

Deno.test("restoreRoom() gives everyone back what they were, and keeps out who was", () => {
  const stage = owned("b", "c", "d");
  stage.send("owner", "role", { viewer: "b", role: "controller" });
  stage.send("owner", "ban", { viewer: "d" });
  close(stage, "hash");
  const kept = JSON.parse(JSON.stringify(keptRoom(stage.room, stage.now())));
  const room = restoreRoom(kept, stage.now());
  assert.deepEqual(room.access, stage.room.access);
  const again = new Stage(room);
  assert.deepEqual(roles(again), {
    owner: "owner",
    b: "controller",
    c: "viewer",
  });
});
