import { FIRST_SETTINGS } from "@/lib/protocol/mod.ts";
import assert from "node:assert/strict";
import type { Outcome, Wish } from "@/lib/client/mod.ts";
import {
  CLOSE,
  decodeCommand,
  encodeCommand,
  type HistoryLine,
  UNANSWERED_MAX,
} from "@/lib/protocol/mod.ts";
import { OFFSET_MS, Page, row, welcome } from "./page.ts";

const saying = (text: string): Wish => ({
  type: "say",
  kind: "notice",
  text,
  colour: "#ffffff",
  place: "roll",
  positionS: 0,
});

const settled = () => new Promise<void>((resolve) => setTimeout(resolve, 0));

/** Why a wish was not done; null where it was, or where nothing is known yet. */
function codeOf(
  { outcome }: { readonly outcome: Outcome | null },
): string | null {
  return outcome === null || outcome.ok ? null : outcome.code;
}

function line(number: number): HistoryLine {
  return {
    number,
    kind: "notice",
    by: "alice",
    wallMs: 0,
    positionS: 0,
    text: `${number}`,
    colour: "#ffffff",
    place: "roll",
    what: null,
    value: null,
    about: null,
  };
}

const REPORT = {
  positionS: 1,
  rate: 1,
  speed: 1,
  state: "playing",
  stalled: false,
  bufferedS: 1,
  downloadBps: null,
  durationS: null,
  sourceId: 1,
  film: "a",
  hidden: false,
  playLatencyMs: 0,
  seekLatencyMs: 0,
} as const;

Deno.test("createSession() connects, says hello and begins to probe", () => {
  const page = new Page();
  assert.equal(page.session.link.value.state, "connecting");
  assert.equal(page.sent.length, 0);
  page.opens();
  assert.deepEqual(page.all("hello"), [{
    type: "hello",
    version: 1,
    token: "id1id2",
    viewer: null,
    device: "phone",
    seen: null,
    beats: true,
  }]);
  page.clock.pass(100);
  assert.equal(page.all("probe").length, 8, "12 ms apart");
  page.clock.pass(100);
  assert.equal(page.all("probe").length, 10, "and slower from there on");
  const offMs = (page.session.toServerMs(7) ?? NaN) - (7 + OFFSET_MS);
  assert.ok(Math.abs(offMs) < 0.1, `${offMs}`);
});

Deno.test("createSession() says no second hello where the document said it", () => {
  const page = new Page().opens(true).hears(welcome());
  assert.equal(page.all("hello").length, 0);
  assert.equal(page.session.link.peek().state, "open");
  page.breaks().clock.pass(10_000);
  page.opens();
  assert.equal(page.all("hello").length, 1);
  page.close();
});

Deno.test("createSession() says who it is by the same token when no welcome came", () => {
  const page = new Page();
  page.opens();
  page.breaks();
  page.clock.pass(1000);
  page.opens();
  const [first, second] = page.all("hello").map(({ token }) => token);
  assert.equal(typeof first, "string");
  assert.equal(second, first);
});

Deno.test("createSession() knows the whole room by the welcome, and keeps its token", () => {
  const page = new Page().enters({
    history: [line(1)],
    settings: { ...FIRST_SETTINGS, loop: true },
  });
  const { session } = page;
  assert.equal(session.link.value.state, "open");
  assert.deepEqual(session.me.value, {
    id: "me",
    name: "胡桃",
    token: "secret",
  });
  assert.equal(session.timeline.value?.revision, 1);
  assert.deepEqual([...session.rows.value.keys()], ["me"]);
  assert.deepEqual(
    [session.settings.value.loop, session.history.value.length],
    [true, 1],
  );
  assert.equal(page.token, "secret");
  page.breaks();
  page.clock.pass(1000);
  page.opens();
  assert.equal(page.all("hello").at(-1)?.token, "secret");
});

Deno.test("createSession() gives a new map of rows only when somebody comes or goes", () => {
  const page = new Page().enters({ rows: [row("me"), row("a")] });
  const rows = page.session.rows.value;
  const a = rows.get("a");
  const hears = (changed: string[], gone: string[]) =>
    page.hears({
      type: "rows",
      serverMs: page.serverMs,
      changed: changed.map((id) => row(id, { positionS: 99 })),
      gone,
    });
  hears(["a"], []);
  hears([], ["nobody"]);
  assert.equal(page.session.rows.value, rows);
  assert.equal(a?.value.positionS, 99);
  hears(["b"], []);
  assert.notEqual(page.session.rows.value, rows);
  assert.equal(page.session.rows.value.get("a"), a, "a row keeps its signal");
  hears([], ["b"]);
  assert.deepEqual([...page.session.rows.value.keys()], ["me", "a"]);
  page.breaks().clock.pass(1000);
  page.enters({ rows: [row("me"), row("a", { positionS: 5 })] });
  assert.equal(page.session.rows.value.get("a"), a, "also over a break");
  assert.equal(a?.value.positionS, 5);
});

Deno.test("createSession() tries again after longer and longer waits, spread by half", () => {
  const page = new Page().enters();
  const waits: number[] = [];
  for (let i = 0; i < 8; i++) {
    page.unit = i % 2 === 0 ? 0 : 0.9999;
    page.breaks();
    const { retryAtMs, state } = page.session.link.value;
    assert.equal(state, "lost");
    waits.push(Math.round((retryAtMs ?? 0) - page.clock.nowMs()));
    const tries = page.sockets.length;
    page.clock.pass((waits.at(-1) ?? 0) - 1);
    assert.equal(page.sockets.length, tries);
    page.clock.pass(2);
    assert.equal(page.sockets.length, tries + 1);
    assert.equal(page.session.link.value.retryAtMs, null, "a try is under way");
  }
  assert.deepEqual(waits, [125, 500, 250, 500, 250, 500, 250, 500]);
  page.enters().breaks();
  assert.ok(
    (page.session.link.value.retryAtMs ?? 0) - page.clock.nowMs() <= 250,
    "anew after a welcome",
  );
});

const CODES: [code: number, final: string | null][] = [
  [1006, null],
  [CLOSE.going, null],
  [CLOSE.slow, null],
  [CLOSE.noHello, null],
  [CLOSE.abuse, "abuse"],
  [CLOSE.full, "full"],
  [CLOSE.replaced, "replaced"],
  [CLOSE.version, "version"],
  [CLOSE.password, "password"],
  [CLOSE.kicked, "kicked"],
  [CLOSE.banned, "banned"],
];
for (const [code, final] of CODES) {
  Deno.test(`createSession() ${final === null ? "comes" : "does not come"} back after close code ${code}`, () => {
    const page = new Page().enters().breaks(code);
    assert.deepEqual([
      page.session.link.value.state,
      page.session.link.value.final,
    ], ["lost", final]);
    page.clock.pass(60_000);
    page.wakes();
    assert.equal(page.sockets.length > 1, final === null);
    page.session.retryNow();
    if (final === null) return;
    assert.equal(page.sockets.length, 2, "but when it is told to");
    page.enters();
    assert.deepEqual([
      page.session.link.value.state,
      page.session.link.value.final,
    ], ["open", null]);
  });
}

Deno.test("createSession() gives up a link that is silent for 4 s within 5 s, and only then", () => {
  const page = new Page().enters();
  page.clock.pass(30_000);
  assert.equal(page.sockets.length, 1, "probes are answered");
  page.answersProbes = false;
  page.clock.pass(2900);
  assert.equal(page.session.link.value.state, "open");
  page.clock.pass(2000);
  assert.equal(page.sockets[0]?.isClosed, true);
  assert.notEqual(page.session.link.value.state, "open");
  page.clock.pass(300);
  assert.ok(page.sockets.length > 1);
});

Deno.test("createSession() gives up a socket that never opens: late at first, soon on a line it knows", () => {
  const page = new Page();
  page.clock.pass(7500);
  assert.equal(page.sockets.length, 1);
  page.clock.pass(1500);
  assert.ok(page.sockets.length >= 2);
  assert.equal(page.session.link.value.state, "connecting", "never yet open");
  const known = new Page().enters();
  known.clock.pass(100);
  known.breaks().clock.pass(200);
  assert.equal(known.sockets.length, 2);
  known.clock.pass(4500);
  assert.ok(known.sockets.length >= 3);
});

Deno.test("createSession() waits longer for a long break, a large room, and where it came too fast", () => {
  const longest = (page: Page, code: number, tries: number) => {
    page.unit = 0.9999;
    let waitMs = 0;
    for (let i = 0; i < tries; i++) {
      page.breaks(code);
      const at = page.session.link.value.retryAtMs ?? 0;
      waitMs = Math.round(at - page.clock.nowMs());
      page.clock.pass(waitMs + 1);
    }
    return waitMs;
  };
  assert.equal(longest(new Page().enters(), 1006, 10), 500);
  assert.equal(longest(new Page().enters(), 1006, 700), 8000);
  const rows = Array.from({ length: 3000 }, (_, index) => row(`${index}`));
  assert.equal(longest(new Page().enters({ rows }), 1006, 10), 3000);
  assert.equal(longest(new Page().enters(), CLOSE.tooFast, 1), 4000);
});

Deno.test("createSession() tries seldom without a network, at once when it is back, and believes no system that knew of none before", () => {
  const page = new Page().enters();
  const waitMs = () =>
    (page.session.link.value.retryAtMs ?? 0) - page.clock.nowMs();
  page.isOffline = true;
  page.breaks();
  for (let tries = 0; tries < 3; tries++) {
    assert.equal(page.session.link.value.isOffline, true);
    assert.equal(waitMs(), 5000);
    page.clock.pass(5000);
    page.breaks();
  }
  page.isOffline = false;
  page.wakes().enters();
  assert.equal(page.session.link.value.isOffline, false);
  page.isOffline = true;
  page.breaks().clock.pass(5000);
  page.enters().breaks();
  assert.equal(page.session.link.value.isOffline, false);
  assert.ok(waitMs() <= 250);
});

Deno.test("createSession() asks on a silent link while its page is hidden, and gives it up where nothing answers", () => {
  const page = new Page().enters();
  page.clock.pass(60_000);
  page.isHidden = true;
  page.clock.pass(300_000);
  assert.equal(page.sockets.length, 1, "it is answered, however seldom");
  page.answersProbes = false;
  page.clock.pass(3900);
  assert.equal(page.session.link.value.state, "open");
  page.clock.pass(6000);
  assert.equal(page.sockets[0]?.isClosed, true);
  assert.ok(page.sockets.length > 1);
});

Deno.test("createSession() does not blame the link for the page's sleep, but wants an answer soon", () => {
  for (const isDead of [false, true]) {
    const page = new Page().enters();
    page.clock.pass(5000);
    page.isHidden = true;
    page.answersProbes = false;
    page.clock.freeze(60_000);
    page.clock.pass(3000);
    assert.equal(page.sockets.length, 1);
    page.isHidden = false;
    page.answersProbes = !isDead;
    page.wakes();
    page.clock.pass(4000);
    assert.equal(page.sockets.length > 1, isDead);
  }
});

Deno.test("createSession() tries at once when the page is seen again, and probes anew", () => {
  const page = new Page().enters();
  page.breaks().wakes();
  assert.equal(page.sockets.length, 2);
  page.enters();
  page.clock.pass(60_000);
  const before = page.all("probe").length;
  page.wakes();
  page.clock.pass(100);
  assert.ok(page.all("probe").length - before >= 8);
});

Deno.test("createSession() forgets the clock of a server that was restarted", () => {
  const page = new Page().enters();
  page.clock.pass(3000);
  const moved = page.session.serverNowMs();
  page.breaks().clock.pass(1000);
  page.answersProbes = false;
  page.enters({ epoch: "run1" });
  assert.notEqual(
    page.session.serverNowMs(),
    null,
    "the same run has the same clock",
  );
  page.breaks().clock.pass(1000);
  page.enters({ epoch: "run2" });
  assert.equal(
    page.session.serverNowMs(),
    null,
    `${moved} means nothing any more`,
  );
});

Deno.test("createSession() ignores what an older socket still says", () => {
  const page = new Page().enters();
  const older = page.sockets[0];
  page.breaks().wakes().enters({ rows: [row("me")] });
  page.hears(
    { type: "rows", serverMs: 0, changed: [row("ghost")], gone: [] },
    older,
  );
  older?.events.onClose(1006);
  assert.equal(page.session.rows.value.has("ghost"), false);
  assert.equal(page.session.link.value.state, "open");
});

Deno.test("createSession() lives with frames it cannot read", () => {
  const page = new Page().enters();
  for (
    const text of ["", "[]", '{"type":"rows"}', '{"type":"explode"}', "\ud800"]
  ) {
    page.sockets[0]?.events.onFrame(text, page.clock.nowMs());
  }
  assert.equal(page.session.link.value.state, "open");
});

Deno.test("Session.wish() says what became of it", async () => {
  const page = new Page().enters();
  page.clock.pass(200);
  const taken = page.wish({ type: "pause" });
  const refused = page.wish({ type: "play" });
  const unanswered = page.wish({ type: "follow" });
  assert.deepEqual(page.session.pending.value.map(({ type }) => type), [
    "pause",
    "play",
    "follow",
  ]);
  const pressedAtMs = page.all("pause")[0]?.pressedAtMs ?? NaN;
  assert.ok(Math.abs(pressedAtMs - page.serverMs) < 0.1, `${pressedAtMs}`);
  page.hears({ type: "ack", id: taken.id, revision: 2 });
  page.hears({ type: "error", id: refused.id, code: "stale", detail: "late" });
  page.hears({ type: "ack", id: "unknown", revision: 2 });
  await settled();
  assert.deepEqual(taken.outcome, { ok: true });
  assert.deepEqual(refused.outcome, {
    ok: false,
    code: "stale",
    detail: "late",
  });
  assert.equal(unanswered.outcome, null);
  page.clock.pass(5000);
  await settled();
  assert.equal(codeOf(unanswered), "unanswered");
  assert.deepEqual(page.session.pending.value, []);
});

Deno.test("Session.wish() sends again after a break what was not answered, in order and under the same ids", async () => {
  const page = new Page().enters();
  page.clock.pass(200);
  const wishes = [
    page.wish({ type: "pause" }),
    page.wish(saying("one")),
    page.wish({ type: "play" }),
  ];
  page.breaks().clock.pass(1000);
  const away = page.wish(saying("two"));
  assert.equal(page.session.pending.value.length, 4, "shown as pending");
  const before = page.sent.length;
  page.enters();
  const again = page.sent.slice(before).flatMap((command) =>
    "id" in command ? [command] : []
  );
  assert.deepEqual(
    again.map(({ type }) => type),
    ["pause", "say", "play", "say"],
  );
  assert.deepEqual(
    again.slice(0, 3).map(({ id }) => id),
    wishes.map(({ id }) => id),
  );
  const [pause] = again;
  assert.ok(pause?.type === "pause");
  assert.ok(
    Math.abs(pause.pressedAtMs - (page.serverMs - 1000)) < 5,
    "dated by the press",
  );
  for (const { id } of again) page.hears({ type: "ack", id, revision: 2 });
  await settled();
  for (const wish of [...wishes, away]) {
    assert.deepEqual(wish.outcome, { ok: true });
  }
  page.breaks().clock.pass(1000);
  const acknowledged = page.sent.length;
  page.enters();
  assert.ok(
    page.sent.slice(acknowledged).every((command) => !("id" in command)),
  );
});

Deno.test("Session.wish() drops a press that could not be sent for 2 s, with a word, and no message", async () => {
  const page = new Page().enters();
  page.clock.pass(200);
  page.breaks(CLOSE.going);
  const press = page.wish({ type: "play" });
  const words = page.wish(saying("早"));
  page.clock.pass(1900);
  await settled();
  assert.equal(press.outcome, null);
  page.clock.pass(200);
  await settled();
  assert.equal(codeOf(press), "offline");
  page.clock.pass(600_000);
  await settled();
  assert.equal(words.outcome, null);
  page.wakes().enters();
  assert.equal(page.all("play").length, 0);
  assert.equal(page.all("say").at(-1)?.text, "早");
});

Deno.test("Session.wish() dates a press anew by the clock of another run", () => {
  const page = new Page().enters();
  page.clock.pass(200);
  page.wish({ type: "play" });
  page.breaks().clock.pass(1000);
  page.answersProbes = false;
  page.enters({ epoch: "run2" });
  assert.equal(page.all("play").length, 1, "not before its clock is known");
  page.answersProbes = true;
  page.clock.pass(100);
  const [, again] = page.all("play");
  assert.ok(again !== undefined);
  const agoMs = page.serverMs - again.pressedAtMs;
  assert.ok(agoMs > 1000 && agoMs < 1200, `${agoMs}`);
});

Deno.test("Session.wish() fails at once where the link will not come back", async () => {
  const page = new Page().enters();
  page.clock.pass(200);
  const before = page.wish(saying("before"));
  page.breaks(CLOSE.replaced);
  const after = page.wish(saying("after"));
  await settled();
  assert.deepEqual([before, after].map(codeOf), ["offline", "offline"]);
});

Deno.test("Session.wish() does not take more than the server remembers", async () => {
  const page = new Page().enters();
  page.clock.pass(200);
  for (let i = 0; i < UNANSWERED_MAX; i++) page.wish({ type: "postProgress" });
  const one = page.wish({ type: "postProgress" });
  await settled();
  assert.equal(codeOf(one), "too-fast");
  assert.equal(page.all("postProgress").length, UNANSWERED_MAX);
});

Deno.test("Session.wish() cannot date a command before the clock is known, but can say something", () => {
  const page = new Page();
  page.answersProbes = false;
  page.enters();
  page.wish({ type: "play" });
  page.wish({ type: "postProgress" });
  assert.deepEqual(page.all("play"), []);
  assert.equal(page.all("postProgress").length, 1);
  page.answersProbes = true;
  page.clock.pass(200);
  assert.equal(page.all("play").length, 1);
});

Deno.test("createSession() says after a reload what the page before got no answer to, under its id", async () => {
  const page = new Page().enters();
  page.clock.pass(200);
  const answered = page.wish(saying("answered"));
  page.wish(saying("under way"));
  page.hears({ type: "ack", id: answered.id, revision: 1 });
  await settled();
  page.breaks();
  page.wish(saying("typed in the dark"));
  page.close();
  const ids = page.session.pending.value.map(({ id }) => id);
  const next = new Page(page.outbox).enters();
  assert.deepEqual(next.all("say").map(({ text }) => text), [
    "under way",
    "typed in the dark",
  ]);
  assert.deepEqual(ids, []);
  assert.equal(next.all("say")[0]?.id, page.all("say").at(-1)?.id);
  for (const { id } of next.all("say")) {
    next.hears({ type: "ack", id, revision: 1 });
  }
  await settled();
  assert.equal(next.outbox.text, null);
});

Deno.test("createSession() answers a beat at once, and shows that the disk is full", () => {
  const page = new Page().enters();
  page.clock.pass(5000);
  const probes = page.all("probe").length;
  page.hears({ type: "beat", serverMs: page.serverMs });
  assert.equal(page.all("probe").length, probes + 1);
  page.hears({ type: "disk", serverMs: page.serverMs, ok: false });
  assert.equal(page.session.diskOk.value, false);
  page.breaks().clock.pass(1000);
  page.enters({ diskOk: true });
  assert.equal(page.session.diskOk.value, true);
});

Deno.test("createSession() says what it saw, and takes the rest", () => {
  const page = new Page().enters({ history: [line(1), line(2)] });
  page.breaks().clock.pass(1000);
  page.enters({ history: [line(3), line(4)], historyAfter: 2 });
  assert.deepEqual(page.all("hello").at(-1)?.seen, {
    epoch: "run1",
    revision: 1,
    line: 2,
  });
  const numbers = () => page.session.history.value.map(({ number }) => number);
  assert.deepEqual(numbers(), [1, 2, 3, 4]);
  page.breaks().clock.pass(1000);
  page.enters({ history: [line(9)], historyAfter: null });
  assert.deepEqual(numbers(), [9]);
});

Deno.test("createSession() leaves the free free over a break, unless a command came meanwhile", () => {
  const cases: [
    what: string,
    revision: number,
    epoch: string,
    following: boolean,
  ][] = [
    ["nothing happened", 1, "run1", false],
    ["a command came", 2, "run1", true],
    ["the server is another one", 1, "run2", true],
  ];
  for (const [what, revision, epoch, following] of cases) {
    const page = new Page().enters();
    page.session.setFollowing(false);
    page.breaks().clock.pass(1000);
    const { timeline } = page.session;
    assert.ok(timeline.value !== null);
    page.enters({ epoch, timeline: { ...timeline.value, revision } });
    assert.equal(page.session.following.value, following, what);
  }
});

Deno.test("createSession() follows a command, and stays free when the film does something by itself", () => {
  const cases: [
    how: "seek" | "loop" | "end" | "guard" | "resume",
    following: boolean,
  ][] = [
    ["seek", true],
    ["guard", true],
    ["resume", true],
    ["loop", false],
    ["end", false],
  ];
  for (const [how, following] of cases) {
    const page = new Page().enters();
    page.session.setFollowing(false);
    page.moves({ revision: 2, how });
    assert.equal(page.session.following.value, following, how);
  }
});

Deno.test("createSession() takes a revision once, and none that is older", () => {
  const page = new Page().enters();
  page.moves({ revision: 5, how: "seek", positionS: 50 });
  page.session.setFollowing(false);
  page.moves({ revision: 5, how: "seek", positionS: 50 });
  page.moves({ revision: 4, how: "seek", positionS: 40 });
  assert.equal(page.session.timeline.value?.positionS, 50);
  assert.equal(
    page.session.following.value,
    false,
    "called back once for one cause",
  );
});

Deno.test("createSession() adds each line once and tells those that are new", () => {
  const page = new Page().enters({ history: [line(1), line(2)] });
  const told: number[] = [];
  const stop = page.session.onLine(({ number }) => told.push(number));
  for (const number of [2, 3, 3, 1, 4]) {
    page.hears({ type: "line", serverMs: 0, line: line(number) });
  }
  assert.deepEqual(page.session.history.value.map(({ number }) => number), [
    1,
    2,
    3,
    4,
  ]);
  assert.deepEqual(told, [3, 4]);
  stop();
  for (let i = 5; i < 700; i++) {
    page.hears({ type: "line", serverMs: 0, line: line(i) });
  }
  assert.equal(page.session.history.value.length, 500);
  assert.deepEqual(told, [3, 4]);
});

Deno.test("Session.report() is bounded to what the server takes, and dropped while away", () => {
  const page = new Page();
  const report = {
    ...REPORT,
    positionS: -0.01,
    bufferedS: NaN,
    durationS: Infinity,
  };
  page.session.report(report, 0);
  page.enters().clock.pass(100);
  page.session.report(report, page.clock.nowMs() - 5);
  page.breaks();
  page.session.report(report, 0);
  assert.equal(page.all("report").length, 1);
  const [sent] = page.all("report");
  assert.deepEqual([sent?.positionS, sent?.bufferedS, sent?.durationS], [
    0,
    0,
    null,
  ]);
  assert.ok(Math.abs((sent?.atMs ?? 0) - (page.serverMs - 5)) < 0.1);
  assert.deepEqual([sent?.revision, sent?.following], [1, true]);
});

Deno.test("Session.open() gives back how to close everything", () => {
  const page = new Page().enters();
  page.close();
  assert.equal(page.sockets[0]?.isClosed, true);
  page.clock.pass(60_000);
  page.wakes();
  assert.equal(page.sockets.length, 1);
  assert.equal(page.clock.waiting, 0);
});

Deno.test("Session.report() says nothing that the server would refuse: a long name, an add-on's speed", () => {
  const page = new Page().enters();
  page.clock.pass(200);
  page.session.report({
    ...REPORT,
    rate: 16,
    speed: 16,
    film: "x".repeat(300),
  }, page.clock.nowMs());
  const said = page.all("report").at(-1);
  assert.ok(said !== undefined);
  assert.ok(decodeCommand(encodeCommand(said)).ok);
  assert.deepEqual([said.film.length, said.speed, said.rate], [255, 4, 4]);
});

Deno.test("createSession() knows whose room it is, and forgets it where the server does not say", () => {
  const page = new Page().enters();
  const { access, bans } = page.session;
  assert.equal(access.value.owner, null);
  const owned = { ...access.value, owner: "a", closed: true };
  page.hears({ type: "access", serverMs: 0, access: owned });
  assert.deepEqual(access.value, owned);
  const ban = { id: "b1", name: "b", by: "a", wallMs: 1, untilWallMs: null };
  page.hears({ type: "bans", serverMs: 0, bans: [ban] });
  assert.deepEqual(bans.value, [ban]);
  page.hears(welcome());
  assert.equal(access.value.owner, null);
});

Deno.test("createSession() takes two signs of one return for one, and a later one for another", () => {
  const page = new Page().enters();
  page.breaks().wakes();
  assert.equal(page.sockets.length, 2);
  page.clock.pass(250);
  page.wakes();
  assert.equal(page.sockets.length, 2, "its handshake goes on");
  page.clock.pass(1000);
  page.wakes();
  assert.equal(page.sockets.length, 3, "a try that old may wait in vain");
});

Deno.test("createSession() probes seldom while its reports are answered, by rows or by echoes, and soon again when they are not", () => {
  const page = new Page().enters();
  page.clock.pass(120_000);
  const probesIn = (seconds: number, answer: (sentMs: number) => void) => {
    const before = page.all("probe").length;
    for (let i = 0; i < seconds; i++) {
      page.session.report(REPORT, page.clock.nowMs());
      answer(page.all("report").at(-1)?.sentMs ?? NaN);
      page.clock.pass(1000);
    }
    return page.all("probe").length - before;
  };
  const byRows = (viewer: string) => (sentMs: number) =>
    page.hears({
      type: "rows",
      serverMs: page.serverMs,
      changed: [],
      gone: [],
      heard: [{ viewer, sentMs, serverMs: page.serverMs }],
    });
  assert.equal(probesIn(20, byRows("other")), 20);
  const ofAnotherPage = (sentMs: number) => byRows("me")(sentMs + 90_000);
  assert.equal(probesIn(20, ofAnotherPage), 20);
  assert.equal(probesIn(20, byRows("me")), 5);
  assert.equal(
    probesIn(20, (sentMs) => {
      page.hears({ type: "echo", sentMs, serverMs: page.serverMs });
    }),
    5,
  );
  const kinds = page.sent.map(({ type }) => type);
  const at = kinds.lastIndexOf("probe");
  assert.equal(kinds[at + 1], "report", "in one go, the shorter first");
  assert.ok(probesIn(20, byRows("other")) >= 15);
  assert.equal(page.session.link.value.state, "open");
  const offMs = (page.session.toServerMs(7) ?? NaN) - (7 + OFFSET_MS);
  assert.ok(Math.abs(offMs) < 0.1, `${offMs}`);
});
