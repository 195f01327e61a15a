/**
 * A controller with the constants of Syncplay: no clock, a moving average of the round trip, the
 * state each second; who is ahead by 1.5 s slows to 0.95, and beyond 4 s the position is set.
 */
import { type Message, obey, openLink } from "./link.ts";

const TELL_MS = 1000;
/** Weight of the past in the average. */
const PAST = 0.85;
const SLOW_FROM_S = 1.5;
const SLOW_UNTIL_S = 0.1;
const SLOW_RATE = 0.95;
const SEEK_FROM_S = 4;

/** Begins to follow the room. */
export function start(): void {
  let roundTripMs = 0;
  const link = openLink({
    onMessage: take,
    onOpen: () => {
      setInterval(() => {
        link.send({ type: "probe", sentMs: performance.now() });
        if (video.paused) return;
        link.send({
          type: "state",
          from: link.me,
          positionS: video.currentTime,
          roundTripMs,
        });
      }, TELL_MS);
    },
    onProbe: ({ sentMs, receivedMs }) => {
      const own = receivedMs - sentMs;
      roundTripMs = roundTripMs === 0
        ? own
        : PAST * roundTripMs + (1 - PAST) * own;
    },
  });
  const { video } = link;

  function take(message: Message): void {
    const { type, from, positionS = 0, roundTripMs: theirsMs = 0 } = message;
    const agedS = (theirsMs + roundTripMs) / 2000;
    if (type === "set") {
      video.currentTime = positionS;
      if (from !== link.me) video.currentTime = positionS + agedS;
      video.play().catch(() => {});
    } else if (type === "state" && from !== link.me) {
      if (video.paused) {
        // Somebody who comes later goes to where the others are.
        video.currentTime = positionS + agedS;
        video.play().catch(() => {});
        return;
      }
      const aheadS = video.currentTime - (positionS + agedS);
      if (aheadS > SEEK_FROM_S) video.currentTime = positionS + agedS;
      else if (aheadS > SLOW_FROM_S) video.playbackRate = SLOW_RATE;
      else if (aheadS < SLOW_UNTIL_S) video.playbackRate = 1;
    }
  }

  obey((act) => {
    if (act.type === "rate") return;
    const positionS = act.type === "seek" ? act.positionS : video.currentTime;
    link.send({ type: "set", from: link.me, positionS, roundTripMs });
  });
}
