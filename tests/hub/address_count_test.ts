import assert from "node:assert/strict";
import { ADDRESS_LIMITS, saidMax } from "@/lib/hub/mod.ts";
import { World } from "./world.ts";

/** Text that with all around it is nearly the longest message there is. */
const LONG = "字".repeat(400);

Deno.test("Hub takes of one address only so much text, over all its links, and refuses more by name", () => {
  const world = new World();
  const { perS, burst } = saidMax(ADDRESS_LIMITS);
  let told = 0;
  let tab = world.enter("a0");
  let frames = 0;
  // Each link says what its own limit lets through, and makes place for the next.
  for (let at = 1; told < burst + 40 * 900; at++) {
    for (let i = 0; i < 30; i++) {
      tab.say("say", { text: LONG });
      told += 400;
      frames++;
    }
    if (tab.all("error").length > 0) break;
    tab.drop();
    tab = world.enter(`a${at}`);
  }
  const [error] = tab.all("error");
  assert.equal(error?.code, "too-fast");
  assert.match(error?.detail ?? "", /of this address/);
  assert.match(error?.id ?? "", /^c/);
  assert.ok(told <= burst && told > burst * 0.6, `${told} of ${burst}`);
  assert.ok(frames > 1000);
  assert.equal(tab.closedWith, null, "who shares an address is not to blame");

  const other = world.enter("other", { address: "5.6.7.8" });
  other.say("say", { text: LONG });
  assert.equal(other.all("error").length, 0);
  const before = tab.all("error").length;
  world.clock.pass(2000);
  tab.say("say", { text: LONG });
  assert.equal(tab.all("error").length, before, "later it takes more");
  assert.ok(2 * perS > 400);
});

Deno.test("Hub takes what a page measures by itself, however much its address said", () => {
  const world = new World();
  const tab = world.enter("a");
  const { burst } = saidMax(ADDRESS_LIMITS);
  for (let told = 0, at = 0; told < burst * 2; at++) {
    const one = world.enter(`c${at}`);
    for (let i = 0; i < 30; i++, told += 400) one.say("say", { text: LONG });
    one.drop();
  }
  for (let i = 0; i < 20; i++) tab.say("play");
  assert.equal(tab.last("error")?.code, "too-fast");
  const errors = tab.all("error").length;
  tab.say("report");
  tab.say("probe");
  assert.equal(tab.all("error").length, errors);
  assert.equal(tab.all("echo").length, 1);
});
