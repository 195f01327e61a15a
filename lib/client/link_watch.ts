import { clamp } from "@/lib/base/mod.ts";
import type { SessionPorts } from "./ports.ts";

/** How often it is looked whether the link lives, in ms. */
const CHECK_MS = 500;
/** After a sleep an answer must come within this and four round trips, in ms. */
const WAKE_ANSWER_MS = 1000;

/** Watches whether a link lives. */
export interface LinkWatch {
  /** A socket is on its way, and must be open within this, in ms. */
  start(openWithinMs: number): void;
  /** It is open: from now on it must speak. */
  opened(): void;
  /** It spoke at this local time. */
  heard(atMs: number): void;
  /** The page slept, and must not blame the link for it; but an answer must come soon. */
  excuseSleep(): void;
  /** There is no link to watch. */
  stop(): void;
}

/**
 * A watch for one link at a time: one that is silent for too long, though it is probed each
 * second, is dead, whatever the socket says. A hidden page probes seldom and its timers come late:
 * there a silent link is asked first.
 */
export function createLinkWatch(
  ports: Pick<SessionPorts, "nowMs" | "after" | "isHidden">,
  { deadAfterMs, roundTripMs, ask, onDead }: {
    readonly deadAfterMs: number;
    /** Null where it is not known. */
    readonly roundTripMs: () => number | null;
    /** Says something that is answered. */
    readonly ask: () => void;
    readonly onDead: () => void;
  },
): LinkWatch {
  let dueMs = Infinity;
  let checkedMs = 0;
  let isOpen = false;
  let isAsked = false;
  let cancel = (): void => {};

  const excuseSleep = (): void => {
    if (!isOpen) return;
    const answerMs = clamp(
      WAKE_ANSWER_MS + 4 * (roundTripMs() ?? 500),
      WAKE_ANSWER_MS,
      deadAfterMs,
    );
    dueMs = Math.max(dueMs, ports.nowMs() + answerMs);
  };
  const check = (): void => {
    // A timer that is this late slept with the machine.
    const slept = ports.nowMs() - checkedMs > 3 * CHECK_MS;
    checkedMs = ports.nowMs();
    const mayAsk = isOpen && ports.isHidden();
    if (mayAsk && checkedMs >= dueMs && !isAsked) {
      isAsked = true;
      ask();
      dueMs = checkedMs + deadAfterMs;
    } else if (slept && !mayAsk) excuseSleep();
    if (checkedMs >= dueMs) onDead();
    else cancel = ports.after(CHECK_MS, check);
  };
  const watch = {
    start: (openWithinMs: number) => {
      cancel();
      isOpen = false;
      isAsked = false;
      checkedMs = ports.nowMs();
      dueMs = checkedMs + openWithinMs;
      cancel = ports.after(CHECK_MS, check);
    },
    opened: () => {
      isOpen = true;
      watch.heard(ports.nowMs());
    },
    heard: (atMs: number) => {
      dueMs = atMs + deadAfterMs;
      isAsked = false;
    },
    excuseSleep,
    stop: () => cancel(),
  };
  return watch;
}
