import assert from "node:assert/strict";
import { forecast } from "@/lib/diagnose/mod.ts";
import type { Disk } from "@/lib/media/disk.ts";
import { type MediaServer, readViewer } from "@/lib/media/mod.ts";
import { NO_VIEW, type PlayerView } from "@/lib/player/film.ts";
import { createSegmentTimes } from "@/lib/player/segment_times.ts";
import { createWitness } from "@/lib/player/witness.ts";
import type { Trouble } from "@/lib/protocol/mod.ts";
import { createMemoryStore } from "@/lib/store/mod.ts";
import { forecastFacts } from "@/lib/ui/later/forecast_facts.ts";
import { withMedia } from "../media/still_media.ts";
import { FakeClock, type Tab, World } from "./world.ts";

/** Time between two looks at a player, in ms. */
const LOOK_MS = 250;
const PAGE = "http://kan:59117/?u=a";

/** A player as its page sees it, up to what the room is told; only its element is made up. */
class Player {
  readonly #tab: Tab;
  readonly #clock: FakeClock;
  readonly #url: string;
  readonly #sizeBytes: number;
  readonly #durationS: number;
  readonly frames = { totalVideoFrames: 0, droppedVideoFrames: 0 };
  readonly #witness = createWitness(
    {
      getVideoPlaybackQuality: () => ({
        ...this.frames,
        corruptedVideoFrames: 0,
        creationTime: 0,
      }),
    },
    PAGE,
    createSegmentTimes(),
  );
  positionS = 0;
  bufferedS = 0;
  #stoodMs = 0;

  constructor(
    tab: Tab,
    { clock, url, sizeBytes, durationS }: {
      clock: FakeClock;
      url: string;
      sizeBytes: number;
      durationS: number;
    },
  ) {
    this.#tab = tab;
    this.#clock = clock;
    this.#url = url;
    this.#sizeBytes = sizeBytes;
    this.#durationS = durationS;
  }

  get isStanding(): boolean {
    return this.#stoodMs > 0;
  }

  get isStalled(): boolean {
    return this.#stoodMs >= 1500;
  }

  get view(): PlayerView {
    return {
      ...NO_VIEW,
      state: this.isStanding ? "waiting" : "playing",
      positionS: this.positionS,
      bufferedS: this.bufferedS,
      durationS: this.#durationS,
      stalled: this.isStalled,
      sourceId: 1,
    };
  }

  flow() {
    return this.#witness.flow();
  }

  /** Time has passed: the picture moved, or it stood. */
  look(spanMs: number, isMoving: boolean): void {
    if (isMoving) this.positionS += spanMs / 1000;
    this.#stoodMs = isMoving ? 0 : this.#stoodMs + spanMs;
    this.#witness.look({
      atMs: this.#clock.nowMs(),
      view: this.view,
      film: { url: this.#url, title: "f", sourceId: 1 },
      loads: 1,
      isHidden: false,
      sizeBytes: this.#sizeBytes,
    });
  }

  /** Tells the room, once a second as pages do. */
  tell(): void {
    const { state, bufferedS, durationS, stalled } = this.view;
    const trouble: Trouble | undefined = this.#witness.trouble();
    this.#tab.say("report", {
      atMs: this.#clock.nowMs(),
      ...{ state, bufferedS, durationS, stalled },
      rate: state === "playing" ? 1 : 0,
      ...(trouble === undefined ? {} : { trouble }),
    });
  }
}

Deno.test("Hub T2 names a busy decoder where film lies ready and pictures are dropped", () => {
  const stage = new World(createMemoryStore());
  const [alice, bob] = [stage.enter("alice"), stage.enter("bob")];
  const player = new Player(alice, {
    clock: stage.clock,
    ...{ url: "/media/4k.mp4?v=1", sizeBytes: 1e9, durationS: 600 },
  });
  // A processor that is shared decodes ever less of it: at last the picture stands.
  for (let atMs = 0; atMs < 9000; atMs += LOOK_MS) {
    stage.clock.pass(LOOK_MS);
    const isMoving = atMs < 6000;
    player.bufferedS = 3;
    player.frames.totalVideoFrames += 15;
    player.frames.droppedVideoFrames += isMoving ? atMs / 1000 : 12;
    player.look(LOOK_MS, isMoving);
    if (atMs % 1000 === 0) player.tell();
  }
  const stall = bob.last("line")?.line.stall;
  assert.equal(stall?.cause, "decoder");
  assert.ok(stall.droppedFrames > 0.1 * stall.frames, "with its numbers");
  assert.equal(stall.bufferedS, 3);
  // The same picture that stands for lack of film is not the decoder's fault.
  player.bufferedS = 0.2;
  player.look(LOOK_MS, true);
  player.tell();
  stage.clock.pass(60_000);
  for (let atMs = 0; atMs < 3000; atMs += LOOK_MS) {
    stage.clock.pass(LOOK_MS);
    player.look(LOOK_MS, false);
    if (atMs % 1000 === 0) player.tell();
  }
  assert.notEqual(bob.last("line")?.line.stall?.cause, "decoder");
});

const KB = 1024;
/** The original's own case. */
const CASE = { filmBps: 291 * KB, lineBps: 512 * KB, durationS: 3600 };
/** A browser that has run dry goes on once so much is ready, in s. */
const GO_ON_S = 2;
/** Steps of time in which all that can happen does, in ms. */
const STEP_MS = 5;

Deno.test("Hub T2 two viewers of 291 KB/s on 512 KB/s are told so before, and then nobody stalls alone", async () => {
  const { filmBps, lineBps, durationS } = CASE;
  const sizeBytes = filmBps * durationS;
  // Its films come a moment later, on the same clock.
  const films: MediaServer[] = [];
  const traffic = () => films[0]?.traffic ?? assert.fail();
  const stage = new World(createMemoryStore(), {
    factsOf: (viewer) => traffic().factsOf(viewer),
    heard: (viewer, report) => traffic().heard(viewer, report),
    said: (bytes) => films[0]?.traffic.said(bytes),
  });
  const { clock } = stage;
  await withMedia({ "film.mp4": "its bytes are made up" }, async (media) => {
    films.push(media);
    const tabs = [stage.enter("alice"), stage.enter("bob")];
    const ones = await Promise.all(tabs.map(async (tab) => {
      const id = tab.last("welcome")?.viewer ?? assert.fail();
      const url = `/media/film.mp4?v=${id}`;
      const player = new Player(tab, { clock, url, sizeBytes, durationS });
      const take = await takeAll(media, url, (bytes) => {
        player.bufferedS += bytes / filmBps;
      });
      return { player, take, stalledAtS: NaN };
    }));
    const pass = async (spanS: number, isPlaying: boolean) => {
      for (let ms = 0; ms < spanS * 1000; ms += STEP_MS) {
        clock.pass(STEP_MS);
        for (let turn = 0; turn < 20; turn++) await Promise.resolve();
        if (ms % LOOK_MS !== 0) continue;
        for (const one of ones) {
          const { player } = one;
          const needsS = player.isStanding ? GO_ON_S : LOOK_MS / 1000;
          const isMoving = isPlaying && player.bufferedS >= needsS;
          if (isMoving) player.bufferedS -= LOOK_MS / 1000;
          player.look(LOOK_MS, isMoving || !isPlaying);
          if (isPlaying && player.isStalled) one.stalledAtS ||= ms / 1000;
          if (ms % 1000 === 0) player.tell();
        }
      }
    };
    await pass(8, false);
    for (const { player } of ones) {
      const told = forecast(forecastFacts({
        flow: player.flow(),
        view: player.view,
        rows: tabs.map(() => ({ online: true, sourceId: 1 })),
        sourceId: 1,
        uplink: media.uplink(),
      }));
      assert.equal(told.verdict, "room");
      assert.equal(told.shareBps, lineBps / 2);
      assert.ok(told.waitS > 10 && told.playsS > 30, JSON.stringify(told));
    }
    await pass(60, true);
    const [a, b] = ones.map(({ stalledAtS }) => stalledAtS);
    assert.ok(a !== undefined && b !== undefined);
    // Eight seconds of filling, less than a fifth of which is lost each second.
    assert.ok(a > 20, `${a}`);
    assert.ok(Math.abs(a - b) < 3, `one at ${a}, the other at ${b}`);
    for (const tab of tabs) {
      const causes = tab.events.flatMap((event) =>
        event.type === "line" && event.line.what === "stall"
          ? [event.line.stall]
          : []
      );
      assert.ok(causes.length >= 2, "each is told of both");
      for (const stall of causes) {
        assert.equal(stall?.cause, "uplink");
        assert.equal(stall?.lineBps, lineBps);
      }
    }
    for (const { take } of ones) take.end();
  }, {
    timers: clock,
    nowMs: () => clock.nowMs(),
    uplinkBps: lineBps,
    disk: endlessDisk(sizeBytes),
  });
});

/** Takes a film as fast as the server gives it. */
async function takeAll(
  media: MediaServer,
  url: string,
  onBytes: (bytes: number) => void,
): Promise<{ end(): void }> {
  const address = new URL(url, PAGE);
  const answer = await media.serve(new Request(address), {
    rawPath: address.pathname.slice("/media/".length),
    viewer: readViewer(address),
  });
  const reader = answer.body?.getReader() ?? assert.fail();
  const go = async (): Promise<void> => {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      onBytes(value.length);
    }
  };
  void go();
  return { end: () => void reader.cancel() };
}

/** A disk on which every film is there at once and never ends. */
function endlessDisk(sizeBytes: number): Disk {
  return {
    open: () =>
      Promise.resolve({
        identity: { sizeBytes, mtimeNs: 1n, ctimeNs: 1n, inode: 1n },
        isCurrent: () => true,
        readAt: (buffer) => buffer.length,
        close: () => {},
      }),
  };
}
