import assert from "node:assert/strict";
import {
  CLOSE,
  KICKED_MS,
  RECONNECT_GRACE_MS,
  ROOM_IDLE_MS,
  WRONG_PER_ADDRESS_BURST,
  WRONG_PER_ADDRESS_MS,
} from "@/lib/protocol/mod.ts";
import { createPasswords, type Passwords } from "@/lib/hub/mod.ts";
import { PLAIN, type Tab, World } from "./world.ts";

const session = (name: string) => `${name}-`.padEnd(40, "x");

/** Lets what was promised come. */
async function settle(): Promise<void> {
  for (let i = 0; i < 20; i++) await Promise.resolve();
}

/** A world in which "owner" has claimed the room, and closed it where a password is given. */
async function closedWorld(
  password: string | null,
  world = new World(),
): Promise<{ world: World; owner: Tab }> {
  const owner = world.enter("owner", { session: session("owner") });
  owner.say("claim");
  if (password !== null) {
    owner.say("password", { password });
    await settle();
  }
  return { world, owner };
}

function errors(tab: Tab): string[] {
  return tab.all("error").map(({ code }) => code);
}

Deno.test("hello: a closed room asks for its password, and lets in who gives it, for good", async () => {
  const { world } = await closedWorld("看片17");
  const stranger = world.enter("b", { session: session("b") });
  assert.deepEqual(errors(stranger), ["password"]);
  assert.equal(stranger.closedWith, CLOSE.password);
  assert.equal(stranger.all("welcome").length, 0);

  const wrong = world.tab("b", { session: session("b") });
  wrong.say("hello", { password: "看片18" });
  await settle();
  assert.deepEqual(errors(wrong), ["wrong-password"]);
  assert.equal(wrong.closedWith, CLOSE.password);

  const right = world.tab("b", { session: session("b") });
  right.say("hello", { password: "看片17" });
  await settle();
  assert.equal(right.last("welcome")?.access?.closed, true);
  right.drop();
  world.clock.pass(RECONNECT_GRACE_MS + 1000);
  // Another tab of the same browser, another day, under another name.
  const again = world.enter("bea", { session: session("b") });
  assert.equal(again.all("welcome").length, 1);
});

Deno.test("hello: who has no cookie is known by a session of the first frame, or by the row's token", async () => {
  const { world } = await closedWorld("pw");
  const bare = world.tab("program");
  bare.say("hello", { password: "pw" });
  await settle();
  const token = bare.last("welcome")?.token ?? null;
  assert.notEqual(token, null);
  bare.drop();
  assert.equal(world.enter("program").closedWith, CLOSE.password);
  assert.equal(world.tab("program").hello(token).all("welcome").length, 1);

  const framed = world.tab("framed");
  framed.say("hello", { password: "pw", session: session("framed") });
  await settle();
  framed.drop();
  world.clock.pass(RECONNECT_GRACE_MS + 1000);
  const back = world.tab("framed");
  back.say("hello", { session: session("framed") });
  assert.equal(back.all("welcome").length, 1);
});

Deno.test("hello: too short a session is no secret, and is refused", async () => {
  const world = new World();
  const tab = world.tab("a");
  tab.say("hello", { session: "17" });
  await settle();
  assert.deepEqual(errors(tab), ["bad-field"]);
});

Deno.test("hello: roles hang on the session, never on the name", async () => {
  const { world, owner } = await closedWorld(null);
  owner.say("rights", {
    rights: {
      command: "owner",
      source: "owner",
      guard: "owner",
      write: "owner",
    },
  });
  owner.drop();
  world.clock.pass(RECONNECT_GRACE_MS + 1000);
  const thief = world.enter("owner", { session: session("thief") });
  thief.say("play");
  assert.deepEqual(errors(thief), ["forbidden"]);
  const back = world.enter("anything", { session: session("owner") });
  back.say("play");
  assert.deepEqual(errors(back), []);
  assert.equal(back.last("timeline")?.timeline.how, "play");
});

Deno.test("hello: wrong passwords are slowed, whatever is tried at once, and right ones are not", async () => {
  let asked = 0;
  const counted: Passwords = {
    ...PLAIN,
    matches: (...pair) => {
      asked++;
      return PLAIN.matches(...pair);
    },
  };
  const { world } = await closedWorld(
    "pw",
    new World(undefined, undefined, counted),
  );
  const knock = (password: string, address = "6.6.6.6") => {
    const tab = world.tab("x", { address });
    tab.say("hello", { password });
    return tab;
  };
  const tabs = Array.from({ length: 40 }, () => knock("guess"));
  await settle();
  const codes = tabs.flatMap(errors);
  const count = (code: string) => codes.filter((one) => one === code).length;
  assert.equal(count("wrong-password"), WRONG_PER_ADDRESS_BURST);
  assert.equal(count("too-many-tries"), 40 - WRONG_PER_ADDRESS_BURST);
  assert.equal(asked, WRONG_PER_ADDRESS_BURST);

  const refused = knock("pw");
  await settle();
  assert.deepEqual(errors(refused), ["too-many-tries"]);
  assert.match(
    refused.last("error")?.detail ?? "",
    new RegExp(`for ${WRONG_PER_ADDRESS_MS / 1000} s`),
  );
  world.clock.pass(WRONG_PER_ADDRESS_MS);
  for (let i = 0; i < 20; i++) {
    const right = knock("pw");
    await settle();
    assert.equal(right.all("welcome").length, i < 8 ? 1 : 0);
    if (i < 8) assert.deepEqual(errors(right), []);
  }
  const elsewhere = knock("pw", "7.7.7.7");
  await settle();
  assert.notDeepEqual(errors(elsewhere), ["too-many-tries"]);
});

Deno.test("hello: nothing is said in the name of who is still at the door, and who left it gets no seat", async () => {
  const { world } = await closedWorld("pw");
  const viewers = () => world.hub.room("17")?.viewers.size;
  const tab = world.tab("b");
  tab.say("hello", { password: "pw" });
  tab.say("play");
  tab.say("hello");
  assert.deepEqual(errors(tab), ["no-hello", "not-possible"]);
  tab.drop();
  await settle();
  assert.equal(viewers(), 1);
});

Deno.test("kick and ban: the link ends with a code of its own, and the door knows", async () => {
  const { world, owner } = await closedWorld(null);
  const b = world.enter("b", { session: session("b"), address: "9.9.9.9" });
  const viewer = b.last("welcome")?.viewer ?? "";
  owner.say("kick", { viewer });
  assert.equal(b.closedWith, CLOSE.kicked);
  const back = world.enter("bb", { session: session("b") });
  assert.deepEqual(errors(back), ["banned"]);
  assert.equal(back.closedWith, CLOSE.banned);
  world.clock.pass(KICKED_MS);
  const later = world.enter("b", { session: session("b"), address: "9.9.9.9" });
  assert.equal(later.all("welcome").length, 1);
  owner.say("ban", { viewer: later.last("welcome")?.viewer ?? "" });
  assert.equal(later.closedWith, CLOSE.banned);
  const other = world.enter("c", { session: session("c"), address: "9.9.9.9" });
  assert.equal(other.closedWith, CLOSE.banned);
  // Behind a proxy of this machine everybody has its address.
  const local = world.enter("d", { address: "127.0.0.1" });
  assert.equal(local.all("welcome").length, 1);
});

Deno.test("password: only the owner's is hashed; whoever else sets one is refused", async () => {
  const { world, owner } = await closedWorld(null);
  const b = world.enter("b", { session: session("b") });
  b.say("password", { password: "mine" });
  await settle();
  assert.deepEqual(errors(b), ["forbidden"]);
  const id = owner.say("password", { password: "pw" });
  await settle();
  assert.ok(owner.all("ack").some((ack) => ack.id === id));
  assert.equal(b.last("access")?.access.closed, true);
  // Whoever was inside stays, and comes back.
  b.drop();
  const back = world.enter("b", { session: session("b") });
  assert.equal(back.all("welcome").length, 1);
});

Deno.test("password: where too many wait, it is refused and can be tried again", async () => {
  const busy: Passwords = {
    ...PLAIN,
    hash: () => Promise.resolve(null),
    matches: () => Promise.resolve(null),
  };
  const { owner } = await closedWorld(
    "pw",
    new World(undefined, undefined, busy),
  );
  assert.deepEqual(errors(owner), ["too-fast"]);
  assert.equal(owner.closedWith, null);
});

Deno.test("Door.admission() knows a room that is only in the store, and makes none for who merely asks", async () => {
  const { world, owner } = await closedWorld("pw");
  owner.drop();
  world.clock.pass(RECONNECT_GRACE_MS + ROOM_IDLE_MS + 2000);
  assert.equal(world.hub.room("17"), null);
  const at = { room: "17", address: "1.1.1.1" };
  const { door } = world.hub;
  assert.equal(door.admission({ ...at, session: null }), "password");
  assert.equal(door.admission({ ...at, session: session("owner") }), "in");
  assert.equal(door.admission({ ...at, room: "18", session: null }), "in");
  assert.equal(world.hub.room("17"), null);
  const b = { ...at, session: session("b") };
  assert.deepEqual(await door.knock(b, "no"), { is: "wrong" });
  assert.equal(door.admission(b), "password");
  assert.equal(world.hub.room("17"), null);
  assert.deepEqual(await door.knock(b, "pw"), { is: "right" });
  assert.equal(door.admission(b), "in");
  world.clock.pass(ROOM_IDLE_MS + 1000);
  assert.equal(world.hub.room("17"), null, "it is let go again");
  assert.equal(door.admission(b), "in");
});

Deno.test("createPasswords() hashes with argon2id in a thread, and gives up when it is closed", async () => {
  const timers: (() => void)[] = [];
  const passwords = createPasswords((_, callback) => {
    timers.push(callback);
    return () => {};
  });
  const hash = await passwords.hash("看片 17") ?? "";
  assert.match(hash, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  assert.notEqual(hash, await passwords.hash("看片 17"), "salted");
  assert.equal(await passwords.matches("看片 17", hash), true);
  assert.equal(await passwords.matches("看片 18", hash), false);
  const many = Array.from(
    { length: 40 },
    () => passwords.matches("no", hash),
  );
  passwords.close();
  const answers = await Promise.all(many);
  assert.deepEqual(new Set(answers), new Set([null]));
  assert.equal(await passwords.hash("late"), null);
});

Deno.test("createPasswords() hashes without a thread where there is none to be had", async () => {
  const passwords = createPasswords(() => () => {}, () => {
    throw new TypeError("Cannot start a worker");
  });
  const hash = await passwords.hash("pw") ?? "";
  assert.equal(await passwords.matches("pw", hash), true);
  assert.equal(await passwords.matches("px", hash), false);
  passwords.close();
});
