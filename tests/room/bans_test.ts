import assert from "node:assert/strict";
import { roomForAdmin } from "@/lib/hub/mod.ts";
import { BANS_MAX, KICKED_MS } from "@/lib/protocol/mod.ts";
import { shownBans } from "@/lib/room/mod.ts";
import { Stage } from "./stage.ts";

/** A room whose owner sends people out. */
function owned(): Stage {
  const stage = new Stage();
  stage.join("owner");
  stage.send("owner", "claim");
  return stage;
}

function sendOut(stage: Stage, how: "kick" | "ban", name: string): void {
  stage.join(name);
  stage.send("owner", how, { viewer: name });
}

const namesIn = ({ room }: Stage) => room.access.bans.map(({ name }) => name);

Deno.test("sendOut() forgets the oldest kick where there are too many, and a ban for good only where there is none", () => {
  const stage = owned();
  sendOut(stage, "ban", "first");
  sendOut(stage, "kick", "early");
  sendOut(stage, "kick", "later");
  for (let at = 3; at < BANS_MAX; at++) sendOut(stage, "ban", `b${at}`);
  assert.equal(namesIn(stage).length, BANS_MAX);
  sendOut(stage, "kick", "last");
  assert.deepEqual(namesIn(stage).slice(0, 3), ["first", "later", "b3"]);
  sendOut(stage, "ban", "x");
  sendOut(stage, "ban", "y");
  assert.ok(["first", "x", "y"].every((name) => namesIn(stage).includes(name)));
  assert.ok(!["later", "last"].some((name) => namesIn(stage).includes(name)));
  // All are for good: a kick pushes none of them out.
  sendOut(stage, "kick", "late");
  assert.ok(namesIn(stage).includes("first"));
  sendOut(stage, "ban", "z");
  assert.ok(!namesIn(stage).includes("first"));
  assert.equal(namesIn(stage).length, BANS_MAX);
});

Deno.test("shownBans() tells owner and admin the same: who is kept out now, and no digest", () => {
  const stage = owned();
  sendOut(stage, "kick", "b");
  sendOut(stage, "ban", "c");
  const { wallMs } = stage.now();
  const shown = (atMs: number) =>
    shownBans(stage.room.access, atMs).map(({ name }) => name);
  assert.deepEqual(shown(wallMs), ["b", "c"]);
  assert.deepEqual(shown(wallMs + KICKED_MS), ["c"]);
  for (const atMs of [wallMs, wallMs + KICKED_MS]) {
    const { bans } = roomForAdmin(stage.room, atMs);
    assert.deepEqual(bans, shownBans(stage.room.access, atMs));
    for (const ban of bans) {
      assert.deepEqual(Object.keys(ban).sort(), [
        "by",
        "id",
        "name",
        "untilWallMs",
        "wallMs",
      ]);
    }
  }
});
