import assert from "node:assert/strict";
import {
  SUBTITLE_UPLOAD_BYTES_MAX,
  SUBTITLE_UPLOADS_BURST,
  SUBTITLE_UPLOADS_PER_ADDRESS_BURST,
  SUBTITLES_PER_ROOM_MAX,
} from "@/lib/protocol/mod.ts";
import type { Upload, Uploaded } from "@/lib/hub/mod.ts";
import { World } from "./world.ts";

const SRT = "1\n00:00:01,000 --> 00:00:02,000\n你好，世界\n";
const bytesOf = (text: string) => new TextEncoder().encode(text);
/** 你好，世界 in GB18030. */
const GB = new Uint8Array([
  ...bytesOf("1\n00:00:01,000 --> 00:00:02,000\n"),
  ...[0xc4, 0xe3, 0xba, 0xc3, 0xa3, 0xac, 0xca, 0xc0, 0xbd, 0xe7],
]);

function entered(): {
  readonly world: World;
  readonly give: (
    change?: Partial<Upload> & { readonly address?: string },
  ) => Uploaded;
} {
  const world = new World();
  const token = world.enter("alice").last("welcome")?.token ?? "";
  return {
    world,
    give: ({ address = "1.2.3.4", ...change } = {}) => {
      const upload = {
        room: "17",
        token,
        name: "film.zh.srt",
        encoding: null,
        bytes: bytesOf(SRT),
        ...change,
      };
      const { uploads } = world.hub;
      const fault = uploads.ask({ ...upload, address });
      return fault === null ? uploads.give(upload) : { ok: false, fault };
    },
  };
}

Deno.test("Uploads keeps a viewer's subtitles for the room, as text, under an id of their own", () => {
  const { world, give } = entered();
  const given = give({ bytes: GB, encoding: "gb18030" });
  assert.ok(given.ok);
  assert.equal(given.encoding, "gb18030");
  assert.equal(given.cues, 1);
  const kept = world.hub.uploads.find("17", given.id);
  assert.equal(kept?.name, "film.zh.srt");
  assert.ok(kept?.text.includes("你好，世界"));
  assert.equal(world.hub.uploads.find("18", given.id), null);
  const again = give();
  assert.ok(again.ok && again.id !== given.id);
});

const REFUSED: [what: string, change: Partial<Upload>, fault: string][] = [
  ["a room that nobody is in", { room: "18" }, "no-room"],
  ["a token of nobody", { token: "nobody" }, "no-viewer"],
  ["no token", { token: "" }, "no-viewer"],
  ["a name of which nothing can be seen", { name: "\u202e\n" }, "bad-name"],
  ["an encoding that nobody knows", { encoding: "rot13" }, "bad-encoding"],
  [
    "a file that is too large",
    { bytes: new Uint8Array(SUBTITLE_UPLOAD_BYTES_MAX + 1) },
    "too-large",
  ],
  ["a page", { bytes: bytesOf("<script>alert(1)</script>") }, "no-subtitle"],
  ["nothing", { bytes: new Uint8Array() }, "no-subtitle"],
];
for (const [what, change, fault] of REFUSED) {
  Deno.test(`Uploads refuses ${what}`, () => {
    const { world, give } = entered();
    assert.deepEqual(give(change), { ok: false, fault });
    assert.equal(world.store.subtitles.totalBytes(), 0);
  });
}

Deno.test("Uploads takes some at once, and then one each 5 s", () => {
  const { world, give } = entered();
  for (let at = 0; at < SUBTITLE_UPLOADS_BURST; at++) assert.ok(give().ok);
  assert.deepEqual(give(), { ok: false, fault: "too-fast" });
  world.clock.pass(5001);
  assert.ok(give().ok);
  assert.ok(!give().ok);
});

Deno.test("Uploads takes some of one address at once, for whichever rooms", () => {
  const { world, give } = entered();
  let taken = 0;
  for (let at = 0; at < SUBTITLE_UPLOADS_PER_ADDRESS_BURST + 4; at++) {
    const room = `r${at}`;
    const token = world.enter("a", { room }).last("welcome")?.token ?? "";
    if (give({ room, token }).ok) taken++;
  }
  assert.equal(taken, SUBTITLE_UPLOADS_PER_ADDRESS_BURST);
  assert.ok(give({ address: "9.9.9.9" }).ok, "the room itself gave none");
});

Deno.test("Uploads takes one where the one that leaves for it makes the place", () => {
  const { world, give } = entered();
  const { subtitles } = world.store;
  const text = "x".repeat(SRT.length * 4);
  for (let at = 0; at < SUBTITLES_PER_ROOM_MAX; at++) {
    subtitles.add("17", { id: `${at}`, name: `${at}.srt`, text });
  }
  const totalBytes = () => subtitles.bytesMax;
  const full = { ...subtitles, totalBytes };
  Object.assign(subtitles, { totalBytes });
  assert.ok(give().ok);
  assert.equal(full.find("17", "0"), null);
  assert.notEqual(full.find("17", "1"), null);
});

Deno.test("Uploads loses none of the room's files where the disk takes nothing", () => {
  const { world, give } = entered();
  const { subtitles } = world.store;
  for (let at = 0; at < SUBTITLES_PER_ROOM_MAX; at++) {
    subtitles.add("17", { id: `${at}`, name: `${at}.srt`, text: "x" });
  }
  Object.assign(subtitles, {
    add: () => {
      throw new Error("database or disk is full");
    },
  });
  assert.deepEqual(give(), { ok: false, fault: "full" });
  assert.equal(subtitles.list("17").length, SUBTITLES_PER_ROOM_MAX);
});

Deno.test("Uploads lets the oldest go, but never the one that is shown", () => {
  const { world, give } = entered();
  const ids: string[] = [];
  for (let at = 0; at < SUBTITLES_PER_ROOM_MAX + 3; at++) {
    world.clock.pass(5001);
    const given = give({ name: `${at}.srt` });
    assert.ok(given.ok);
    ids.push(given.id);
    if (at === 0) {
      // The viewer of a tab that has been silent meanwhile is still in the room.
      const source = { kind: "upload", id: given.id, name: "0.srt" } as const;
      world.enter("bob").say("subtitle", { subtitle: { source, offsetS: 0 } });
    }
  }
  const kept = world.store.subtitles.list("17").map(({ id }) => id);
  assert.equal(kept.length, SUBTITLES_PER_ROOM_MAX);
  assert.deepEqual(kept, [ids[0], ...ids.slice(4)]);
});

Deno.test("Uploads takes none where all rooms hold as much as they may", () => {
  const { world, give } = entered();
  const half = { id: "x", name: "x", text: "" };
  const { subtitles } = world.store;
  subtitles.add("17", half);
  Object.assign(subtitles, { totalBytes: () => subtitles.bytesMax });
  assert.deepEqual(give(), { ok: false, fault: "full" });
});

Deno.test("Uploads makes place by the files given last to rooms that nobody is in", () => {
  const { world, give } = entered();
  const { subtitles } = world.store;
  const text = "x".repeat(1024 * 1024);
  for (let at = 0; subtitles.totalBytes() < subtitles.bytesMax; at++) {
    const room = at % 2 === 0 ? "old" : "17";
    subtitles.add(at < 4 ? room : "new", { id: `${at}`, name: "x.srt", text });
  }
  const full = subtitles.totalBytes();
  const before = subtitles.list("new").length;
  assert.ok(give().ok);
  assert.equal(subtitles.list("new").length, before - 1);
  assert.equal(subtitles.list("old").length, 2);
  assert.equal(subtitles.list("17").length, 3);
  assert.ok(subtitles.totalBytes() < full);
});

Deno.test("Uploads says that there is no place where the disk takes nothing", () => {
  const { world, give } = entered();
  Object.assign(world.store.subtitles, {
    add: () => {
      throw new Error("database or disk is full");
    },
  });
  assert.deepEqual(give(), { ok: false, fault: "full" });
});

Deno.test("Hub gives kept danmaku to viewers of the room alone, and to those of another evening", () => {
  let world = new World();
  const alice = world.enter("alice");
  alice.say("report", { sourceId: 1, positionS: 12 });
  alice.say("say", { kind: "danmaku", text: "飞", positionS: 12.5 });
  assert.equal(world.hub.danmakuFor("17", "nobody"), null);
  assert.equal(world.hub.danmakuFor("18", "nobody"), null);
  const own = world.enter("own");
  own.say("report", { sourceId: null, positionS: 3 });
  own.say("say", { kind: "danmaku", text: "elsewhere", positionS: 3 });
  world.hub.close();
  world = new World(world.store);
  world.clock.pass(120_000);
  const bob = world.enter("bob");
  const kept = world.hub.danmakuFor("17", bob.last("welcome")?.token ?? "");
  assert.equal(kept?.sourceId, bob.last("welcome")?.timeline.sourceId);
  assert.deepEqual(
    kept?.danmaku.map(({ by, text, positionS }) => [by, text, positionS]),
    [["alice", "飞", 12.5]],
  );
});
