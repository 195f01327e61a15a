import assert from "node:assert/strict";
import { getLogger } from "@logtape/logtape";
import { createLocalBus } from "@/lib/bus/mod.ts";
import { Link } from "@/lib/hub/link.ts";
import { RoomHost } from "@/lib/hub/room_host.ts";
import { rowsEveryMs } from "@/lib/hub/rows_pace.ts";
import { Turns } from "@/lib/hub/turns.ts";
import { Unsent } from "@/lib/hub/unsent.ts";
import { createRoom } from "@/lib/room/mod.ts";
import { GOOD } from "../protocol/frames.ts";
import { FakeClock } from "./world.ts";

Deno.test("rowsEveryMs() is a quarter of a second up to 2,000 viewers, then in proportion, and a second at the most", () => {
  const paces = [0, 10, 2000, 4000, 8000, 20_000].map(rowsEveryMs);
  assert.deepEqual(paces, [250, 250, 250, 500, 1000, 1000]);
});

Deno.test("RoomHost sends rows as often as the process can, and always four times a second with the guard on", () => {
  const clock = new FakeClock();
  const now = { nowMs: clock.nowMs(), wallMs: clock.wallMs() };
  const heard: string[] = [];
  let everyMs = 250;
  const host = new RoomHost(
    createRoom("17", { kind: "film", path: "001.mp4" }, now),
    {
      bus: createLocalBus(),
      clock,
      turns: new Turns(clock),
      log: getLogger(["17kan", "test"]),
      epoch: "run",
      keep: () => "memory",
      rowsEveryMs: () => everyMs,
      isDiskOk: () => true,
      onEmpty: () => {},
    },
  );
  const port = {
    send: (frame: string) => heard.push(frame),
    close: () => {},
    bufferedBytes: () => 0,
  };
  const newcomer = { token: "t", askedName: "alice", device: "other" } as const;
  host.enter(
    { ...newcomer, id: "a" },
    new Link(port, clock.nowMs(), new Unsent()),
  );
  const rowsIn3s = () => {
    heard.length = 0;
    for (let i = 0; i < 30; i++) {
      const atMs = clock.nowMs();
      host.command("a", { type: "report", ...GOOD.report, atMs, positionS: i });
      clock.pass(100);
    }
    return heard.filter((frame) => frame.startsWith('{"type":"rows"')).length;
  };
  assert.equal(rowsIn3s(), 12);
  everyMs = 510;
  assert.equal(rowsIn3s(), 6);
  everyMs = 1000;
  assert.equal(rowsIn3s(), 3);
  const pressedAtMs = clock.nowMs();
  host.command("a", { type: "guard", id: "c1", pressedAtMs, on: true });
  assert.equal(rowsIn3s(), 12);
  host.close("over");
  assert.equal(clock.waiting, 0);
});
