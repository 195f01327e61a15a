import assert from "node:assert/strict";
import {
  type MediaFacts,
  type MediaSessionPort,
  takeMediaKeys,
} from "@/lib/ui/room/media_keys.ts";
import { mediaActs } from "@/lib/ui/room/while_playing.ts";

const FACTS: MediaFacts = {
  title: "a film",
  room: "room 17",
  isPlaying: true,
  positionS: 10,
  durationS: 100,
  speed: 2,
};

/** A browser's media session that writes down what it is told. */
function fakeSession() {
  const keys = new Map<string, MediaSessionActionHandler>();
  const counted: (MediaPositionState | undefined)[] = [];
  const session: MediaSessionPort = {
    metadata: null,
    playbackState: "none",
    setActionHandler: (action, handler) => {
      if (action === "seekto") throw new TypeError("not known here");
      if (handler === null) keys.delete(action);
      else keys.set(action, handler);
    },
    setPositionState: (state) => {
      if (state?.duration === 0) throw new TypeError("no film is so short");
      counted.push(state);
    },
  };
  const press = (action: MediaSessionAction, more = {}) =>
    keys.get(action)?.({ action, ...more });
  return { session, keys, counted, press };
}

const NOTHING = {
  play: () => {},
  pause: () => {},
  seekBy: () => {},
  seekTo: () => {},
};

Deno.test("takeMediaKeys() takes the keys a browser knows and gives them back", () => {
  const { session, keys, press } = fakeSession();
  const done: (string | number)[] = [];
  const media = takeMediaKeys(session, {
    ...NOTHING,
    play: () => done.push("play"),
    pause: () => done.push("pause"),
    seekBy: (deltaS) => done.push(deltaS),
  }, (shown) => shown);
  press("play");
  press("pause");
  press("seekbackward");
  press("seekforward", { seekOffset: 30 });
  assert.deepEqual(done, ["play", "pause", -10, 30]);
  media.close();
  assert.equal(keys.size, 0);
  assert.equal(session.playbackState, "none");
});

Deno.test("takeMediaKeys() tells the system only what it cannot count by itself", () => {
  const { session, counted } = fakeSession();
  const media = takeMediaKeys(session, NOTHING, (shown) => shown);
  media.show(FACTS, 0);
  assert.deepEqual(session.metadata, { title: "a film", artist: "room 17" });
  assert.equal(session.playbackState, "playing");
  assert.deepEqual(counted, [{ duration: 100, position: 10, playbackRate: 2 }]);
  // Ten seconds at twice the speed.
  media.show({ ...FACTS, positionS: 30.4 }, 10_000);
  assert.equal(counted.length, 1);
  media.show({ ...FACTS, positionS: 60 }, 10_000);
  assert.equal(counted.length, 2);
  media.show({ ...FACTS, positionS: 101, isPlaying: false }, 10_000);
  assert.equal(counted.at(-1)?.position, 100);
  assert.equal(session.playbackState, "paused");
  media.show({ ...FACTS, durationS: null }, 10_000);
  assert.deepEqual(counted.at(-1), {});
  media.show({ ...FACTS, durationS: 0 }, 10_000);
  assert.equal(session.playbackState, "playing");
});

Deno.test("mediaActs() moves everyone where it may, else this viewer", () => {
  const done: string[] = [];
  const all = (what: string) => {
    done.push(`all ${what}`);
    return Promise.resolve({ ok: true } as const);
  };
  const hands = {
    allPlay: () => all("play"),
    allPause: () => all("pause"),
    allSeek: (positionS: number) => all(`seek ${positionS}`),
    play: () => done.push("play"),
    pause: () => done.push("pause"),
    seekTo: (positionS: number) => done.push(`seek ${positionS}`),
  };
  let mayAll = true;
  let isThere = true;
  const acts = mediaActs({
    hands: { peek: () => isThere ? hands : null },
    tell: () => {},
    view: { peek: () => ({ positionS: 4 }) },
  }, () => mayAll);
  const pressAll = () => {
    acts.play();
    acts.pause();
    acts.seekTo(7);
    acts.seekBy(-10);
  };
  pressAll();
  assert.deepEqual(done.splice(0), [
    "all play",
    "all pause",
    "all seek 7",
    "all seek 0",
  ]);
  mayAll = false;
  pressAll();
  assert.deepEqual(done.splice(0), ["play", "pause", "seek 7", "seek -6"]);
  isThere = false;
  pressAll();
  assert.deepEqual(done, []);
});
