/**
 * The software this one is named after: positions reported each second as they are, commands done
 * when they come, and a guard that brings back who is more than 6 s ahead.
 */
import { type Message, obey, openLink } from "./link.ts";

const REPORT_MS = 1000;
const GUARD_S = 6;

/** Begins to follow the room. */
export function start(): void {
  const link = openLink({
    onMessage: take,
    onOpen: () => {
      setInterval(() => {
        if (video.paused) return;
        link.send({
          type: "report",
          from: link.me,
          positionS: video.currentTime,
          rate: video.playbackRate,
        });
      }, REPORT_MS);
    },
    onProbe: () => {},
  });
  const { video } = link;

  function take(message: Message): void {
    const { type, from, positionS = 0, rate = 1 } = message;
    switch (type) {
      case "play":
        video.play().catch(() => {});
        return;
      case "seek":
        video.currentTime = positionS;
        return;
      case "rate":
        video.playbackRate = rate;
        return;
      case "report":
        if (from === link.me) return;
        if (video.paused && video.readyState >= 3) {
          // What a late viewer does by hand: one press of "sync to".
          video.currentTime = positionS;
          video.playbackRate = rate;
          video.play().catch(() => {});
        } else if (video.currentTime - positionS > GUARD_S) {
          video.currentTime = positionS;
        }
    }
  }

  obey((act) => link.send({ ...act, from: link.me }));
}
