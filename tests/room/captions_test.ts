import assert from "node:assert/strict";
import { pin, setSubtitle } from "@/lib/room/captions.ts";
import { createRoom, type Effect } from "@/lib/room/mod.ts";

const NOW = { nowMs: 1000, wallMs: 1_700_000_000_000 };
const ROOM = createRoom("17", { kind: "film", path: "001.mp4" }, NOW);
const SUBTITLE = {
  source: { kind: "file", path: "001.zh.srt" },
  offsetS: 0.5,
} as const;

const told = (effects: readonly Effect[]) =>
  effects.flatMap((effect) =>
    effect.type === "send" && effect.event.type === "line"
      ? [`${effect.event.line.by} ${effect.event.line.what}`]
      : []
  );

Deno.test("setSubtitle() sets them for the film that is watched, keeps and tells it", () => {
  const { room, effects } = setSubtitle(ROOM, "alice", SUBTITLE, NOW);
  assert.deepEqual(room.settings.subtitle, { ...SUBTITLE, sourceId: 1 });
  assert.deepEqual(told(effects), ["alice subtitle"]);
  assert.ok(effects.some(({ type }) => type === "keep"));
});

Deno.test("setSubtitle() takes them away once", () => {
  const { room } = setSubtitle(ROOM, "alice", SUBTITLE, NOW);
  const away = setSubtitle(room, "胡桃", null, NOW);
  assert.equal(away.room.settings.subtitle, null);
  assert.deepEqual(told(away.effects), ["胡桃 subtitle-off"]);
  assert.deepEqual(setSubtitle(away.room, "胡桃", null, NOW).effects, []);
});

Deno.test("pin() T5 pins a line for all, once", () => {
  const { room, effects } = pin(ROOM, "alice", "片头 2 分钟", NOW);
  assert.equal(room.settings.pinned, "片头 2 分钟");
  assert.deepEqual(told(effects), ["alice pin"]);
  assert.deepEqual(pin(room, "胡桃", "片头 2 分钟", NOW).effects, []);
  assert.deepEqual(told(pin(room, "胡桃", null, NOW).effects), [
    "胡桃 pin-off",
  ]);
});
