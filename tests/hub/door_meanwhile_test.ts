import assert from "node:assert/strict";
import type { Passwords } from "@/lib/hub/mod.ts";
import { CLOSE, RECONNECT_GRACE_MS, ROOM_IDLE_MS } from "@/lib/protocol/mod.ts";
import { createMemoryStore, type Store } from "@/lib/store/mod.ts";
import { PLAIN, type Tab, World } from "./world.ts";

const session = (name: string) => `${name}-`.padEnd(40, "x");

/** Lets what was promised come. */
async function settle(): Promise<void> {
  for (let i = 0; i < 40; i++) await Promise.resolve();
}

function errors(tab: Tab): string[] {
  return tab.all("error").map(({ code }) => code);
}

/** A room that "owner" closed, where passwords are compared when they are told to be. */
async function slowDoor(): Promise<{
  readonly world: World;
  readonly owner: Tab;
  readonly compare: () => Promise<void>;
}> {
  const waiting: (() => void)[] = [];
  const slow: Passwords = {
    ...PLAIN,
    matches: async (...pair) => {
      await new Promise<void>((resolve) => waiting.push(resolve));
      return await PLAIN.matches(...pair);
    },
  };
  const world = new World(undefined, undefined, slow);
  const owner = world.enter("owner", { session: session("owner") });
  owner.say("claim");
  owner.say("password", { password: "pw" });
  await settle();
  world.clock.pass(5000);
  return {
    world,
    owner,
    compare: async () => {
      for (const go of waiting.splice(0)) go();
      await settle();
    },
  };
}

/** Somebody sits in the room already, and knocks again as another tab. */
async function knockTwice(world: World) {
  const knocker = { session: session("b"), address: "9.9.9.9" };
  const tab = world.tab("b", knocker);
  tab.say("hello", { password: "pw" });
  const page = world.hub.door.knock({ room: "17", ...knocker }, "pw");
  await settle();
  return { tab, page };
}

Deno.test("Door lets in nobody who was banned while their password was compared", async () => {
  const { world, owner, compare } = await slowDoor();
  const seated = world.tab("c", { session: session("c"), address: "9.9.9.9" });
  seated.say("hello", { password: "pw" });
  await settle();
  await compare();
  const { tab, page } = await knockTwice(world);
  // They share the address.
  owner.say("ban", { viewer: seated.last("welcome")?.viewer ?? "" });
  await compare();
  assert.deepEqual(errors(tab), ["banned"]);
  assert.equal(tab.closedWith, CLOSE.banned);
  assert.deepEqual(await page, { is: "banned" });
  const { access } = world.hub.room("17") ?? {};
  assert.equal(access?.letIn.length, 1, "the owner alone");
});

Deno.test("Door lets in whoever it is once the room was opened meanwhile, and by the new password alone where it was changed", async () => {
  const opened = await slowDoor();
  const first = opened.world.tab("b");
  first.say("hello", { password: "guess" });
  await settle();
  opened.owner.say("password", { password: null });
  await settle();
  await opened.compare();
  assert.equal(first.all("welcome").length, 1);

  const changed = await slowDoor();
  const { tab, page } = await knockTwice(changed.world);
  changed.owner.say("password", { password: "new" });
  await settle();
  await changed.compare();
  assert.deepEqual(errors(tab), ["wrong-password"]);
  assert.deepEqual(await page, { is: "wrong" });
});

Deno.test("Door stays closed where the disk cannot say for a moment who may come in", async () => {
  const inner = createMemoryStore();
  const failing = { on: false };
  const store: Store = {
    ...inner,
    access: (id) => {
      if (failing.on) throw new Error("database is locked");
      return inner.access(id);
    },
  };
  const world = new World(store);
  const owner = world.enter("owner", { session: session("owner") });
  owner.say("claim");
  owner.say("password", { password: "pw" });
  await settle();
  owner.drop();
  world.clock.pass(RECONNECT_GRACE_MS + ROOM_IDLE_MS + 2000);
  assert.equal(world.hub.room("17"), null);
  failing.on = true;
  const at = { room: "17", address: "1.1.1.1", session: session("b") };
  assert.equal(world.hub.door.maySee(at), false);
  assert.deepEqual(await world.hub.door.knock(at, "pw"), { is: "busy" });
  const stranger = world.enter("b", { session: session("b") });
  assert.deepEqual(errors(stranger), ["password"]);
  assert.equal(stranger.all("welcome").length, 0);
  world.clock.pass(ROOM_IDLE_MS + 1000);
  assert.equal(world.hub.room("17"), null, "it is let go again");
  const back = world.enter("owner", { session: session("owner") });
  assert.equal(back.all("welcome").length, 1);
});
