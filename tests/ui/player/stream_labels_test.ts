import assert from "node:assert/strict";
import { qualityLabel, trackLabel } from "@/lib/ui/player/stream_labels.ts";

Deno.test("qualityLabel() tells what the stream tells", () => {
  const base = { id: 1, width: 0, height: 0, bitrateBps: 0 };
  for (
    const [quality, label] of [
      [{ ...base, height: 1080, bitrateBps: 4_500_000 }, "1080p · 4.5 Mbit/s"],
      [{ ...base, height: 720 }, "720p"],
      [{ ...base, bitrateBps: 300_000 }, "0.3 Mbit/s"],
      [base, "#2"],
    ] as const
  ) assert.equal(qualityLabel(quality), label);
});

Deno.test("trackLabel() prefers the track's own name, and bears what is no language", () => {
  for (
    const [track, label] of [
      [{ id: 0, name: "导演评论", language: "en" }, "导演评论"],
      [{ id: 0, name: "", language: "en" }, "英语"],
      [{ id: 2, name: "", language: null }, "#3"],
      [{ id: 2, name: "", language: "no language" }, "no language"],
    ] as const
  ) assert.equal(trackLabel(track, "zh-CN"), label);
});
