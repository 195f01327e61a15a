import assert from "node:assert/strict";
import { signal } from "@preact/signals";
import { NO_VIEW, type PlayerView } from "@/lib/player/film.ts";
import type { OutsideAct, PlayerReport } from "@/lib/player/mod.ts";
import type { Pilot, PilotParts } from "@/lib/player/port.ts";
import {
  createShiftedPilot,
  inCopy,
  inRoom,
} from "@/lib/player/shifted_pilot.ts";
import type { Timeline } from "@/lib/protocol/mod.ts";
import { positionAt, scheduledPositionAt } from "@/lib/time/mod.ts";
import { REPORT } from "./report.ts";

const LINE: Timeline = {
  revision: 3,
  sourceId: 3,
  source: { kind: "local", name: "a.mp4", fingerprint: null },
  durationS: 600,
  positionS: 100,
  rate: 1,
  speed: 1,
  atMs: 5000,
  prev: null,
  by: null,
  how: "play",
};

for (const rate of [0, 0.5, 1, 2]) {
  for (const shiftS of [-30, -0.4, 0, 0.4, 90]) {
    Deno.test(`inCopy() and back is where the room is, at ${rate}× by ${shiftS} s`, () => {
      const prev = { positionS: 80, rate: 0, atMs: 0 };
      const line = { ...LINE, rate, prev };
      for (const nowMs of [4000, 5000, 5001, 60_000]) {
        const positionS = scheduledPositionAt(
          inCopy(line, shiftS),
          nowMs,
          null,
        );
        const room = scheduledPositionAt(line, nowMs, null);
        const seen = inRoom({ positionS }, shiftS);
        assert.ok(Math.abs(seen.positionS - room) < 1e-9, `${nowMs}`);
      }
    });
  }
}

Deno.test("inCopy() lets a copy that lacks the beginning stand at its own until the room comes", () => {
  const room = { ...LINE, positionS: 10, rate: 2 };
  const line = inCopy(room, -30);
  // Twenty seconds of film, at twice the speed.
  assert.deepEqual([line.positionS, line.atMs, line.prev], [0, 15_000, null]);
  assert.equal(positionAt(line, 16_000), positionAt(room, 16_000) - 30);
  const paused = inCopy({ ...room, rate: 0 }, -30);
  assert.deepEqual([paused.positionS, paused.atMs], [0, 5000]);
});

Deno.test("createShiftedPilot() is in the room's terms outside, in the copy's inside, and goes there at once", () => {
  const view = signal<PlayerView>({
    ...NO_VIEW,
    positionS: 112,
    durationS: 612,
    buffered: [[100, 130]],
  });
  const done: string[] = [];
  let inner: PilotParts | null = null;
  const reports: PlayerReport[] = [];
  const acts: OutsideAct[] = [];
  const shiftS = signal(0);
  const pilot = createShiftedPilot(
    {
      timeline: signal<Timeline | null>(LINE),
      onReport: (report: PlayerReport) => void reports.push(report),
      onOutsideAct: (act: OutsideAct) => void acts.push(act),
    } as unknown as PilotParts,
    shiftS,
    (parts) => {
      inner = parts;
      return {
        view,
        settle: () => done.push("settle"),
        seek: (positionS: number) => done.push(`seek ${positionS}`),
        jump: ({ positionS }: { positionS: number }) =>
          done.push(`jump ${positionS}`),
        positionNow: () => ({ positionS: 112, rate: 1, atLocalMs: 0 }),
        close: () => done.push("close"),
      } as unknown as Pilot;
    },
  );
  const parts: PilotParts = inner ?? assert.fail();
  assert.equal(pilot.view.value, view.value);
  shiftS.value = 12;
  assert.equal(parts.timeline.value?.positionS, 112);
  const { positionS, durationS, buffered } = pilot.view.value;
  assert.deepEqual([positionS, durationS, buffered], [100, 600, [[88, 118]]]);
  assert.equal(pilot.positionNow().positionS, 100);
  pilot.seek(50);
  pilot.jump({ positionS: 7, rate: 1, speed: 1, atMs: 0, prev: null });
  parts.onReport({ ...REPORT, positionS: 112, durationS: 612 }, 0);
  parts.onOutsideAct({ what: "seek", positionS: 5, speed: 1 });
  assert.deepEqual(
    reports.map((report) => [report.positionS, report.durationS]),
    [[100, 600]],
  );
  // Of the copy's own opening the room has nothing.
  assert.equal(acts[0]?.positionS, 0);
  pilot.close();
  shiftS.value = 3;
  assert.deepEqual(done, ["settle", "seek 62", "jump 19", "close"]);
});
