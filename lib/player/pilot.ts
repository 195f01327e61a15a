import { effect, signal, untracked } from "@preact/signals";
import { clamp } from "@/lib/base/mod.ts";
import { createDownload } from "./download.ts";
import { type Film, NO_VIEW, type PlayerView } from "./film.ts";
import { createHand } from "./hand.ts";
import { loadLearnt, saveLearnt } from "./learnt_store.ts";
import type { Pilot, PilotParts } from "./port.ts";
import type { Problem } from "./problem.ts";
import { readElement } from "./read.ts";
import { createReporter } from "./reporter.ts";
import { createSegmentTimes } from "./segment_times.ts";
import { createSteering } from "./steering.ts";
import { createSyncLog } from "./sync_log.ts";
import { createViewing, reportOf } from "./viewing.ts";
import { createWitness } from "./witness.ts";

/** Events after which the element stands otherwise than before. */
const EVENTS = [
  "canplay",
  "durationchange",
  "emptied",
  "ended",
  "loadeddata",
  "loadedmetadata",
  "pause",
  "play",
  "playing",
  "progress",
  "ratechange",
  "resize",
  "seeked",
  "seeking",
  "volumechange",
  "waiting",
];
/** Between two views while nothing happens, in ms: 4 Hz. */
const SHOW_MS = 240;
/** How long the room has to answer an act on the element itself before it is undone, in ms. */
const HUSH_MS = 1500;
/** Between two tries to load a film whose server is gone, in ms. */
const RETRY_MS = 4000;

/** Takes the element; from then on the page moves it by the pilot alone. */
export function createPilot(parts: PilotParts): Pilot {
  const { video, following, timeline, loop } = parts;
  const page = video.ownerDocument.defaultView ?? window;
  const now = () => performance.now();
  const viewing = createViewing();
  const reporter = createReporter(parts.onReport);
  const view = signal<PlayerView>(NO_VIEW);
  const log = createSyncLog();
  const segments = createSegmentTimes();
  const download = createDownload(page, segments);
  const witness = createWitness(video, page.location.href);
  let film: Film | null = null;
  let loads = 0;
  let problem: Problem | null = null;
  let isBlocked = false;
  let tickTimer: ReturnType<typeof setTimeout> | undefined;
  let retryTimer: ReturnType<typeof setTimeout> | undefined;
  let shownMs = -Infinity;

  const room = () => {
    const line = timeline.peek();
    const isOurs = film !== null && film.sourceId === line?.sourceId;
    return isOurs && following.peek() ? line : null;
  };
  const hand = createHand(video, () => {
    isBlocked = true;
    show();
  });
  const { toServerMs } = parts;
  const steering = createSteering({
    hand,
    log,
    learnt: loadLearnt(),
    room,
    toServerMs,
  });

  function tick(): void {
    clearTimeout(tickTimer);
    const canMove = film !== null && !isBlocked && video.error === null;
    const waitMs = canMove ? steering.step(readElement(video), now()) : SHOW_MS;
    if (now() - shownMs >= SHOW_MS) show();
    tickTimer = setTimeout(tick, waitMs);
  }

  function show(): void {
    const atMs = now();
    shownMs = atMs;
    const reading = readElement(video);
    download.look(reading, atMs);
    view.value = viewing.look({
      video,
      reading,
      atMs,
      serverMs: toServerMs(atMs),
      film,
      loads,
      problem,
      isBlocked,
      speed: hand.speed(),
      course: steering.course(),
      how: room()?.how ?? null,
      downloadBps: download.bps(),
    });
    log.show(steering.errorS());
    const { isHidden } = reading;
    const sizeBytes = download.sizeBytes();
    const seen = { view: view.peek(), film, loads, isHidden, sizeBytes, atMs };
    witness.look(seen);
    const trouble = witness.trouble();
    const facts = { learnt: steering.learnt(), isHidden, trouble };
    reporter.offer(reportOf(view.peek(), facts), atMs);
  }

  function onEvent({ type }: Event): void {
    const what = hand.outside(type);
    if (what !== null) {
      steering.hush(now() + HUSH_MS);
      const { currentTime: positionS, playbackRate: speed } = video;
      parts.onOutsideAct({ what, positionS, speed });
    }
    if (type === "loadedmetadata") problem = null;
    tick();
    show();
  }

  function onError(): void {
    if (film === null || video.error === null) return;
    const { url } = film;
    const { code, message } = video.error;
    const pageUrl = page.location.href;
    const load = loads;
    show();
    const failure = { url, pageUrl, code, message };
    // Most evenings need no word of it, so it is not among the first bytes of the page.
    import("./problem.ts")
      .then(({ nameProblem }) =>
        nameProblem(failure, (...asked) => fetch(...asked))
      )
      .then((found) => {
        if (load !== loads) return;
        problem = found;
        show();
        if (found.code === "network") retryTimer = setTimeout(retry, RETRY_MS);
      })
      .catch((error: unknown) => {
        if (load !== loads) return;
        problem = { code: "unknown", detail: String(error) };
        show();
      });
  }

  /** The film's server went away: the same film again, from the same place. */
  function retry(): void {
    if (film === null) return;
    steering.restart();
    // Where the room steers it may have been paused meanwhile, so that it says what is next.
    if (room() === null) hand.reload(film.url);
    else hand.load(film.url, view.peek().positionS);
  }

  function onVisibility(): void {
    saveLearnt(steering.learnt());
    tick();
    show();
  }

  let wasFollowing = following.peek();
  const stopEffect = effect(() => {
    const isFollowing = following.value;
    const isLooping = loop.value;
    void timeline.value;
    untracked(() => {
      steering.hush(-Infinity);
      if (isFollowing !== wasFollowing) steering.restart();
      wasFollowing = isFollowing;
      // The room begins its film again by itself, for all at one instant.
      video.loop = isLooping && room() === null;
      tick();
      show();
    });
  });
  for (const type of EVENTS) video.addEventListener(type, onEvent);
  video.addEventListener("error", onError);
  video.ownerDocument.addEventListener("visibilitychange", onVisibility);

  /** Whatever the viewer does themselves ends a jump that is under way. */
  const byViewer = (act: () => void) => {
    steering.restart();
    act();
    show();
  };
  return {
    view,
    syncView: log.view,
    segments,
    flow: () => witness.flow(),
    load(next) {
      clearTimeout(retryTimer);
      film = next;
      loads++;
      problem = null;
      isBlocked = false;
      steering.restart();
      download.begin(next.url, next.sizeBytes ?? null);
      hand.load(next.url, next.startPositionS ?? 0);
      video.loop = loop.peek() && room() === null;
      tick();
      show();
    },
    unload() {
      if (film === null) return;
      clearTimeout(retryTimer);
      film = null;
      loads++;
      problem = null;
      isBlocked = false;
      steering.restart();
      download.end();
      hand.unload();
      tick();
      show();
    },
    reload() {
      clearTimeout(retryTimer);
      loads++;
      problem = null;
      isBlocked = false;
      retry();
      tick();
      show();
    },
    play: () =>
      byViewer(() => {
        isBlocked = false;
        hand.play();
      }),
    pause: () => byViewer(hand.pause),
    seek: (positionS) => byViewer(() => hand.seek(positionS)),
    setSpeed: (speed) =>
      byViewer(() => {
        hand.apply({ type: "pitch", isKept: speed !== 1 });
        hand.setSpeed(speed);
      }),
    jump(line) {
      steering.jump(line);
      tick();
    },
    unblock() {
      isBlocked = false;
      hand.play();
      // The tap counts even where the room stands still, and later plays need none.
      if (room()?.rate === 0) hand.pause();
      steering.restart();
      tick();
      show();
    },
    setVolume(volume) {
      video.volume = clamp(volume, 0, 1);
    },
    setMuted(isMuted) {
      video.muted = isMuted;
    },
    positionNow() {
      const atLocalMs = now();
      const isMoving = view.peek().state === "playing" && !video.paused;
      const rate = isMoving ? hand.speed() : 0;
      return { positionS: video.currentTime, rate, atLocalMs };
    },
    close() {
      stopEffect();
      clearTimeout(tickTimer);
      clearTimeout(retryTimer);
      for (const type of EVENTS) video.removeEventListener(type, onEvent);
      video.removeEventListener("error", onError);
      video.ownerDocument.removeEventListener("visibilitychange", onVisibility);
      download.close();
      saveLearnt(steering.learnt());
      hand.unload();
    },
  };
}
