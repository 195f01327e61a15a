/**
 * A controller with the constants of Jellyfin's SyncPlay, correction on: a wall clock from the best
 * of 8 probes, starts half a second ahead once all are ready, and errors corrected within a second
 * by the speed, or by a seek.
 */
import { type Message, obey, openLink, whenReady } from "./link.ts";

const PROBES_KEPT = 8;
/** Between the first probes, how many these are, and between later ones, in ms. */
const GREEDY_MS = 1000;
const GREEDY_COUNT = 3;
const LAZY_MS = 60_000;
/** Below it nothing is done, and above it speed does nothing, in ms. */
const SPEED_MIN_MS = 60;
const SPEED_MAX_MS = 3000;
/** How long the speed is changed, in ms; the least speed. */
const SPEED_FOR_MS = 1000;
const RATE_MIN = 0.2;
const RATE_MAX = 4;
/** From here on the position is set where the speed is not, in ms. */
const SKIP_MIN_MS = 400;
/** How far ahead all start, in ms, at least. */
const START_MS = 500;
/** Rest after a seek, in ms. */
const AFTER_SKIP_MS = 1500;

/** Begins to follow the group. */
export function start(): void {
  let probes: { offsetMs: number; roundTripMs: number }[] = [];
  let probeCount = 0;
  let line = { positionS: 0, atMs: 0, isPlaying: false };
  let isSyncing = false;
  let startTimer: ReturnType<typeof setTimeout> | undefined;
  let pending: { positionS: number; ready: Set<string> } | null = null;

  const best = () =>
    probes.reduce(
      (one, other) => other.roundTripMs < one.roundTripMs ? other : one,
      probes[0] ?? { offsetMs: 0, roundTripMs: 0 },
    );
  const serverWallMs = () => Date.now() + best().offsetMs;
  const link = openLink({
    onMessage: take,
    onOpen: () => probe(),
    onProbe: ({ sentMs, wallMs }) => {
      const receivedMs = Date.now();
      const offsetMs = wallMs - (sentMs + receivedMs) / 2;
      const roundTripMs = receivedMs - sentMs;
      probes = [...probes, { offsetMs, roundTripMs }].slice(-PROBES_KEPT);
    },
  });
  const { video } = link;
  function probe(): void {
    link.send({ type: "probe", sentMs: Date.now() });
    setTimeout(probe, ++probeCount < GREEDY_COUNT ? GREEDY_MS : LAZY_MS);
  }

  const atServer = () =>
    line.positionS +
    (line.isPlaying ? Math.max(0, serverWallMs() - line.atMs) / 1000 : 0);

  function take(message: Message): void {
    const { type, from, count, positionS = 0, atMs = 0 } = message;
    if (type === "prepare") {
      // All pause there and wait for the last one.
      clearTimeout(startTimer);
      isSyncing = false;
      video.playbackRate = 1;
      video.pause();
      video.currentTime = positionS;
      line = { positionS, atMs: 0, isPlaying: false };
      whenReady(video, () => link.send({ type: "ready", from: link.me }));
      if (from === link.me) pending = { positionS, ready: new Set() };
    } else if (type === "ready" && pending !== null && from !== undefined) {
      pending.ready.add(from);
      if (pending.ready.size < count) return;
      const at = serverWallMs() + Math.max(START_MS, 2 * best().roundTripMs);
      const { positionS: fromS } = pending;
      pending = null;
      link.send({ type: "unpause", isState: true, positionS: fromS, atMs: at });
    } else if (type === "unpause") {
      line = { positionS, atMs, isPlaying: true };
      const waitMs = atMs - serverWallMs();
      if (waitMs < 0) whenReady(video, () => seek(atServer()));
      startTimer = setTimeout(() => {
        video.play().catch(() => {});
        setTimeout(() => isSyncing = true, SPEED_FOR_MS);
      }, Math.max(0, waitMs));
    } else if (type === "joined" && count > 1 && line.isPlaying) {
      // Of those inside one has to ask the group to wait for the newcomer.
      setTimeout(() => {
        if (line.isPlaying) ask(atServer());
      }, 50 * Math.random());
    }
  }

  function seek(positionS: number): void {
    video.currentTime = positionS;
  }

  function ask(positionS: number): void {
    link.send({ type: "prepare", from: link.me, positionS });
  }

  function correct(): void {
    if (!isSyncing || video.paused || video.seeking) return;
    const offMs = 1000 * (atServer() - video.currentTime);
    const size = Math.abs(offMs);
    if (size >= SPEED_MIN_MS && size < SPEED_MAX_MS) {
      isSyncing = false;
      const forMs = offMs <= -SPEED_FOR_MS * (1 - RATE_MIN)
        ? size / (1 - RATE_MIN)
        : SPEED_FOR_MS;
      video.playbackRate = Math.min(RATE_MAX, 1 + offMs / forMs);
      setTimeout(() => {
        video.playbackRate = 1;
        isSyncing = true;
      }, forMs);
    } else if (size >= SKIP_MIN_MS) {
      isSyncing = false;
      seek(atServer());
      setTimeout(() => isSyncing = true, AFTER_SKIP_MS);
    }
  }
  video.addEventListener("timeupdate", correct);
  obey((act) => {
    if (act.type === "play") ask(video.currentTime);
    else if (act.type === "seek") ask(act.positionS);
  });
}
