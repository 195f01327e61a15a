/** Which of a viewer's reports were answered like probes, so that they probe as seldom as a page. @module */
import { Buffer } from "node:buffer";
import { asksAnswer, goesWithReport, isProbeDue } from "@/lib/time/mod.ts";

/** What one viewer sent and heard last, in our ms. */
export interface Asked {
  askedMs: number;
  answeredMs: number;
  probedMs: number;
  /** How rows name this viewer that answer reports; empty where the server knows no such answer. */
  mark: string;
}

/** Somebody who has said nothing yet. */
export function nothingAsked(): Asked {
  return {
    askedMs: -Infinity,
    answeredMs: -Infinity,
    probedMs: -Infinity,
    mark: "",
  };
}

/** What a report carries of the time. */
export function ask(asked: Asked, nowMs: number): { readonly sentMs?: number } {
  if (!asksAnswer(nowMs - asked.askedMs)) return {};
  asked.askedMs = nowMs;
  return { sentMs: nowMs };
}

/** Whether a page would probe now, as the shipped rule says of one that is here for a minute. */
export function asksAgain(
  asked: Asked,
  nowMs: number,
  isReporting: boolean,
): boolean {
  const asks = isReporting ? goesWithReport : isProbeDue;
  const isDue = asks({
    count: Infinity,
    answeredAgoMs: nowMs - asked.answeredMs,
    probedAgoMs: nowMs - asked.probedMs,
  });
  if (isDue) asked.probedMs = nowMs;
  return isDue;
}

/** Looks whether a frame answers a report: an echo with its time, or rows that name the viewer. */
export function noteAnswer(asked: Asked, frame: Uint8Array<ArrayBuffer>): void {
  if (asked.mark === "") return;
  const text = Buffer.from(frame.buffer, frame.byteOffset, frame.length);
  const isAnswer = text[ECHO_AT] === ECHO
    ? text.includes(`:${asked.askedMs},`)
    : text.includes(asked.mark);
  if (isAnswer) asked.answeredMs = performance.now();
}

/** What tells `{"type":"echo"` from all else that is said here. */
const ECHO = "e".charCodeAt(0);
const ECHO_AT = '{"type":"'.length;
