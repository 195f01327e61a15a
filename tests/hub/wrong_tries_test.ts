import assert from "node:assert/strict";
import {
  WRONG_PER_ADDRESS_BURST,
  WRONG_PER_ADDRESS_MS,
  WRONG_PER_ROOM_BURST,
  WRONG_PER_ROOM_MS,
} from "@/lib/protocol/mod.ts";
import { WrongTries } from "@/lib/hub/wrong_tries.ts";

Deno.test("WrongTries slows one address, in whichever room it tries", () => {
  const tries = new WrongTries();
  for (let i = 0; i < WRONG_PER_ADDRESS_BURST; i++) {
    assert.equal(tries.take("1.2.3.4", `room ${i}`, 0), 0);
  }
  assert.equal(tries.take("1.2.3.4", "another", 0), WRONG_PER_ADDRESS_MS);
  assert.equal(tries.take("1.2.3.5", "another", 0), 0, "another address");
  const soonMs = tries.take("1.2.3.4", "another", WRONG_PER_ADDRESS_MS - 1);
  assert.equal(Math.round(soonMs), 1);
  assert.equal(tries.take("1.2.3.4", "another", WRONG_PER_ADDRESS_MS), 0);
  assert.notEqual(tries.take("1.2.3.4", "another", WRONG_PER_ADDRESS_MS), 0);
});

Deno.test("WrongTries takes a household's IPv6 network for one address", () => {
  const tries = new WrongTries();
  for (let i = 0; i < WRONG_PER_ADDRESS_BURST; i++) {
    assert.equal(tries.take(`2001:db8:1:2::${i}`, "17", 0), 0);
  }
  assert.notEqual(tries.take("2001:db8:1:2::ffff", "17", 0), 0);
});

Deno.test("WrongTries slows one room, from wherever it is tried", () => {
  const tries = new WrongTries();
  for (let i = 0; i < WRONG_PER_ROOM_BURST; i++) {
    assert.equal(tries.take(`10.0.0.${i}`, "17", 0), 0);
  }
  assert.equal(tries.take("10.1.0.1", "17", 0), WRONG_PER_ROOM_MS);
  assert.equal(tries.take("10.1.0.1", "18", 0), 0, "another room");
  assert.equal(tries.take("10.1.0.1", "17", WRONG_PER_ROOM_MS), 0);
});

Deno.test("WrongTries gives back what was right, and no more than that", () => {
  const tries = new WrongTries();
  for (let i = 0; i < 100; i++) {
    assert.equal(tries.take("1.2.3.4", "17", 0), 0);
    tries.giveBack("1.2.3.4", "17");
  }
  tries.giveBack("1.2.3.4", "17");
  for (let i = 0; i < WRONG_PER_ADDRESS_BURST; i++) {
    assert.equal(tries.take("1.2.3.4", "17", 0), 0);
  }
  assert.notEqual(tries.take("1.2.3.4", "17", 0), 0);
});

Deno.test("WrongTries forgets those who rest, and keeps those who do not", () => {
  const tries = new WrongTries();
  for (let i = 0; i < 30_000; i++) {
    tries.take(`${i >> 16}.${(i >> 8) & 255}.${i & 255}.1`, `${i}`, i * 1000);
  }
  const nowMs = 30_000 * 1000;
  for (let i = 0; i < WRONG_PER_ADDRESS_BURST; i++) {
    tries.take("9.9.9.9", "17", nowMs);
  }
  for (let i = 0; i < 6000; i++) {
    tries.take(`10.${i >> 8}.${i & 255}.1`, `r${i}`, nowMs);
  }
  assert.notEqual(tries.take("9.9.9.9", "17", nowMs), 0);
});
