import type { HistoryLine } from "@/lib/protocol/mod.ts";

/** The evening of the tests, in ms since 1970. */
export const EVENING_MS = new Date(2026, 0, 2, 20, 0, 0).getTime();

/** A line of the history, said or told at its number of seconds, but for what is told otherwise. */
export function lineOf(
  number: number,
  more: Partial<HistoryLine> = {},
): HistoryLine {
  return {
    number,
    kind: more.what === undefined ? "element" : "system",
    by: "alice",
    wallMs: EVENING_MS + number * 1000,
    positionS: 60 + number,
    text: "",
    colour: "#ffffff",
    place: "roll",
    what: null,
    value: null,
    about: null,
    ...more,
  };
}
