import assert from "node:assert/strict";
import { forecast } from "@/lib/diagnose/mod.ts";
import { DICTIONARIES } from "@/lib/i18n/both.ts";
import {
  areaPath,
  levelPath,
  linePath,
  runsOf,
} from "@/lib/ui/later/chart_path.ts";
import { forecastFacts, type Known } from "@/lib/ui/later/forecast_facts.ts";
import { forecastText, roomText } from "@/lib/ui/later/forecast_text.ts";
import { readUplink } from "@/lib/ui/later/segment.ts";

const KB = 1024;

/** One of two who watch 291 KB/s from a server of 512 KB/s. */
const KNOWN: Known = {
  flow: {
    samples: [],
    needBps: 291 * KB,
    haveBps: 250 * KB,
    usualBps: 250 * KB,
    origin: "server",
  },
  view: { bufferedS: 2, durationS: 7200, positionS: 0, sourceId: 1, speed: 1 },
  rows: [
    { online: true, sourceId: 1 },
    { online: true, sourceId: 1 },
    { online: false, sourceId: 1 },
    { online: true, sourceId: null },
  ],
  sourceId: 1,
  uplink: { bps: 512 * KB, isSet: true },
};

const told = (change: Partial<Known>) => {
  const known = { ...KNOWN, ...change };
  const facts = forecastFacts(known);
  return {
    ...forecast(facts),
    viewers: facts.viewers,
    uplink: known.uplink,
  };
};

Deno.test("forecastFacts() T2 two viewers of 291 KB/s on 512 KB/s: the room's line is named, not their own", () => {
  const room = told({});
  assert.deepEqual([room.verdict, room.viewers], ["room", 2]);
  const zh = forecastText(room, DICTIONARIES["zh-CN"].stalls);
  assert.match(zh, /2 个人一共要 582 KB\/s，服务器上行只有 512 KB\/s/);
  assert.match(zh, /先暂停 \d+ 秒再放，能看约 \d+ 分钟|先暂停 \d+ 秒/);
  const en = forecastText(room, DICTIONARIES.en.stalls);
  assert.match(en, /2 viewers take 582 KB\/s.*512 KB\/s.*below 205 KB\/s/);
  assert.match(roomText(room, DICTIONARIES.en.stalls) ?? "", /582 KB\/s/);
});

Deno.test("forecastFacts() goes by the list where the player knows nothing yet, and by no line that gave nothing", () => {
  const flow = { ...KNOWN.flow, needBps: null };
  const view = { ...KNOWN.view, bufferedS: 0, durationS: null };
  const alone = { rows: KNOWN.rows.slice(0, 1), flow, view };
  assert.equal(told(alone).verdict, "unknown");
  const listed = { bytes: 7200 * 400 * KB, durationS: 7200 };
  const known = told({ ...alone, listed });
  assert.deepEqual(
    [known.verdict, known.needBps, known.lineBps],
    ["line", 400 * KB, 250 * KB],
  );
  const dry = { ...flow, usualBps: 0 };
  assert.equal(told({ ...alone, listed, flow: dry }).verdict, "fine");
  assert.equal(
    told({ ...alone, listed: { ...listed, durationS: null } }).verdict,
    "unknown",
  );
});

Deno.test("forecastFacts() takes a player that has enough for no slow line", () => {
  const alone = { rows: KNOWN.rows.slice(0, 1) };
  assert.equal(told({ ...alone }).verdict, "line");
  const full = { ...KNOWN.view, bufferedS: 25 };
  assert.equal(told({ ...alone, view: full }).verdict, "fine");
  const unknown = { bps: null, isSet: false };
  assert.equal(
    told({ ...alone, view: full, uplink: unknown }).verdict,
    "unknown",
  );
});

Deno.test("forecastFacts() asks nothing of the server for a film from elsewhere", () => {
  const flow = { ...KNOWN.flow, origin: "elsewhere" as const };
  const elsewhere = told({ flow });
  assert.deepEqual([elsewhere.verdict, elsewhere.roomNeedBps], ["line", 0]);
  assert.equal(roomText(elsewhere, DICTIONARIES.en.stalls), null);
  const local = told({ flow: { ...flow, origin: "local" } });
  assert.equal(local.verdict, "unknown");
});

Deno.test("linePath() and areaPath() stay inside their box", () => {
  const box = { width: 100, height: 10, count: 3, top: 4 };
  const dots = [0, 4, 99].map((value, index) => ({ index, value }));
  assert.equal(linePath(dots, box), "M0 10L50 0L100 0");
  assert.equal(areaPath(dots, box), "M0 10L50 0L100 0L100 10L0 10Z");
  assert.equal(areaPath([], box), "");
});

Deno.test("readUplink() refuses what is no upload", () => {
  assert.deepEqual(readUplink({ uplink: { bps: 5, isSet: true } }), {
    bps: 5,
    isSet: true,
  });
  assert.throws(
    () => readUplink({ uplink: { bps: -1, isSet: true } }),
    TypeError,
  );
  assert.throws(() => readUplink({}), TypeError);
});

Deno.test("runsOf() leads no line from one film's figures to another's", () => {
  const box = { width: 100, height: 10, top: 5, count: 5 };
  const runs = runsOf([0, 5, 1, 5, 5], [1, 1, 2, 3, 3]);
  assert.deepEqual(
    runs.map((run) => linePath(run, box)),
    ["M0 10L25 0", "M50 8h1", "M75 0L100 0"],
  );
  assert.deepEqual(
    runs.map((run) => areaPath(run, box)),
    ["M0 10L25 0L25 10L0 10Z", "", "M75 0L100 0L100 10L75 10Z"],
  );
  // What the film of now takes says nothing of those before.
  assert.equal(levelPath(runs[2] ?? [], { ...box, value: 2.5 }), "M75 5H100");
  assert.equal(runsOf([1, 2, 3]).length, 1);
  assert.deepEqual(runsOf([]), []);
});
