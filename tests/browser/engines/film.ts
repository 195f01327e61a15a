import assert from "node:assert/strict";
import { eventually } from "../eventually.ts";
import type { Tab } from "./tab.ts";

/** How the one video element stands. */
export interface FilmNow {
  readonly positionS: number;
  readonly isPaused: boolean;
  readonly readyState: number;
  readonly source: string;
  /** Whether sound was decoded, as far as this browser tells. */
  readonly hasSound: boolean;
}

/** How the film stands now. */
export function filmNow(tab: Tab): Promise<FilmNow> {
  return tab.run(() => {
    const video = document.querySelector("video");
    if (video === null) throw new Error("There is no video element");
    // Each engine has a way of its own to tell.
    const told = video as {
      readonly webkitAudioDecodedByteCount?: number;
      readonly mozHasAudio?: boolean;
      readonly audioTracks?: { readonly length: number };
    };
    return {
      positionS: video.currentTime,
      isPaused: video.paused,
      readyState: video.readyState,
      source: video.currentSrc,
      hasSound: (told.webkitAudioDecodedByteCount ?? 0) > 0 ||
        told.mozHasAudio === true || (told.audioTracks?.length ?? 0) > 0,
    };
  }, null);
}

/** Waits until the film moves, with sound. */
export async function playsWithSound(tab: Tab): Promise<void> {
  const first = await filmNow(tab);
  await eventually(async () => {
    const film = await filmNow(tab);
    assert.ok(!film.isPaused, `${tab.engine} is paused`);
    assert.ok(film.positionS !== first.positionS, `${tab.engine} stands`);
    assert.ok(film.hasSound, `${tab.engine} decodes no sound`);
  }, { withinMs: 30_000 });
}

/** Waits until two films are less than `withinMs` apart; positive: `a` is ahead. */
export async function areInStep(
  a: Tab,
  b: Tab,
  withinMs: number,
): Promise<number> {
  return await eventually(async () => {
    const [one, other] = await Promise.all([originMs(a), originMs(b)]);
    const spreadMs = other - one;
    assert.ok(
      Math.abs(spreadMs) < withinMs,
      `${a.engine} is ${spreadMs.toFixed(1)} ms ahead of ${b.engine}`,
    );
    return spreadMs;
  }, { withinMs: 60_000 });
}

/** When a playing film would have begun, had it always played; the freshest of some looks. */
async function originMs(tab: Tab): Promise<number> {
  const origins = await tab.run(async () => {
    const video = document.querySelector("video");
    const looks: number[] = [];
    for (let look = 0; look < 40; look++) {
      if (video === null || video.paused) return [];
      const atMs = performance.timeOrigin + performance.now();
      looks.push(atMs - video.currentTime * 1000 / video.playbackRate);
      await new Promise((resolve) => setTimeout(resolve, 7));
    }
    return looks.sort((x, y) => x - y);
  }, null);
  assert.ok(origins.length > 0, `${tab.engine}'s film is paused`);
  // Firefox's position stands for 40 ms: the least is right after a stair, and fresh.
  const at = tab.engine === "firefox" ? 1 : Math.floor(origins.length / 2);
  return origins[at] ?? NaN;
}
