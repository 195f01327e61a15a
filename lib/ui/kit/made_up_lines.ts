import {
  type HistoryLine,
  type Row,
  STALL_CAUSE,
  type StallCause,
  WHAT,
} from "@/lib/protocol/mod.ts";
import { MADE_UP_NOW_MS } from "./made_up_pilot.ts";

/** An evening in 2026, in ms since 1970. */
const WALL_MS = 1_793_188_800_000;

let lastNumber = 0;

/** A line of the history; what is not told is as usual. */
export function madeUpLine(
  line: Partial<HistoryLine> & Pick<HistoryLine, "kind">,
): HistoryLine {
  const number = ++lastNumber;
  return {
    number,
    by: "Alice",
    wallMs: WALL_MS + number * 7000,
    positionS: 2500 + number,
    text: "",
    colour: "#ffffff",
    place: "roll",
    what: null,
    value: null,
    about: null,
    ...line,
  };
}

/** The three kinds of message, with a text in Chinese and one that breaks nowhere. */
export function madeUpMessages(): readonly HistoryLine[] {
  return [
    madeUpLine({ kind: "element", by: "小雨", text: "注意下一个镜头" }),
    madeUpLine({ kind: "danmaku", text: "that light!", colour: "#39ccff" }),
    madeUpLine({ kind: "danmaku", text: "前方高能", place: "top" }),
    madeUpLine({
      kind: "notice",
      text: `Tea is ready ${"a".repeat(60)} <b>not bold</b>`,
    }),
  ];
}

/** All that the room itself tells, once. */
export function madeUpTold(): readonly HistoryLine[] {
  return WHAT.options.map((what) =>
    madeUpLine({ kind: "system", what, value: 2, about: "小雨" })
  );
}

/** A stall for each cause. */
export function madeUpStalls(): readonly HistoryLine[] {
  return STALL_CAUSE.options.map((cause) =>
    madeUpLine({
      kind: "system",
      what: "stall",
      by: `viewer ${cause}`,
      stall: madeUpStall(cause),
    })
  );
}

function madeUpStall(cause: StallCause): NonNullable<HistoryLine["stall"]> {
  return {
    cause,
    standsMs: 3200,
    haveBps: 210_000,
    needBps: 420_000,
    lineBps: 500_000,
    sharers: 2,
    spanMs: 5000,
    diskMs: 900,
    diskMaxMs: 400,
    waitMs: 2100,
    paceMs: 700,
    bufferedS: 0.2,
    frames: 120,
    droppedFrames: 48,
    hiddenMs: 1500,
  };
}

const ROW: Row = {
  id: "me",
  name: "小雨",
  device: "desktop",
  online: true,
  following: true,
  state: "playing",
  positionS: 2537,
  rate: 1,
  speed: 1,
  atMs: MADE_UP_NOW_MS,
  uncertaintyMs: 3,
  bufferedS: 24.6,
  stalled: false,
  downloadBps: 655_360,
  sourceId: 1,
  film: "evening.mp4",
  hidden: false,
};

/** What each viewer differs in from one who plays on the instant. */
const VIEWERS: Readonly<Record<string, Partial<Row>>> = {
  "小雨": { role: "owner" },
  "Alice, ahead": { positionS: 2538.2, role: "deputy" },
  "老王 behind": { positionS: 2534.6, device: "phone", role: "controller" },
  "free, faster": { following: false, speed: 1.5, rate: 1.5, positionS: 2401 },
  "paused": { state: "paused", rate: 0 },
  "loaded whole": { bufferedS: 5399.4, downloadBps: 296_000_000 },
  "stalled": { stalled: true, rate: 0, bufferedS: 0.2, downloadBps: 61_000 },
  "loading": { state: "loading", rate: 0, bufferedS: 0 },
  "waiting": { state: "waiting", rate: 0, bufferedS: 0 },
  "blocked": { state: "blocked", rate: 0 },
  "ended": { state: "ended", rate: 0, positionS: 5400 },
  "failed": { state: "failed", rate: 0, bufferedS: 0, downloadBps: null },
  "empty": { state: "empty", rate: 0, atMs: null, film: "", sourceId: null },
  "away": { online: false, atMs: MADE_UP_NOW_MS - 8000 },
  "old report": { atMs: MADE_UP_NOW_MS - 9000 },
  "hidden tab": { hidden: true, device: "tablet" },
  "another film": { sourceId: null, film: "holiday.mkv" },
  "another version": { copy: "version" },
  "a name that is far too long for the column 而且很长": { copy: "different" },
};

/** A viewer in every state that a row can show. */
export function madeUpRows(): readonly Row[] {
  return Object.entries(VIEWERS).map(([name, differs], index) => ({
    ...ROW,
    ...differs,
    name,
    id: index === 0 ? "me" : `viewer ${index}`,
  }));
}
