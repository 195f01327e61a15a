import { clamp } from "@/lib/base/mod.ts";
import {
  type Learnt,
  SEEK_MAX,
  type Spread,
  UNLEARNT,
} from "@/lib/sync/mod.ts";

/** Where the browser keeps what this device has shown of itself; the number is the shape's. */
const KEY = "17kan.learnt.1";
/** Beyond this no latency is believed, in ms. */
const LATENCY_MAX_MS = 5000;

/** The least share of a bend that is believed at first: half of it calls them without effect. */
const TRIED = 0.5;

/** What was learnt on an earlier visit, or what is known of devices in general. */
export function loadLearnt(): Learnt {
  try {
    return readLearnt(localStorage.getItem(KEY));
  } catch {
    // Private windows refuse storage.
    return UNLEARNT;
  }
}

/** Reads what was kept; what is missing, broken or beyond belief is as if never learnt. */
export function readLearnt(text: string | null): Learnt {
  let kept: unknown = null;
  try {
    kept = JSON.parse(text ?? "null");
  } catch {
    // Another page of this origin may have written nonsense.
  }
  const latency = (
    key: Exclude<keyof Learnt, "seekBuffered" | "seekNetwork">,
  ) => number(kept, key, UNLEARNT[key]);
  return {
    playFlushedMs: latency("playFlushedMs"),
    playWarmMs: latency("playWarmMs"),
    seekBuffered: spread(kept, "seekBuffered"),
    seekNetwork: spread(kept, "seekNetwork"),
    hotSeekMs: latency("hotSeekMs"),
    hotSilentMs: latency("hotSilentMs"),
    rateMs: latency("rateMs"),
    // Bends are tried anew on each visit, since a browser may have learnt them; one bad try is enough.
    bendShare: clamp(latency("bendShare"), TRIED, 1),
  };
}

/** Keeps what was learnt for the next visit, where the browser lets us. */
export function saveLearnt(learnt: Learnt): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(learnt));
  } catch {
    // Without storage the next visit learns anew.
  }
}

/** Of earlier versions there are seeks that stalled: one figure beyond belief spoils the other. */
function spread(kept: unknown, key: "seekBuffered" | "seekNetwork"): Spread {
  const found = field(kept, key);
  const meanMs = number(found, "meanMs", NaN);
  const strayMs = number(found, "strayMs", NaN);
  const isBelieved = meanMs >= 0 && meanMs <= SEEK_MAX.meanMs &&
    strayMs >= 0 && strayMs <= SEEK_MAX.strayMs;
  return isBelieved ? { meanMs, strayMs } : UNLEARNT[key];
}

function number(kept: unknown, key: string, otherwise: number): number {
  const found = field(kept, key);
  return typeof found === "number" && Math.abs(found) <= LATENCY_MAX_MS
    ? found
    : otherwise;
}

function field(kept: unknown, key: string): unknown {
  return typeof kept === "object" && kept !== null
    ? Reflect.get(kept, key)
    : undefined;
}
