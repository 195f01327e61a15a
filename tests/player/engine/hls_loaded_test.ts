import assert from "node:assert/strict";
import { countLoaded } from "@/lib/player/engine/hls_loaded.ts";

Deno.test("countLoaded() counts by the figures that a piece has when it begins, as hls.js gives them", () => {
  const stats = { loaded: 0 };
  const loaded = countLoaded({ stats });
  stats.loaded = 700;
  assert.equal(loaded(), 700);
});

Deno.test("countLoaded() counts nothing of an earlier try, and all of the one that follows", () => {
  const piece = { stats: { loaded: 500 } };
  const loaded = countLoaded(piece);
  assert.equal(loaded(), 0);
  piece.stats = { loaded: 40 };
  assert.equal(loaded(), 40);
});
