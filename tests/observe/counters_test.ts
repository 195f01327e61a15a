import assert from "node:assert/strict";
import { Counters, watchLoop } from "@/lib/observe/mod.ts";

Deno.test("Counters tell counts, gauges, families and times in Prometheus' format", () => {
  const counters = new Counters();
  counters.add("frames_total", 2);
  counters.addOf("stalls_total", "cause", "disk");
  counters.addOf("stalls_total", "cause", "link");
  counters.addOf("stalls_total", "cause", "disk");
  counters.watch("sent_total", () => 5);
  counters.watch("rooms", () => 3);
  counters.watchAll("limit", () => new Map([["rooms", 9]]));
  for (const seconds of [0.0002, 0.02, 60]) {
    counters.time("command_seconds", seconds);
  }
  const lines = counters.toText().split("\n");
  for (
    const line of [
      "seventeenkan_frames_total 2",
      "seventeenkan_rooms 3",
      "# TYPE seventeenkan_rooms gauge",
      "# TYPE seventeenkan_sent_total counter",
      "# TYPE seventeenkan_stalls_total counter",
      'seventeenkan_stalls_total{cause="disk"} 2',
      'seventeenkan_stalls_total{cause="link"} 1',
      'seventeenkan_limit{name="rooms"} 9',
      "# TYPE seventeenkan_command_seconds histogram",
      'seventeenkan_command_seconds_bucket{le="0.0001"} 0',
      'seventeenkan_command_seconds_bucket{le="0.00025"} 1',
      'seventeenkan_command_seconds_bucket{le="0.025"} 2',
      'seventeenkan_command_seconds_bucket{le="2.5"} 2',
      'seventeenkan_command_seconds_bucket{le="+Inf"} 3',
      "seventeenkan_command_seconds_sum 60.0202",
      "seventeenkan_command_seconds_count 3",
    ]
  ) assert.ok(lines.includes(line), line);
  assert.equal(counters.read("rooms"), 3);
  assert.equal(counters.read("links"), null);
});

Deno.test("watchLoop() tells how late work is, also while it is", () => {
  let nowMs = 1000;
  let due: (() => void) | null = null;
  const lags: number[] = [];
  const loop = watchLoop({
    nowMs: () => nowMs,
    after: (delayMs, callback) => {
      assert.equal(delayMs, 500);
      due = callback;
      return () => due = null;
    },
    onLag: (lagMs) => lags.push(lagMs),
  });
  const look = () => due?.();
  nowMs += 500;
  look();
  assert.deepEqual(lags, [0]);
  assert.equal(loop.lagMs(), 0);
  nowMs += 1700;
  assert.equal(loop.lagMs(), 1200);
  look();
  assert.deepEqual(lags, [0, 1200]);
  loop.close();
  assert.equal(due, null);
});
