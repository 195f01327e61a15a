import assert from "node:assert/strict";
import { createHand, type Feed, type Handled } from "../../lib/player/hand.ts";

const film = (url: string): Feed => ({
  start: (video) => {
    video.src = url;
    video.load();
  },
  isEngine: false,
});

/** An element that writes down what it is told, and forgets on a load what browsers forget. */
function stage() {
  const did: string[] = [];
  const video: Handled = {
    readyState: 4,
    error: null,
    paused: true,
    ended: false,
    loop: false,
    currentTime: 0,
    playbackRate: 1,
    defaultPlaybackRate: 1,
    duration: 3600,
    preservesPitch: true,
    src: "",
    ownerDocument: { visibilityState: "visible", defaultView: null },
    play: () => {
      did.push("play");
      return Promise.resolve();
    },
    pause: () => did.push("pause"),
    removeAttribute: (name) => did.push(`no ${name}`),
    load: () => {
      did.push(`load ${video.src}`);
      video.currentTime = 0;
      video.playbackRate = 1;
    },
  };
  const hand = createHand(video, () => did.push("refused"));
  return { did, video, hand };
}

Deno.test("Hand.load() begins another film paused, at its place and at the usual speed", () => {
  const { did, video, hand } = stage();
  hand.setSpeed(2);
  hand.play();
  hand.load(film("b.mp4"), 30);
  assert.deepEqual(did, ["play", "load b.mp4"]);
  assert.deepEqual([video.currentTime, hand.speed()], [30, 1]);
});

Deno.test("Hand.reload() goes on playing from the same place at the same speed", () => {
  const { did, video, hand } = stage();
  hand.load(film("a.mp4"), 0);
  hand.setSpeed(1.5);
  hand.play();
  video.currentTime = 300;
  hand.reload(film("a.mp4"), hand.standing());
  assert.deepEqual(did, ["load a.mp4", "play", "load a.mp4", "play"]);
  assert.deepEqual([video.currentTime, video.playbackRate, hand.speed()], [
    300,
    1.5,
    1.5,
  ]);
});

Deno.test("Hand.reload() remembers the place over tries that fail", () => {
  const { video, hand } = stage();
  hand.load(film("a.mp4"), 0);
  video.currentTime = 300;
  hand.reload(film("a.mp4"), hand.standing());
  video.currentTime = 0;
  hand.reload(film("a.mp4"), hand.standing());
  assert.equal(video.currentTime, 300);
});

Deno.test("Hand.reload() leaves paused what was paused, also during the outage", () => {
  const { did, hand } = stage();
  hand.load(film("a.mp4"), 0);
  hand.play();
  hand.pause();
  hand.reload(film("a.mp4"), hand.standing());
  assert.deepEqual(did, ["load a.mp4", "play", "pause", "load a.mp4"]);
});

Deno.test("Hand.unload() stops the film and lets go of it, which is nobody's act", () => {
  const { did, video, hand } = stage();
  hand.load(film("a.mp4"), 30);
  hand.setSpeed(2);
  hand.play();
  hand.unload();
  assert.deepEqual(did.slice(2), ["pause", "no src", "load a.mp4"]);
  assert.equal(hand.speed(), 1);
  assert.equal(hand.outside("pause"), null);
  assert.equal(video.currentTime, 0);
});

Deno.test("Hand.outside() undoes a play that nobody can have pressed so soon after a pause", () => {
  const { did, video, hand } = stage();
  hand.play();
  hand.pause();
  // WebKitGTK: the pipeline was still moving, so the element calls itself playing again.
  Object.assign(video, { paused: false });
  assert.equal(hand.outside("play"), null);
  assert.deepEqual(did, ["play", "pause", "pause"]);
});

Deno.test("Hand.seek() away from the end takes the end's pause, told late, for nobody's act", () => {
  const { video, hand } = stage();
  hand.play();
  // The browser has paused it already; that event is still under way.
  Object.assign(video, { paused: true, ended: true, currentTime: 3600 });
  hand.seek(0);
  Object.assign(video, { ended: false });
  assert.equal(hand.outside("pause"), null);
  hand.play();
  Object.assign(video, { paused: false });
  assert.equal(hand.outside("play"), null);
  Object.assign(video, { paused: true });
  assert.equal(hand.outside("pause"), "pause");
});

Deno.test("Hand.seek() at an end that has paused nothing yet still knows a pause for an outside act", () => {
  const { video, hand } = stage();
  hand.play();
  Object.assign(video, { paused: false, ended: true, currentTime: 3600 });
  hand.seek(0);
  Object.assign(video, { ended: false, paused: true });
  assert.equal(hand.outside("pause"), "pause");
});
