/** What decides whether a film will stutter. */
export interface ForecastFacts {
  /** Bytes per second that the film takes at the speed it is played; null while unknown. */
  readonly needBps: number | null;
  /** What this viewer's line gives at its best, in bytes per second; null while unknown. */
  readonly lineBps: number | null;
  /** Seconds of film that lie ready. */
  readonly bufferedS: number;
  /** Seconds of film that are still to be seen; Infinity while unknown. */
  readonly leftS: number;
  /**
   * What everyone who takes this film from the server takes together, this viewer included, in
   * bytes per second; 0 where the film does not come from it.
   */
  readonly roomNeedBps: number;
  /** What the server can send, in bytes per second; null while unknown. */
  readonly uplinkBps: number | null;
  /** Seconds of film that the player holds ahead at the most. */
  readonly holdsS: number;
}

/** Whether it will stutter, and what helps. */
export interface Forecast {
  /**
   * `fine`: it will not. `loaded`: neither, as all that is left of it is here. `line`: this viewer's line is too slow. `room`: the server's line is too
   * slow for all of them. `unknown`: nothing was measured yet.
   */
  readonly verdict: "fine" | "loaded" | "line" | "room" | "unknown";
  /** Bytes per second that the film takes, for this viewer and for all. */
  readonly needBps: number | null;
  readonly roomNeedBps: number;
  /** Bytes per second that the line in question carries. */
  readonly lineBps: number | null;
  /** Bytes per second that this viewer will get of it. */
  readonly shareBps: number | null;
  /** How long to wait, paused, before it plays; 0 where waiting is of no use. */
  readonly waitS: number;
  /** How long it then plays before it stands; Infinity: to its end. */
  readonly playsS: number;
}

/** Means of rates wobble: what lacks less than this share is not foretold to stutter. */
const SLACK = 0.03;
/** Sound and picture end apart, and the buffer with the first of them, in s. */
const END_S = 0.5;

/**
 * Foretells whether the film stands before its end when it is played now, by the mean of its
 * bitrate and by what the lines give. Who shares a line that is too slow gets as much of the film
 * per second as everyone else.
 */
export function forecast(facts: ForecastFacts): Forecast {
  const { needBps, lineBps, bufferedS, leftS, roomNeedBps, uplinkBps } = facts;
  const fine: Forecast = {
    verdict: "fine",
    needBps,
    roomNeedBps,
    lineBps,
    shareBps: null,
    waitS: 0,
    playsS: Infinity,
  };
  if (bufferedS + END_S >= leftS) return { ...fine, verdict: "loaded" };
  if (needBps === null || needBps <= 0) return { ...fine, verdict: "unknown" };
  const ofServer = uplinkBps === null || roomNeedBps <= 0
    ? Infinity
    : needBps * uplinkBps / roomNeedBps;
  const shareBps = Math.min(ofServer, lineBps ?? Infinity);
  if (shareBps === Infinity) return { ...fine, verdict: "unknown" };
  const isRoom = ofServer <= (lineBps ?? Infinity);
  const told = {
    ...fine,
    lineBps: isRoom ? uplinkBps : lineBps,
    shareBps,
  };
  const lacking = 1 - shareBps / needBps;
  // So much has to lie ready at the start for what comes later to be enough.
  const aheadS = leftS * lacking;
  if (lacking <= SLACK || bufferedS >= aheadS) return told;
  const fillS = Math.min(aheadS, facts.holdsS);
  return {
    ...told,
    verdict: isRoom ? "room" : "line",
    waitS: shareBps > 0
      ? Math.max(0, fillS - bufferedS) * needBps / shareBps
      : 0,
    playsS: fillS < aheadS ? Math.max(fillS, bufferedS) / lacking : Infinity,
  };
}
