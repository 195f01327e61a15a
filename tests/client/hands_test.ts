import assert from "node:assert/strict";
import {
  type Choice,
  createHands,
  createWatching,
  type LocalPlayer,
  type Outcome,
  type Saying,
} from "@/lib/client/mod.ts";
import type { AccessState, GuardState } from "@/lib/protocol/mod.ts";
import { Page, row, timeline } from "./page.ts";

const GUARD_ON: GuardState = {
  on: true,
  holders: ["a"],
  bandS: 0.5,
  boundS: 10,
  wait: null,
  question: null,
};

const FOR_OWNERS: AccessState = {
  owner: "somebody else",
  rights: { command: "owner", source: "owner", guard: "owner", write: "owner" },
  closed: false,
};

/** Why something was not done; null where it was. */
const codeOf = (outcome: Outcome) => outcome.ok ? null : outcome.code;

/** Hands in a room of two that plays; the player only writes down what it is told. */
function hands(
  {
    others = ["a"],
    sourceId = 1 as number | null,
    isPlaying = true,
    isWaiting = false,
    fingerprintOf = undefined as
      | Parameters<typeof createHands>[0]["fingerprintOf"]
      | undefined,
  } = {},
) {
  const page = new Page();
  page.enters({
    rows: [row("me"), ...others.map((id) => row(id))],
    timeline: timeline({ rate: isPlaying ? 1 : 0 }),
  });
  page.clock.pass(200);
  let ids = 0;
  const did: string[] = [];
  const told: Promise<Outcome>[] = [];
  const player: LocalPlayer = {
    play: () => did.push("play"),
    pause: () => did.push("pause"),
    seek: (positionS) => did.push(`seek ${positionS}`),
    setSpeed: (speed) => did.push(`speed ${speed}`),
    jump: ({ positionS, rate, speed }) =>
      did.push(`jump ${positionS} ${rate} ${speed}`),
    positionNow: () => ({
      positionS: 30,
      rate: isPlaying && !isWaiting ? 1 : 0,
      speed: 1,
      atLocalMs: page.clock.nowMs(),
    }),
    endS: () => 7200,
    wantsPlay: () => isPlaying,
  };
  const watching = createWatching(page.session, {
    create: ({ name }) => `blob:${name}`,
    revoke: () => {},
  });
  if (sourceId === null) {
    watching.watchOwn({ kind: "link", url: "https://a/own.mp4" });
  }
  const own = createHands({
    session: page.session,
    player,
    watching,
    after: (delayMs, callback) => page.clock.after(delayMs, callback),
    rollId: () => `said${++ids}`,
    tell: (outcome) => told.push(outcome),
    ...(fingerprintOf === undefined ? {} : { fingerprintOf }),
  });
  const said = () =>
    page.sent.filter(({ type }) => type !== "hello" && type !== "probe").map((
      command,
    ) => command.type === "act" ? `act ${command.what}` : command.type);
  return { page, hands: own, did, said, told, watching };
}

const ACTS: [
  name: string,
  act: (hands: ReturnType<typeof createHands>) => void,
  does: string,
  command: string,
][] = [
  ["play", (own) => own.play(), "play", "play"],
  ["pause", (own) => own.pause(), "pause", "pause"],
  ["toggle", (own) => own.toggle(), "pause", "pause"],
  ["seekTo", (own) => own.seekTo(77), "seek 77", "seek"],
  ["seekBy", (own) => own.seekBy(-100), "seek 0", "seek"],
  ["seekBy", (own) => own.seekBy(9000), "seek 7200", "seek"],
  ["setSpeed", (own) => own.setSpeed(2), "speed 2", "rate"],
];
for (const [name, act, does, command] of ACTS) {
  Deno.test(`Hands.${name}() frees who is among others, and tells it`, () => {
    const { page, hands: own, did, said } = hands();
    act(own);
    assert.deepEqual([did, said()], [[does], [`act ${command}`]]);
    assert.equal(page.session.following.value, false);
  });

  Deno.test(`Hands.${name}() is the room's act with the guard on, and leaves the player to the room`, () => {
    const { page, hands: own, did, said } = hands();
    page.hears({ type: "guard", serverMs: 0, guard: GUARD_ON });
    act(own);
    assert.deepEqual([did, said()], [[], [command]]);
    assert.equal(page.session.following.value, true);
  });

  Deno.test(`Hands.${name}() is the room's act for one who is alone`, () => {
    const { hands: own, did, said } = hands({ others: [] });
    act(own);
    assert.deepEqual([did, said()], [[], [command]]);
  });

  Deno.test(`Hands.${name}() is one's own act for one who is alone, and may not command`, () => {
    const { page, hands: own, did, said } = hands({ others: [] });
    page.hears({ type: "access", serverMs: 0, access: FOR_OWNERS });
    act(own);
    assert.deepEqual([did, said()], [[does], [`act ${command}`]]);

    const other = hands({ others: [] });
    other.page.hears({ type: "access", serverMs: 0, access: FOR_OWNERS });
    other.page.hears({
      type: "rows",
      serverMs: 0,
      changed: [row("me", { role: "deputy" })],
      gone: [],
    });
    act(other.hands);
    assert.deepEqual([other.did, other.said()], [[], [command]]);
  });

  Deno.test(`Hands.${name}() takes the room along for one who is alone and free`, () => {
    const { page, hands: own, did, said } = hands({ others: [] });
    page.session.setFollowing(false);
    act(own);
    assert.deepEqual(did, []);
    assert.deepEqual(said(), [command === "seek" ? "seek" : "syncToMe"]);
    if (command === "seek") return;
    const [sync] = page.all("syncToMe");
    assert.equal(sync?.positionS, 30, "from where this viewer is");
    assert.deepEqual(
      [sync?.rate, sync?.speed],
      command === "pause" ? [0, 1] : command === "rate" ? [2, 2] : [1, 1],
    );
  });

  Deno.test(`Hands.${name}() works while the link is away`, () => {
    const { page, hands: own, did } = hands({ others: [] });
    page.breaks();
    act(own);
    assert.deepEqual(did, [does]);
    assert.equal(page.session.following.value, false);
  });

  Deno.test(`Hands.${name}() moves nobody else on a film of one's own`, () => {
    const { page, hands: own, did, said } = hands({ sourceId: null });
    page.hears({ type: "guard", serverMs: 0, guard: GUARD_ON });
    act(own);
    assert.deepEqual([did, said()], [[does], [`act ${command}`]]);
  });
}

Deno.test("Hands.toggle() pauses what waits for data", () => {
  const { hands: own, did } = hands({ isWaiting: true });
  own.toggle();
  assert.deepEqual(did, ["pause"]);
});

Deno.test("Hands.toggle() plays what is paused", () => {
  const { hands: own, did } = hands({ isPlaying: false });
  own.toggle();
  assert.deepEqual(did, ["play"]);
});

Deno.test("Hands count only who is online", () => {
  const { page, hands: own, said } = hands();
  page.hears({
    type: "rows",
    serverMs: 0,
    changed: [row("a", { online: false })],
    gone: [],
  });
  own.pause();
  assert.deepEqual(said(), ["pause"]);
});

Deno.test("Hands.outsideAct() is told and not done twice", () => {
  const { hands: own, did, said } = hands();
  own.outsideAct({ what: "pause", positionS: 5, speed: 1 });
  assert.deepEqual([did, said()], [[], ["act pause"]]);
});

Deno.test("Hands.followRoom() follows and lets go of a film of one's own", () => {
  const { page, hands: own, said, watching } = hands({ sourceId: null });
  page.session.setFollowing(false);
  own.followRoom();
  assert.equal(page.session.following.value, true);
  assert.equal(watching.film.value?.sourceId, 1);
  assert.deepEqual(said(), ["follow"]);
});

Deno.test("Hands.syncTo() one who follows is to follow", () => {
  const { page, hands: own, did, said } = hands();
  page.session.setFollowing(false);
  assert.deepEqual(own.syncTo("a"), { ok: true });
  assert.equal(page.session.following.value, true);
  assert.deepEqual([did, said()], [[], ["follow"]]);
});

Deno.test("Hands.syncTo() one who is free is one jump to their line, beside them", () => {
  const { page, hands: own, did, said } = hands();
  const change = { following: false, positionS: 99, rate: 1.5, speed: 1.5 };
  page.hears({
    type: "rows",
    serverMs: 0,
    changed: [row("a", change)],
    gone: [],
  });
  assert.deepEqual(own.syncTo("a"), { ok: true });
  assert.deepEqual([did, said()], [["jump 99 1.5 1.5"], ["act sync-to"]]);
  assert.equal(page.session.following.value, false);
});

const CANNOT: [
  what: string,
  viewer: string,
  change: Parameters<typeof row>[1],
  code: string,
][] = [
  ["is not here", "nobody", {}, "no-such-viewer"],
  ["has not reported", "a", { atMs: null }, "no-such-viewer"],
  ["watches another film", "a", { sourceId: null }, "not-possible"],
];
for (const [what, viewer, change, code] of CANNOT) {
  Deno.test(`Hands.syncTo() says why not where a viewer ${what}`, () => {
    const { page, hands: own, did, said } = hands();
    page.hears({
      type: "rows",
      serverMs: 0,
      changed: [row("a", change)],
      gone: [],
    });
    const outcome = own.syncTo(viewer);
    assert.equal(!outcome.ok && outcome.code, code);
    assert.deepEqual([did, said()], [[], []]);
    assert.equal(page.session.following.value, true);
  });
}

Deno.test("Hands send each command for all as it is", () => {
  const { page, hands: own, said } = hands();
  void own.allPlay();
  void own.allPause();
  void own.allSeek(5);
  void own.allRate(2);
  void own.allSyncToMe();
  void own.setGuard(true);
  void own.answerGuard("a", true);
  void own.setLoop(true);
  void own.postProgress();
  void own.say({
    kind: "danmaku",
    text: "早",
    colour: "#ffffff",
    place: "top",
  });
  void own.watch({ kind: "film", path: "b.mp4" }, "all");
  assert.deepEqual(said(), [
    "play",
    "pause",
    "seek",
    "rate",
    "syncToMe",
    "guard",
    "guardChoice",
    "loop",
    "postProgress",
    "say",
    "source",
  ]);
  assert.equal(page.all("say")[0]?.positionS, 30);
  const [sync] = page.all("syncToMe");
  assert.ok(Math.abs((sync?.atMs ?? 0) - page.serverMs) < 0.1);
});

Deno.test("Hands.setGuard() sets band and bound without switching it", () => {
  const { page, hands: own } = hands();
  void own.setGuard(false, { bandS: 2 });
  void own.setGuard(true, { boundS: 30 });
  assert.deepEqual(
    page.all("guard").map(({ on, bandS, boundS }) => [on, bandS, boundS]),
    [[false, 2, undefined], [true, undefined, 30]],
  );
});

const GREETING: Saying = {
  kind: "danmaku",
  text: "早",
  colour: "#ffffff",
  place: "top",
};

Deno.test("Hands.say() keeps the id of a message that may have arrived, so that it is said once", async () => {
  const { page, hands: own } = hands();
  const idsOf = () => page.all("say").map(({ id }) => id);
  const first = own.say(GREETING);
  page.clock.pass(6000);
  assert.equal(codeOf(await first), "unanswered");
  const again = own.say(GREETING);
  page.breaks();
  page.clock.pass(1000);
  page.enters();
  const [id = ""] = idsOf();
  page.hears({ type: "ack", id, revision: 1 });
  assert.equal(codeOf(await again), null);
  void own.say(GREETING);
  const ids = idsOf();
  assert.deepEqual(ids.slice(0, 3), [id, id, id]);
  assert.equal(
    new Set(ids).size,
    2,
    "what arrived and is said anew is another",
  );
});

Deno.test("Hands.say() gives an id of its own to other words, a refused message and one said meanwhile", async () => {
  const { page, hands: own } = hands();
  const unanswered = own.say(GREETING);
  page.clock.pass(6000);
  await unanswered;
  const other = own.say({ ...GREETING, text: "晚安" });
  const { id = "" } = page.all("say").at(-1) ?? {};
  page.hears({ type: "error", id, code: "too-fast", detail: "Slower" });
  assert.equal(codeOf(await other), "too-fast");
  void own.say({ ...GREETING, text: "晚安" });
  void own.say({ ...GREETING, text: "晚安" });
  assert.equal(new Set(page.all("say").map((one) => one.id)).size, 4);
});

Deno.test("Hands.watch() for all offers one's own copy of a local film", async () => {
  const { page, hands: own, watching } = hands();
  const file = new File(["x"], "a\u202e b.mp4");
  void own.watch({ kind: "local", file }, "all");
  const [command] = page.all("source");
  assert.ok(command?.source.kind === "local");
  assert.equal(command.source.name, "a b.mp4");
  page.moves({
    revision: 2,
    sourceId: 2,
    how: "source",
    source: command.source,
  });
  assert.equal(watching.film.value?.file, file);
  assert.equal(watching.needsCopy.value, false);
  await Promise.resolve();
});

const OWN: [what: string, choice: Choice][] = [
  ["a film of the server", { kind: "film", path: "b.mp4" }],
  ["a link", { kind: "link", url: "https://a/b.mp4" }],
  ["a file", { kind: "local", file: new File(["x"], "b.mp4") }],
];
for (const [what, choice] of OWN) {
  Deno.test(`Hands.watch() watches ${what} alone, free, and tells its name`, async () => {
    const { page, hands: own, watching, said } = hands();
    assert.deepEqual(await own.watch(choice, "me"), { ok: true });
    assert.deepEqual([
      watching.film.value?.title,
      watching.film.value?.sourceId,
    ], ["b.mp4", null]);
    assert.deepEqual(said(), ["act source"]);
    assert.equal(page.all("act")[0]?.about, "b.mp4");
    assert.equal(page.session.following.value, false);
  });
}

Deno.test("Hands tell what became of an act that was the room's", async () => {
  const { page, hands: own, told } = hands();
  page.hears({ type: "guard", serverMs: 0, guard: GUARD_ON });
  own.pause();
  const id = page.all("pause").at(-1)?.id ?? "";
  page.hears({ type: "error", code: "forbidden", detail: "no", id });
  assert.deepEqual(await Promise.all(told), [
    { ok: false, code: "forbidden", detail: "no" },
  ]);
});

const KNOWN = { sizeBytes: 4, durationS: 60, hash: null };
for (
  const [what, fingerprintOf, fingerprint] of [
    ["with what tells it apart", () => Promise.resolve(KNOWN), KNOWN],
    ["also where that cannot be had", () => Promise.reject(new Error()), null],
  ] as const
) {
  Deno.test(`Hands.watch() for all offers an own file ${what}`, async () => {
    const { page, hands: own } = hands({ fingerprintOf });
    const file = new File(["film"], "a.mp4");
    void own.watch({ kind: "local", file }, "all");
    await new Promise((resolve) => setTimeout(resolve));
    const [command] = page.all("source");
    assert.ok(command?.source.kind === "local");
    assert.deepEqual(command.source.fingerprint, fingerprint);
  });
}
