import assert from "node:assert/strict";
import { OWNER_AWAY_MS, RECONNECT_GRACE_MS } from "@/lib/protocol/mod.ts";
import { excuseSleep } from "@/lib/room/mod.ts";
import { Stage } from "./stage.ts";

Deno.test("excuseSleep() does not take the owner's room for the time that the process stood still", () => {
  const stage = new Stage();
  stage.join("owner", "b");
  stage.send("owner", "claim");
  stage.lose("owner");
  const alive = () => stage.report("b");
  stage.pass(RECONNECT_GRACE_MS + 1000, alive);
  assert.notEqual(stage.room.ownerAwayMs, null);
  stage.nowMs += OWNER_AWAY_MS;
  stage.room = excuseSleep(stage.room, OWNER_AWAY_MS, stage.now());
  stage.pass(1000, alive);
  assert.equal(stage.room.deputy, null);
  stage.pass(OWNER_AWAY_MS, alive);
  assert.equal(stage.room.deputy, "token-b");
});
