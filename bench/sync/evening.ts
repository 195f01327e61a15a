import { eventually, pause } from "../../tests/browser/eventually.ts";
import type { ChromiumSeat, Seat } from "./browser.ts";
import { type Act, shareFile, shareLink, type Way } from "./groups.ts";
import type { DoneStep, StepName } from "./measure.ts";
import { drawWarp } from "./warp.ts";
import { type Trace, type Warp, WATCH } from "./watcher.ts";

/** Viewers who are kept together in one way: the first acts, the last is what things happen to. */
export interface Group {
  readonly way: Way;
  readonly seats: readonly [ChromiumSeat, ...Seat[], Seat];
  /** The address at which one of them comes. */
  address(viewer: string): string;
  /** What all of them watch, where it is not what they come to. */
  readonly film: OtherFilm | null;
}

/** A link that one gives to all, or a file of which each has a copy. */
export type OtherFilm =
  | { readonly is: "stream"; readonly url: string }
  | { readonly is: "copies"; readonly path: string };

/** What was done and seen of a group. */
export interface Seen {
  readonly steps: readonly DoneStep[];
  readonly traces: readonly [Trace, ...Trace[], Trace];
}

/** Between the same step of one group and of the next, in ms, so that they do not all work at once. */
const STAGGER_MS = 450;
/**
 * The same for who joins, whose page, film and first picture take two cores for seconds: elsewhere
 * everyone has a computer of their own.
 */
const STAGGER_JOIN_MS = 4000;
/** How long pages are open before the evening begins, in ms. */
const OPEN_MS = 6000;
/** How long a browser is stopped, in ms. */
const FREEZE_MS = 3000;
/** After a step nothing is called steady so long, in ms; longer after a page opened. */
const SETTLE_MS = 5000;
const SETTLE_JOIN_MS = 10_000;

interface Plan {
  readonly name: StepName;
  readonly act?: Act;
  /** How long it lasts, in ms. */
  readonly lastsMs: number;
}

const EVENING: readonly Plan[] = [
  { name: "play", act: { type: "play" }, lastsMs: 14_000 },
  { name: "seek", act: { type: "seek", positionS: 40 }, lastsMs: 12_000 },
  { name: "far seek", act: { type: "seek", positionS: 400 }, lastsMs: 14_000 },
  { name: "freeze", lastsMs: 12_000 },
  { name: "rate 1.5", act: { type: "rate", rate: 1.5 }, lastsMs: 8000 },
  { name: "rate 1", act: { type: "rate", rate: 1 }, lastsMs: 11_000 },
  { name: "leave", lastsMs: 4000 },
  { name: "join", lastsMs: 30_000 },
];

/** Clocks of which each differs from the next by seconds and by 80 millionths, drawn anew. */
function drawWarps(count: number): readonly Warp[] {
  const first = Math.random() < 0.5 ? 0 : 1;
  return Array.from(
    { length: count },
    (_, index) => drawWarp((index + first) % 2 === 0 ? 40e-6 : -40e-6),
  );
}

/** Runs an evening with all groups side by side. */
export async function runEvening(
  groups: readonly Group[],
  tell: (what: string) => void,
): Promise<readonly Seen[]> {
  const diaries = groups.map(createDiary);
  for (const diary of diaries) await diary.open();
  await pause(OPEN_MS);
  for (const plan of EVENING) {
    tell(plan.name);
    const apartMs = plan.name === "join" ? STAGGER_JOIN_MS : STAGGER_MS;
    for (const diary of diaries) {
      await Promise.all([diary.do(plan), pause(apartMs)]);
    }
    await pause(plan.lastsMs - apartMs * groups.length);
  }
  return await Promise.all(diaries.map((diary) => diary.close()));
}

interface Diary {
  open(): Promise<void>;
  do(plan: Plan): Promise<void>;
  close(): Promise<Seen>;
}

function createDiary({ way, seats, address, film }: Group): Diary {
  const [first] = seats;
  const last = seats.at(-1) ?? first;
  const warps = drawWarps(seats.length);
  const come = (seat: Seat) => {
    const index = seats.indexOf(seat);
    const warp = warps[index];
    if (warp === undefined) throw new RangeError("Cannot seat a stranger");
    return seat.open(address(`viewer${index + 1}`), warp);
  };
  /** Everyone but the first is asked for a copy. */
  const giveCopy = async (seat: Seat) => {
    if (film?.is === "copies") await seat.giveCopy?.(film.path);
  };
  const steps: (DoneStep & { isByPress: boolean })[] = [];
  let early: Trace = { looks: [], incidents: [] };
  let rate = 1;

  const begin = (name: StepName, atMs: number, isByPress = false): void => {
    const before = steps.at(-1);
    if (before !== undefined) {
      steps[steps.length - 1] = { ...before, untilMs: atMs };
    }
    const settleMs = name === "join" ? SETTLE_JOIN_MS : SETTLE_MS;
    steps.push({ name, atMs, untilMs: Infinity, rate, settleMs, isByPress });
  };

  return {
    async open() {
      for (const seat of seats) await come(seat);
      if (film?.is === "stream") await shareLink(first.page(), film.url);
      if (film?.is === "copies") await shareFile(first.page(), film.path);
      for (const seat of seats.slice(1)) await giveCopy(seat);
      for (const seat of seats) await hasPicture(seat, film !== null);
    },
    async do({ name, act }) {
      switch (name) {
        case "freeze":
          if (last.freeze === null) return;
          last.freeze.stop();
          await pause(FREEZE_MS);
          begin(name, trueMs());
          return last.freeze.goOn();
        case "leave":
          early = await last.trace();
          begin(name, trueMs());
          return await last.leave();
        case "join":
          await come(last);
          await giveCopy(last);
          return begin(name, await bornMs(last));
        default:
          if (act === undefined || act.type === "rate" && !way.hasRates) return;
          if (act.type === "rate") rate = act.rate;
          begin(name, await pageMs(first), true);
          return await way.act(first.page(), act);
      }
    },
    async close() {
      const endMs = trueMs();
      const one = await first.trace();
      const between: Trace[] = [];
      for (const seat of seats.slice(1, -1)) between.push(await seat.trace());
      const late = await last.trace();
      const other = {
        looks: [...early.looks, ...late.looks],
        incidents: [...early.incidents, ...late.incidents],
      };
      const timed = steps.map((step) => ({
        ...step,
        untilMs: Math.min(step.untilMs, endMs),
        atMs: step.isByPress ? pressMs(one, step.atMs) : step.atMs,
      }));
      return { steps: timed, traces: [one, ...between, other] };
    },
  };
}

/** Waits until a seat has a picture, of another film than it came to where that is asked for. */
function hasPicture(seat: Seat, isOther: boolean): Promise<void> {
  return eventually(async () => {
    const { readyState, source } = await seat.run(() => {
      const video = document.querySelector("video");
      return {
        readyState: video?.readyState ?? 0,
        source: video?.currentSrc ?? "",
      };
    }, null);
    const isIt = source.startsWith("blob:") === isOther;
    if (readyState < 2 || !isIt) throw new Error("Cannot see a picture");
  }, { withinMs: 30_000 });
}

/** True ms of the page, which is the one of this process but for a ms. */
function pageMs(seat: Seat): Promise<number> {
  return seat.run(
    (key) => Reflect.get(globalThis, key).trueMs(),
    WATCH,
  );
}

/** True ms at which the page of a seat was asked for. */
function bornMs(seat: Seat): Promise<number> {
  return seat.run(
    (key) => Reflect.get(globalThis, key).bornMs,
    WATCH,
  );
}

/** The last press of those that belong to one act: it is the one that sends it. */
function pressMs({ incidents }: Trace, fromMs: number): number {
  const presses = incidents.filter(([atMs, what]) =>
    atMs >= fromMs && atMs < fromMs + 1500 &&
    ["click", "change", "keydown"].includes(what)
  );
  return presses.at(-1)?.[0] ?? fromMs;
}

function trueMs(): number {
  return performance.timeOrigin + performance.now();
}
