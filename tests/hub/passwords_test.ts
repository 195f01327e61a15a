import assert from "node:assert/strict";
import { createPasswords, type Passwords } from "@/lib/hub/mod.ts";
import type {
  PasswordAnswer,
  PasswordQuestion,
  PasswordThread,
} from "@/lib/hub/passwords.ts";
import {
  COMMANDS_BURST,
  COMMANDS_PER_S,
  PASSWORD_WITHIN_MS,
  PASSWORDS_NEW_PER_ADDRESS_BURST,
  PASSWORDS_NEW_PER_ADDRESS_MS,
  PASSWORDS_NEW_PER_ROOM_MAX,
  PASSWORDS_NEW_WAITING_MAX,
  PASSWORDS_WAITING_MAX,
} from "@/lib/protocol/mod.ts";
import { FakeClock, PLAIN, type Tab, World } from "./world.ts";

/** Lets what was promised come. */
async function settle(): Promise<void> {
  for (let i = 0; i < 40; i++) await Promise.resolve();
}

function errors(tab: Tab): string[] {
  return tab.all("error").map(({ code }) => code);
}

/** A thread that answers when it is told to. */
class FakeThread implements PasswordThread {
  onmessage: PasswordThread["onmessage"] = null;
  onerror: PasswordThread["onerror"] = null;
  readonly asked: PasswordQuestion[] = [];
  isEnded = false;

  postMessage(question: PasswordQuestion): void {
    this.asked.push(question);
  }

  terminate(): void {
    this.isEnded = true;
  }

  answer(): void {
    const data: PasswordAnswer = this.asked.at(-1)?.type === "hash"
      ? { type: "hash", hash: "hashed" }
      : { type: "matches", isRight: true };
    this.onmessage?.(new MessageEvent("message", { data }));
  }

  fail(): void {
    this.onerror?.(
      new ErrorEvent("error", { message: "out of memory", cancelable: true }),
    );
  }
}

function threads(): {
  readonly clock: FakeClock;
  readonly started: FakeThread[];
  readonly passwords: Passwords;
} {
  const clock = new FakeClock();
  const started: FakeThread[] = [];
  const passwords = createPasswords(
    (delayMs, callback) => clock.after(delayMs, callback),
    () => {
      const thread = new FakeThread();
      started.push(thread);
      return thread;
    },
  );
  return { clock, started, passwords };
}

Deno.test("createPasswords() forgets a thread that failed, and asks another", async () => {
  const { started, passwords } = threads();
  const first = assert.rejects(passwords.hash("a"), /out of memory/);
  const second = passwords.hash("b");
  await settle();
  started[0]?.fail();
  await first;
  await settle();
  assert.equal(started[0]?.isEnded, true);
  assert.equal(started.length, 2);
  started[1]?.answer();
  assert.equal(await second, "hashed");
  passwords.close();
});

Deno.test("createPasswords() gives up a thread that says nothing, and whoever waits is answered", async () => {
  const { clock, started, passwords } = threads();
  const first = assert.rejects(
    passwords.matches("a", "h"),
    new RegExp(`beyond ${PASSWORD_WITHIN_MS} ms`),
  );
  const second = passwords.matches("b", "h");
  await settle();
  clock.pass(PASSWORD_WITHIN_MS);
  await first;
  await settle();
  assert.equal(started[0]?.isEnded, true);
  started[1]?.answer();
  assert.equal(await second, true);
  clock.pass(PASSWORD_WITHIN_MS * 2);
  assert.equal(clock.waiting, 0, "no timer is left behind");
  passwords.close();
});

Deno.test("createPasswords() keeps places for who knocks, however many passwords are set", async () => {
  const { passwords } = threads();
  const hashes = Array.from(
    { length: PASSWORDS_WAITING_MAX },
    () => passwords.hash("a"),
  );
  for (const late of hashes.slice(PASSWORDS_NEW_WAITING_MAX)) {
    assert.equal(await late, null);
  }
  const knocks = Array.from(
    { length: PASSWORDS_WAITING_MAX - PASSWORDS_NEW_WAITING_MAX + 1 },
    () => passwords.matches("a", "h"),
  );
  assert.equal(await knocks.at(-1), null);
  let isAnswered = false;
  void knocks.at(-2)?.then(() => isAnswered = true);
  await settle();
  assert.equal(isAnswered, false, "it waits");
  passwords.close();
  assert.equal(await knocks.at(-2), null);
});

Deno.test("Link takes the whole burst for a password, and what a program said just before is no reason to refuse it", async () => {
  const world = new World();
  const tab = world.enter("owner");
  tab.say("claim");
  const first = tab.say("password", { password: "pw" });
  const second = tab.say("password", { password: "px" });
  await settle();
  assert.ok(tab.all("ack").some(({ id }) => id === first));
  assert.deepEqual(tab.all("error").map(({ code, id }) => [code, id]), [
    ["too-fast", second],
  ]);
  // Two of the burst were used before, and are owed.
  world.clock.pass(1000);
  for (let i = 0; i < COMMANDS_PER_S - 2; i++) tab.say("postProgress");
  assert.equal(tab.all("error").length, 1);
  tab.say("postProgress");
  assert.equal(tab.all("error").length, 2);
  world.clock.pass(COMMANDS_BURST / COMMANDS_PER_S * 1000);
  const third = tab.say("password", { password: "py" });
  await settle();
  assert.ok(tab.all("ack").some(({ id }) => id === third));
});

Deno.test("Hub lets an address set some passwords in all its rooms together, and then one each 5 s", async () => {
  const world = new World();
  const set = async (room: string, address: string) => {
    const tab = world.enter("owner", { room, address });
    tab.say("claim");
    tab.say("password", { password: "pw" });
    await settle();
    return tab;
  };
  for (let at = 0; at < PASSWORDS_NEW_PER_ADDRESS_BURST; at++) {
    // One household's network.
    assert.deepEqual(errors(await set(`r${at}`, `2001:db8::${at}`)), []);
  }
  const late = await set("late", "2001:db8::ff");
  assert.deepEqual(errors(late), ["too-fast"]);
  assert.deepEqual(errors(await set("other", "9.9.9.9")), []);
  world.clock.pass(PASSWORDS_NEW_PER_ADDRESS_MS);
  late.say("password", { password: "pw" });
  await settle();
  assert.deepEqual(errors(late), ["too-fast"]);
  assert.equal(late.last("access")?.access.closed, true);
});

Deno.test("Hub sets a room's passwords in the order in which they came, and only so many wait", async () => {
  const waiting: (() => void)[] = [];
  const slow: Passwords = {
    ...PLAIN,
    hash: (password) =>
      new Promise((resolve) =>
        waiting.push(() => resolve(`hash of ${password}`))
      ),
  };
  const world = new World(undefined, undefined, slow);
  const session = "s".repeat(40);
  const tabs = Array.from(
    { length: PASSWORDS_NEW_PER_ROOM_MAX },
    (_, at) => world.enter(`owner${at}`, { session }),
  );
  const [owner] = tabs;
  assert.ok(owner !== undefined);
  owner.say("claim");
  owner.say("password", { password: "pw" });
  for (const tab of tabs.slice(1)) tab.say("password", { password: null });
  await settle();
  const beyond = world.enter("beyond", { session });
  beyond.say("password", { password: null });
  await settle();
  assert.deepEqual(errors(beyond), ["too-fast"]);
  assert.equal(owner.all("access").length, 1, "only the claim is heard of");
  waiting.shift()?.();
  await settle();
  // The last word is that it is open.
  assert.equal(owner.last("access")?.access.closed, false);
  assert.equal(world.hub.room("17")?.access.passwordHash, null);
  const again = world.enter("again", { session });
  again.say("password", { password: "pw" });
  await settle();
  waiting.shift()?.();
  await settle();
  assert.equal(world.hub.room("17")?.access.passwordHash, "hash of pw");
});
