import type { Danmaku } from "@/lib/protocol/mod.ts";
import { createBrush } from "./brush.ts";
import { type Drawn, type Engine, type Kind, placeAt } from "./engine.ts";
import { flightAt, type FlightClock, turnClock } from "./flight_clock.ts";
import { type KeptFlight, KeptFlights } from "./kept_flights.ts";

/** Danmaku that fly where in the film they were said. */
export interface FilmDanmaku {
  /** One flies as it is said: not at its place in the film too, before the film comes by again. */
  said(danmaku: Danmaku): void;
  /** The picture, or what the viewer wants of danmaku, is another one. */
  fit(): void;
  /** Its time now, in s, and whether that goes on. */
  now(): { readonly film: number; readonly filmMoves: boolean };
  close(): void;
}

/** What it works with. */
export interface FilmDanmakuParts {
  readonly video: HTMLVideoElement;
  readonly kept: readonly Danmaku[];
  /** How one looks now. */
  draw(danmaku: Danmaku): Drawn;
  /**
   * Where one flies that begins at a flight time, in px from the top, null where it may not; they are
   * asked for in their order.
   */
  place(danmaku: Danmaku, startS: number): number | null;
  /** Forgets who flies: all is drawn anew. */
  forget(): void;
  open(
    kind: Kind,
    film: { readonly media: HTMLMediaElement; readonly drawn: Drawn[] },
  ): Engine;
  /** How long one flies, in s. */
  lifeS(kind: Kind): number;
}

/** From how far on a jump leads to another scene, in s; below it, it is a correction. */
const SCENE_S = 3;
/** From which share on another speed is meant: steering bends it by 8 % at most. */
const SPEED_SHARE = 0.1;
/** How long before the next one begins the canvas is drawn again, in s: the film tells four times a second where it is. */
const AHEAD_S = 1;
/** Whatever may begin, end or move a flight. */
const EVENTS = [
  "play",
  "playing",
  "pause",
  "waiting",
  "seeking",
  "seeked",
  "ratechange",
  "timeupdate",
  "ended",
  "loadeddata",
] as const;
const KINDS = ["roll", "still"] as const;

/** Opens what lets a film's danmaku fly, until it is closed. */
export function openFilmDanmaku(parts: FilmDanmakuParts): FilmDanmaku {
  const { video } = parts;
  const longestS = () => Math.max(...KINDS.map(parts.lifeS));
  const rateOf = () => video.playbackRate || 1;
  let clock: FlightClock = {
    filmS: video.currentTime,
    flightS: 0,
    rate: rateOf(),
  };
  /** Where the film was when it was last seen to move by itself. */
  let lastS = video.currentTime;
  const flights = new KeptFlights(parts.kept, clock);
  let listed: readonly KeptFlight[] = [];
  let engines: readonly Engine[] = [];
  /** Those that are shown until the new ones are drawn. */
  let before: readonly Engine[] = [];
  /** Whether what was built last was drawn once. */
  let isDrawn = false;
  /** From one event to the other: the element itself is done with a seek before it says so. */
  let isSeeking = false;

  const look = () => {
    if (!video.seeking && !isSeeking) lastS = video.currentTime;
  };
  const nowS = () => flightAt(clock, lastS);
  const brush = createBrush(() => {
    look();
    return nowS();
  });

  const kindOf = ({ danmaku }: KeptFlight): Kind =>
    parts.draw(danmaku).mode === "rtl" ? "roll" : "still";
  const drawnOf = (flight: KeptFlight): Drawn =>
    placeAt({ ...parts.draw(flight.danmaku), time: flight.startS }, () => {
      if (flight.topPx === undefined) {
        flight.topPx = parts.place(flight.danmaku, flight.startS);
      }
      return flight.topPx;
    });
  /** Removes the canvases from before. */
  const leave = () => {
    for (const engine of before) engine.destroy();
    before = [];
  };
  /** Draws what flies now, at its place, also where the film stands. */
  const rebuild = () => {
    brush.draw(false);
    if (isDrawn) before = engines;
    else for (const engine of engines) engine.destroy();
    isDrawn = false;
    listed = flights.list();
    engines = KINDS.flatMap((kind) => {
      const own = listed.filter((flight) => kindOf(flight) === kind);
      if (own.length === 0) return [];
      return [
        parts.open(kind, { media: brush.media, drawn: own.map(drawnOf) }),
      ];
    });
    brush.draw(true);
    // After the library has drawn the new ones, and before that is seen.
    requestAnimationFrame(() => {
      leave();
      isDrawn = true;
      update();
    });
  };
  const turn = (toS: number) => {
    clock = turnClock(clock, { fromS: lastS, toS, rate: rateOf() });
    lastS = toS;
    flights.follow(clock);
    rebuild();
  };
  const restart = () => {
    // Behind all that ever flew.
    const flightS = nowS() + 2 * longestS();
    lastS = video.currentTime;
    clock = { filmS: lastS, flightS, rate: rateOf() };
    flights.restart(clock, performance.now());
    parts.forget();
    rebuild();
  };
  const isNeeded = (): boolean => {
    const now = nowS();
    const next = listed.findIndex(({ startS }) => startS > now);
    const begun = listed.at(next < 0 ? -1 : next - 1);
    const isFlying = next !== 0 && begun !== undefined &&
      // A little longer than it flies, so that it is seen to be gone.
      now - begun.startS < longestS() + AHEAD_S;
    const nextS = listed[next]?.startS ?? Infinity;
    return isFlying || nextS - now < AHEAD_S;
  };
  let isClosed = false;
  const runs = () =>
    !video.paused && !video.seeking && !video.ended &&
    video.readyState >= HTMLMediaElement.HAVE_FUTURE_DATA;
  function update() {
    if (isClosed || !isDrawn) return;
    brush.draw(runs() && isNeeded());
  }
  const see = ({ type }: Event) => {
    const isElsewhere = Math.abs(video.currentTime - lastS) > SCENE_S;
    if (type === "seeking") {
      isSeeking = true;
      if (isElsewhere) { for (const engine of engines) engine.clear(); }
    } else if (type === "seeked" || type === "loadeddata") {
      isSeeking = false;
      if (isElsewhere) restart();
      else turn(video.currentTime);
    } else {
      look();
      const isAsMeant = Math.abs(rateOf() / clock.rate - 1) < SPEED_SHARE;
      if (!isAsMeant) turn(lastS);
    }
    update();
  };
  for (const type of EVENTS) video.addEventListener(type, see);
  restart();
  return {
    said(danmaku) {
      flights.said(danmaku, { clock, nowMs: performance.now() });
    },
    fit: rebuild,
    now: () => ({ film: nowS(), filmMoves: runs() }),
    close() {
      isClosed = true;
      for (const type of EVENTS) video.removeEventListener(type, see);
      brush.draw(false);
      leave();
      for (const engine of engines) engine.destroy();
      engines = [];
    },
  };
}
