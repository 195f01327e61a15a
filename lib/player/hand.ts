import type { Action } from "@/lib/sync/mod.ts";
import {
  type Intent,
  isSystemPausing,
  type Moved,
  outsideAct,
} from "./intent.ts";

/** As much of an element as a hand touches. */
export type Handled =
  & Moved
  & Pick<
    HTMLVideoElement,
    | "defaultPlaybackRate"
    | "duration"
    | "load"
    | "pause"
    | "play"
    | "preservesPitch"
    | "removeAttribute"
    | "src"
  >
  & {
    readonly ownerDocument: Pick<Document, "visibilityState" | "defaultView">;
  };

/** What gives the element its film. */
export interface Feed {
  /** Sets the element's source; the film begins at a position in s. */
  start(video: Pick<Handled, "src" | "load">, positionS: number): void;
  /** Whether an engine feeds it: one that seeks by itself over holes and to a stream's edge. */
  readonly isEngine: boolean;
}

/** How the element was meant to stand. */
export interface Standing {
  readonly positionS: number;
  readonly speed: number;
  readonly wantsPlay: boolean;
}

/** The one hand on the element: whatever it does is remembered as meant. */
export interface Hand {
  /** Does one thing to the element. Never throws; a refused `play()` is told to `onRefused`. */
  apply(action: Action): void;
  play(): void;
  pause(): void;
  /** @param positionS seconds into the film, moved inside it */
  seek(positionS: number): void;
  /** The speed from now on. */
  setSpeed(speed: number): void;
  /** The speed it was told last, without a bend. */
  speed(): number;
  /** Loads another film, which begins paused at a position in s. */
  load(feed: Feed, positionS: number): void;
  /** How it is meant to stand now, for {@linkcode Hand.reload}. */
  standing(): Standing;
  /** Loads the same film again: from where it was, playing if it was meant to, at its speed. */
  reload(feed: Feed, standing: Standing): void;
  /** Stops and lets go of the film. */
  unload(): void;
  /** Which outside act an event shows, which is from then on as good as meant. */
  outside(type: string): ReturnType<typeof outsideAct>;
}

/**
 * How long after a pause of ours nobody can have pressed play, in ms: WebKitGTK plays on by itself
 * where the pause came while another speed flushed the film.
 */
const PAUSING_MS = 300;

/**
 * @param onRefused called when the browser plays nothing without a tap
 */
export function createHand(
  video: Handled,
  onRefused: () => void,
): Hand {
  const intent: Intent = { wantsPlay: false, soughtS: null, rate: 1 };
  let chosen = 1;
  let isFed = false;
  let pausedMs = -Infinity;
  const setRate = (rate: number) => {
    intent.rate = rate;
    if (video.playbackRate === rate) return;
    try {
      video.playbackRate = rate;
    } catch {
      // A browser with a narrower range keeps the speed it has, as its next reading shows.
      intent.rate = video.playbackRate;
    }
  };
  const hand: Hand = {
    apply(action) {
      switch (action.type) {
        case "play":
          return hand.play();
        case "pause":
          return hand.pause();
        case "seek":
          return hand.seek(action.positionS);
        case "rate":
          return action.isBend
            ? setRate(action.rate)
            : hand.setSpeed(action.rate);
        case "pitch":
          if (video.preservesPitch !== action.isKept) {
            video.preservesPitch = action.isKept;
          }
      }
    },
    play() {
      intent.wantsPlay = true;
      // From its end a film begins again by a seek of the browser's own.
      if (video.ended) intent.soughtS = 0;
      video.play().catch((error: unknown) => {
        // Any other refusal is a load or a pause that came between, or a failure told by an event.
        if (!(error instanceof Error) || error.name !== "NotAllowedError") {
          return;
        }
        intent.wantsPlay = false;
        onRefused();
      });
    },
    pause() {
      intent.wantsPlay = false;
      pausedMs = performance.now();
      video.pause();
    },
    seek(positionS) {
      // The end has paused it, and says so a moment later, when it stands at its end no more.
      if (video.ended && video.paused) intent.wantsPlay = false;
      const endS = Number.isFinite(video.duration) ? video.duration : Infinity;
      intent.soughtS = Math.max(0, Math.min(positionS, endS));
      video.currentTime = intent.soughtS;
    },
    setSpeed(speed) {
      chosen = speed;
      setRate(speed);
    },
    speed: () => chosen,
    load(feed, positionS) {
      intent.wantsPlay = false;
      intent.soughtS = positionS > 0 ? positionS : null;
      // A load resets the speed by itself.
      intent.rate = video.defaultPlaybackRate;
      chosen = intent.rate;
      isFed = feed.isEngine;
      feed.start(video, positionS);
      if (positionS > 0) video.currentTime = positionS;
    },
    standing: () => ({
      // One that failed before it knew its length stands at 0 in some browsers.
      positionS: video.currentTime || (intent.soughtS ?? 0),
      speed: chosen,
      wantsPlay: intent.wantsPlay,
    }),
    reload(feed, { positionS, speed, wantsPlay }) {
      hand.load(feed, positionS);
      hand.setSpeed(speed);
      if (wantsPlay) hand.play();
    },
    unload() {
      hand.pause();
      intent.soughtS = null;
      intent.rate = video.defaultPlaybackRate;
      chosen = intent.rate;
      isFed = false;
      video.removeAttribute("src");
      video.load();
    },
    outside(type) {
      const what = outsideAct(type, video, {
        intent,
        isSystemPausing: isSystemPausing(video.ownerDocument),
      });
      if (what === null) return null;
      if (what === "play" && performance.now() - pausedMs < PAUSING_MS) {
        video.pause();
        return null;
      }
      if (isFed && what === "seek") {
        intent.soughtS = video.currentTime;
        return null;
      }
      if (isFed && what === "rate") {
        setRate(intent.rate);
        return null;
      }
      intent.wantsPlay = !video.paused;
      intent.rate = video.playbackRate;
      if (what === "rate") chosen = intent.rate;
      if (what === "seek") intent.soughtS = video.currentTime;
      return what;
    },
  };
  return hand;
}
