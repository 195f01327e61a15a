import assert from "node:assert/strict";
import { forecast, type ForecastFacts } from "@/lib/diagnose/mod.ts";

const KB = 1024;

/** Two hours of 291 KB/s, as the original's own usage had them. */
const FILM: ForecastFacts = {
  needBps: 291 * KB,
  lineBps: 900 * KB,
  bufferedS: 0,
  leftS: 7200,
  roomNeedBps: 291 * KB,
  uplinkBps: 512 * KB,
  holdsS: Infinity,
};

Deno.test("forecast() T2 one viewer of 291 KB/s fits 512 KB/s", () => {
  const { verdict, waitS, playsS } = forecast(FILM);
  assert.deepEqual([verdict, waitS, playsS], ["fine", 0, Infinity]);
});

Deno.test("forecast() T2 two viewers of 291 KB/s do not fit 512 KB/s, and wait as long as it takes", () => {
  const told = forecast({ ...FILM, roomNeedBps: 582 * KB });
  assert.equal(told.verdict, "room");
  assert.equal(told.lineBps, 512 * KB);
  assert.equal(told.shareBps, 256 * KB);
  assert.equal(told.playsS, Infinity);
  // 35 of 291 KB are missing each second: 866 s of film, at 256 KB/s.
  assert.ok(
    Math.abs(told.waitS - 7200 * 35 / 291 * 291 / 256) < 1,
    `${told.waitS}`,
  );
  // Having waited, it is fine.
  const ready = { ...FILM, roomNeedBps: 582 * KB, bufferedS: 867 };
  assert.equal(forecast(ready).verdict, "fine");
});

Deno.test("forecast() knows that nothing can stutter once all is here, however little was measured", () => {
  for (const needBps of [null, 291 * KB]) {
    const told = forecast({
      ...FILM,
      needBps,
      lineBps: null,
      bufferedS: 7199.6,
    });
    assert.equal(told.verdict, "loaded");
  }
});

Deno.test("forecast() tells how long it plays where the player cannot hold as much", () => {
  const told = forecast({ ...FILM, roomNeedBps: 582 * KB, holdsS: 30 });
  assert.ok(Math.abs(told.waitS - 30 * 291 / 256) < 0.1);
  assert.ok(Math.abs(told.playsS - 30 / (35 / 291)) < 0.1);
});

Deno.test("forecast() blames the viewer's own line where that is the narrower one", () => {
  const told = forecast({ ...FILM, lineBps: 100 * KB });
  assert.deepEqual([told.verdict, told.lineBps], ["line", 100 * KB]);
  const elsewhere = forecast({
    ...FILM,
    lineBps: 100 * KB,
    roomNeedBps: 0,
    uplinkBps: null,
  });
  assert.equal(elsewhere.verdict, "line");
});

Deno.test("forecast() says nothing before anything is known, and nothing false at the border", () => {
  assert.equal(forecast({ ...FILM, needBps: null }).verdict, "unknown");
  const unmeasured = { ...FILM, lineBps: null, uplinkBps: null };
  assert.equal(forecast(unmeasured).verdict, "unknown");
  assert.equal(forecast({ ...FILM, leftS: Infinity }).verdict, "fine");
  assert.equal(forecast({ ...FILM, lineBps: 285 * KB }).verdict, "fine");
  assert.equal(forecast({ ...FILM, lineBps: 0 }).waitS, 0);
});
