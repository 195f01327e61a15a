import assert from "node:assert/strict";
import { getLogger } from "@logtape/logtape";
import { createLocalBus } from "@/lib/bus/mod.ts";
import { HeardReports } from "@/lib/hub/heard_reports.ts";
import { Link } from "@/lib/hub/link.ts";
import { RoomHost } from "@/lib/hub/room_host.ts";
import { rowsEveryMs } from "@/lib/hub/rows_pace.ts";
import { Turns } from "@/lib/hub/turns.ts";
import { Unsent } from "@/lib/hub/unsent.ts";
import { CROWD_FROM, decodeEvent, encodeEvent } from "@/lib/protocol/mod.ts";
import { createRoom } from "@/lib/room/mod.ts";
import { GOOD } from "../protocol/frames.ts";
import { FakeClock, World } from "./world.ts";

Deno.test("rowsEveryMs() is a quarter of a second up to 2,000 viewers, then in proportion, and a second at the most", () => {
  const paces = [0, 10, 2000, 4000, 8000, 20_000].map(rowsEveryMs);
  assert.deepEqual(paces, [250, 250, 250, 500, 1000, 1000]);
});

/** A room with alice in it, whose process sends rows as often as it is told, and what she hears. */
function hostAlice() {
  const clock = new FakeClock();
  const now = { nowMs: clock.nowMs(), wallMs: clock.wallMs() };
  const heard: string[] = [];
  const pace = { everyMs: 250 };
  const host = new RoomHost(
    createRoom("17", { kind: "film", path: "001.mp4" }, now),
    {
      bus: createLocalBus(),
      clock,
      turns: new Turns(clock),
      log: getLogger(["17kan", "test"]),
      epoch: "run",
      keep: () => "memory",
      rowsEveryMs: () => pace.everyMs,
      isDiskOk: () => true,
      onRefused: () => {},
      onEmpty: () => {},
    },
  );
  const port = {
    send: (frame: string) => heard.push(frame),
    close: () => {},
    bufferedBytes: () => 0,
  };
  const newLink = () => new Link(port, clock.nowMs(), new Unsent());
  const enter = (id: string) => {
    const link = newLink();
    host.enter({ id, token: id, askedName: id, device: "other" }, link);
    return link;
  };
  enter("a");
  const reports = (positionS: number) => {
    const atMs = clock.nowMs();
    host.command("a", { type: "report", ...GOOD.report, atMs, positionS });
    host.answerReport("a", positionS, atMs);
  };
  const rows = () =>
    heard.filter((frame) => frame.startsWith('{"type":"rows"'));
  const heardIn = () =>
    rows().flatMap((frame) => {
      const decoded = decodeEvent(frame);
      assert.ok(decoded.ok && decoded.value.type === "rows");
      return decoded.value.heard ?? [];
    });
  return { clock, enter, newLink, pace, host, heard, heardIn, reports, rows };
}

Deno.test("RoomHost sends rows as often as the process can, and always four times a second with the guard on", () => {
  const { clock, pace, host, heard, reports, rows } = hostAlice();
  const rowsIn3s = () => {
    for (let i = 0; i < 40; i++) {
      // A new pace holds from the next rows on.
      if (i === 10) heard.length = 0;
      reports(i);
      clock.pass(100);
    }
    return rows().length;
  };
  assert.equal(rowsIn3s(), 12);
  pace.everyMs = 500;
  assert.equal(rowsIn3s(), 6);
  pace.everyMs = 1000;
  assert.equal(rowsIn3s(), 3);
  const pressedAtMs = clock.nowMs();
  host.command("a", { type: "guard", id: "c1", pressedAtMs, on: true });
  assert.equal(rowsIn3s(), 12);
  host.close("over");
  assert.equal(clock.waiting, 0);
});

Deno.test("RoomHost answers a report with the next rows where those are seldom, and leaves it to probes elsewhere", () => {
  const { clock, pace, host, reports, heardIn, heard } = hostAlice();
  reports(7);
  clock.pass(2000);
  assert.deepEqual(heardIn(), []);
  pace.everyMs = 1000;
  const serverMs = clock.nowMs();
  reports(8);
  clock.pass(2000);
  assert.deepEqual(heardIn(), [{ viewer: "a", sentMs: 8, serverMs }]);
  heard.length = 0;
  host.answerReport("b", 3, serverMs);
  reports(9);
  reports(10);
  clock.pass(3000);
  assert.deepEqual(heardIn().map(({ sentMs }) => sentMs), [10], "mine, once");
  host.close("over");
});

Deno.test("RoomHost answers no report of who left, or came back by another link", () => {
  const { clock, enter, newLink, pace, host, reports, heardIn } = hostAlice();
  pace.everyMs = 1000;
  const bob = enter("b");
  clock.pass(2000);
  reports(7);
  host.answerReport("b", 8, clock.nowMs());
  host.comeBack("a", newLink(), { person: "a", address: null });
  assert.ok(host.leave("b", bob));
  clock.pass(3000);
  assert.deepEqual(heardIn(), []);
  host.close("over");
});

Deno.test("RoomHost answers what it heard before its room was a crowd with the first rows of that", () => {
  const { clock, enter, pace, host, reports, heardIn, heard } = hostAlice();
  pace.everyMs = 1000;
  clock.pass(2000);
  heard.length = 0;
  reports(7);
  for (let i = 0; i < CROWD_FROM; i++) enter(`v${i}`);
  clock.pass(2000);
  const seen = new Set(heardIn().map(({ sentMs }) => sentMs));
  assert.deepEqual([...seen], [7]);
  heard.length = 0;
  clock.pass(5000);
  assert.deepEqual(heardIn(), []);
  host.close("over");
});

Deno.test("HeardReports dates rows that answer somebody when they go, and leaves all others as they are", () => {
  const reports = new HeardReports();
  const rows = encodeEvent({
    type: "rows",
    serverMs: 1,
    changed: [],
    gone: ["b"],
  });
  const heard = { viewer: "a", sentMs: 5, serverMs: 3 };
  reports.add(heard);
  assert.equal(reports.answerWith(rows, "b", () => 7), rows);
  assert.deepEqual(JSON.parse(reports.answerWith(rows, "a", () => 7)), {
    ...JSON.parse(rows),
    serverMs: 7,
    heard: [heard],
  });
  assert.equal(reports.answerWith(rows, "a", () => 8), rows, "answered once");
});

Deno.test("Hub answers a report of a crowd with its next rows, which come though nothing changed", () => {
  const world = new World();
  const alice = world.enter("alice");
  alice.say("report", { sentMs: 1 });
  world.clock.pass(1000);
  assert.deepEqual(alice.all("echo"), []);
  for (let i = 0; i < CROWD_FROM; i++) world.enter(`v${i}`);
  world.clock.pass(1000);
  alice.say("report", { sentMs: 2 });
  const { viewer } = alice.all("welcome")[0] ?? {};
  const heard = { viewer, sentMs: 2, serverMs: world.clock.nowMs() };
  const count = alice.all("rows").length;
  world.clock.pass(1100);
  alice.say("report");
  world.clock.pass(1100);
  const answers = alice.all("rows").slice(count).map((rows) => rows.heard);
  assert.deepEqual(answers, [[heard], undefined], "one asked, one did not");
  assert.deepEqual(alice.all("echo"), []);
});
