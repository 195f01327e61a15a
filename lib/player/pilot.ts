import { effect, signal, untracked } from "@preact/signals";
import { clamp } from "@/lib/base/mod.ts";
import { createDownload } from "./download.ts";
import { ELEMENT_EVENTS } from "./element_events.ts";
import { createReel } from "./engine/reel.ts";
import { type Film, NO_VIEW, type PlayerView } from "./film.ts";
import { createHand, type Feed } from "./hand.ts";
import { createLastPicture } from "./last_picture.ts";
import { playLive } from "./live.ts";
import { loadLearnt, saveLearnt } from "./learnt_store.ts";
import { HUSH_MS, SHOW_MS } from "./pilot_times.ts";
import type { Pilot, PilotParts } from "./port.ts";
import { createReader } from "./read.ts";
import { createReporter } from "./reporter.ts";
import { createRetrying } from "./retrying.ts";
import { createSegmentTimes } from "./segment_times.ts";
import { createSeekWishes } from "./seek_wishes.ts";
import { createSteering } from "./steering.ts";
import { createSyncLog } from "./sync_log.ts";
import { createViewing, reportOf } from "./viewing.ts";
import { createWitness } from "./witness.ts";

/** Takes the element; from then on the page moves it by the pilot alone. */
export function createPilot(parts: PilotParts): Pilot {
  const { video, following, timeline, loop } = parts;
  const page = video.ownerDocument.defaultView ?? window;
  const now = () => performance.now();
  const viewing = createViewing();
  const reporter = createReporter(parts.onReport, parts.calls);
  const view = signal<PlayerView>(NO_VIEW);
  const log = createSyncLog();
  const segments = createSegmentTimes();
  const download = createDownload(page, segments);
  const wishes = createSeekWishes();
  const witness = createWitness(video, page.location.href, segments);
  const read = createReader(video);
  const picture = createLastPicture(video);
  let film: Film | null = null;
  let loads = 0;
  let isBlocked = false;
  /** Whether the element has its source: an engine's code may be on its way. */
  let isFed = false;
  let tickTimer: ReturnType<typeof setTimeout> | undefined;
  let shownMs = -Infinity;

  const room = () => {
    const line = timeline.peek();
    const isOurs = film !== null && film.sourceId === line?.sourceId;
    return isOurs && following.peek() && !isLive() ? line : null;
  };
  const isLive = () => reel.facts.peek()?.isLive === true;
  const reel = createReel({
    video,
    segments,
    onProblem(found) {
      retrying.see(found);
      show();
    },
    onBroken: () => retry(),
  });
  const retrying = createRetrying(parts.isLinked, () => retry());
  const hand = createHand(video, () => {
    isBlocked = true;
    show();
  });
  const steering = createSteering({
    hand,
    log,
    learnt: loadLearnt(),
    room,
    clock: parts,
  });

  function tick(): void {
    clearTimeout(tickTimer);
    const canMove = isFed && !isBlocked && video.error === null;
    const waitMs = canMove ? steering.step(read(), now()) : SHOW_MS;
    if (now() - shownMs >= SHOW_MS) show();
    tickTimer = setTimeout(tick, waitMs);
  }

  /** Steers and tells now, since something happened; what only came in shows at the next look. */
  function renew(): void {
    tick();
    show();
  }

  function show(): void {
    const atMs = shownMs = now();
    const reading = read();
    download.look(reading, atMs);
    view.value = viewing.look({
      video,
      reading,
      atMs,
      serverMs: parts.toServerMs(atMs),
      film,
      loads,
      seeks: wishes.count(),
      problem: retrying.problem(),
      isBlocked,
      speed: hand.speed(),
      course: steering.course(),
      how: room()?.how ?? null,
      downloadBps: download.bps(),
    });
    log.show(steering.errorS(), atMs);
    const { isHidden } = reading;
    const sizeBytes = download.sizeBytes();
    witness.look({ view: view.peek(), film, loads, isHidden, sizeBytes, atMs });
    const trouble = witness.trouble();
    const facts = { learnt: steering.learnt(), isHidden, trouble };
    reporter.offer(reportOf(view.peek(), facts), atMs);
  }

  function onEvent({ type }: Event): void {
    const what = hand.outside(type);
    if (what !== null) {
      steering.hush(now() + HUSH_MS);
      const { currentTime: positionS, playbackRate: speed } = video;
      if (what === "seek") wishes.add();
      parts.onOutsideAct({ what, positionS, speed });
    }
    if (type === "loadedmetadata") retrying.see(null);
    (type === "progress" ? tick : renew)();
  }

  function onError(): void {
    if (film === null || video.error === null) return;
    show();
    reel.onElementError(video.error);
  }

  /** The film on hand is opened; whatever was on before is let go. */
  function open(onReady: (feed: Feed) => void): void {
    if (film === null) return;
    isFed = false;
    reel.open(film, (feed) => {
      isFed = true;
      steering.restart();
      onReady(feed);
      renew();
    });
  }

  /** The film's server went away: the same film again, from the same place. */
  function retry(): void {
    const standing = hand.standing();
    const { positionS } = view.peek();
    picture.keep();
    open((feed) => {
      // Where the room steers it may have been paused meanwhile, so that it says what is next.
      if (room() === null) hand.reload(feed, standing);
      else hand.load(feed, positionS);
    });
  }

  function onVisibility(): void {
    saveLearnt(steering.learnt());
    renew();
  }

  let wasFollowing = following.peek();
  const stopEffect = effect(() => {
    const isFollowing = following.value;
    const isLooping = loop.value;
    wishes.see(timeline.value, isFollowing);
    void reel.facts.value;
    untracked(() => {
      steering.hush(-Infinity);
      if (isFollowing !== wasFollowing) steering.restart();
      wasFollowing = isFollowing;
      // The room begins its film again by itself, for all at one instant.
      video.loop = isLooping && room() === null;
      const isOurs = film?.sourceId === timeline.peek()?.sourceId;
      if (isLive() && isFed && isOurs && isFollowing && !isBlocked) {
        playLive(video, hand, timeline.peek()?.rate ?? 0);
      }
      renew();
    });
  });
  const stopCalls = effect(() => void (parts.calls?.value && untracked(show)));
  for (const type of ELEMENT_EVENTS) video.addEventListener(type, onEvent);
  video.addEventListener("error", onError);
  video.ownerDocument.addEventListener("visibilitychange", onVisibility);

  /** What was of the film before, or of the last try at it, is over. */
  const anew = () => {
    loads++;
    retrying.see(null);
    isBlocked = false;
    steering.restart();
  };
  /** Whatever the viewer does themselves ends a jump that is under way. */
  const byViewer = (act: () => void) => {
    steering.restart();
    act();
    show();
  };
  return {
    view,
    syncView: log.view,
    syncErrors: log.errors,
    segments,
    stream: reel.facts,
    choose: reel.choose,
    flow: () => witness.flow(),
    load(next) {
      const isSame = next.sourceId !== null && next.sourceId === film?.sourceId;
      picture[isSame ? "keep" : "drop"]();
      film = next;
      anew();
      download.begin(next);
      open((feed) => {
        hand.load(feed, feed.isEngine ? steering.dueS(now()) : 0);
        video.loop = loop.peek() && room() === null;
      });
      // The film before it does not go on while the code of this one comes.
      if (!isFed) hand.unload();
      renew();
    },
    unload() {
      if (film === null) return;
      picture.drop();
      film = null;
      anew();
      isFed = false;
      download.end();
      reel.close();
      hand.unload();
      renew();
    },
    reload() {
      anew();
      retry();
      renew();
    },
    play: () =>
      byViewer(() => {
        isBlocked = false;
        hand.play();
      }),
    pause: () => byViewer(hand.pause),
    seek(positionS) {
      wishes.add();
      byViewer(() => hand.seek(positionS));
    },
    setSpeed: (speed) =>
      byViewer(() => {
        hand.apply({ type: "pitch", isKept: speed !== 1 });
        hand.setSpeed(speed);
      }),
    jump(line) {
      wishes.add();
      steering.jump(line);
      tick();
    },
    settle() {
      steering.restart();
      tick();
    },
    unblock() {
      isBlocked = false;
      hand.play();
      // The tap counts even where the room stands still, and later plays need none.
      if (room()?.rate === 0) hand.pause();
      steering.restart();
      renew();
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
      stopCalls();
      clearTimeout(tickTimer);
      retrying.close();
      for (const type of ELEMENT_EVENTS) {
        video.removeEventListener(type, onEvent);
      }
      video.removeEventListener("error", onError);
      video.ownerDocument.removeEventListener("visibilitychange", onVisibility);
      download.close();
      picture.close();
      reel.close();
      saveLearnt(steering.learnt());
      hand.unload();
    },
  };
}
