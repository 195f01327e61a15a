import assert from "node:assert/strict";
import { createSeeker, SEEK_APART_MS } from "@/lib/client/seeker.ts";
import { FakeClock } from "../hub/world.ts";

function seeker() {
  const clock = new FakeClock();
  const sought: number[] = [];
  const own = createSeeker({
    after: (delayMs, callback) => clock.after(delayMs, callback),
    nowMs: () => clock.nowMs(),
    positionS: () => 30,
    endS: () => 400,
    seek: (positionS) => sought.push(positionS),
  });
  return { clock, sought, own };
}

Deno.test("Seeker.by() adds quick steps up, and sends the first and the last", () => {
  const { clock, sought, own } = seeker();
  for (let press = 0; press < 3; press++) own.by(10);
  assert.deepEqual(sought, [40]);
  clock.pass(SEEK_APART_MS);
  assert.deepEqual(sought, [40, 60]);
});

Deno.test("Seeker.by() of a key held for 3 s sends less than 8 a second", () => {
  const { clock, sought, own } = seeker();
  for (let press = 0; press < 90; press++) {
    own.by(5);
    clock.pass(1000 / 30);
  }
  clock.pass(1000);
  assert.ok(sought.length <= 24, `${sought.length} seeks`);
  assert.equal(sought.at(-1), 400, "the end of the film");
});

Deno.test("Seeker.by() starts from where the film is after a while", () => {
  const { clock, sought, own } = seeker();
  own.by(10);
  clock.pass(2000);
  own.by(10);
  assert.deepEqual(sought, [40, 40]);
});

Deno.test("Seeker.to() never goes below 0", () => {
  const { sought, own } = seeker();
  own.by(-100);
  assert.deepEqual(sought, [0]);
});

Deno.test("Seeker.forget() lets go of what was not sent yet", () => {
  const { clock, sought, own } = seeker();
  own.to(50);
  own.to(60);
  own.forget();
  clock.pass(1000);
  own.by(1);
  assert.deepEqual(sought, [50, 31]);
});
