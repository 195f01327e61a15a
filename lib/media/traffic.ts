/**
 * All films under way, seen as one line: who gets what, who starves, what the
 * server's upload carries, and how it is shared.
 *
 * @module
 */
import { createFlows, type Flow, type Flows } from "./flow.ts";
import { createLearner } from "./learn.ts";
import { createPacer, type Pacer } from "./pace/pacer.ts";
import type { Timers } from "./timers.ts";

/** What the server knows of the transfers to one viewer, and of all others. */
export interface TrafficFacts {
  /** Null where nothing was asked for lately. */
  readonly mine: Flow | null;
  /** Bytes per second to all together. */
  readonly sentBps: number;
  /** Viewers who have next to nothing ready while the line takes no more. */
  readonly hungry: number;
  /** Other viewers who play and have enough. */
  readonly fed: number;
  /** Upload in bytes per second; null while unknown. */
  readonly uplinkBps: number | null;
}

/** The server's upload. */
export interface Uplink {
  /** Bytes per second; null while it is neither set nor learnt. */
  readonly bps: number | null;
  /** Whether it was set by the host, and not learnt: then films are paced below it. */
  readonly isSet: boolean;
  /** Bytes of film per second that go out now. */
  readonly sentBps: number;
}

/** What of a report concerns the line. */
export interface Heard {
  readonly bufferedS: number;
  readonly state: string;
  readonly rate: number;
  readonly durationS: number | null;
}

/** The films under way. */
export interface Traffic {
  readonly flows: Flows;
  readonly pacer: Pacer;
  factsOf(viewer: string): TrafficFacts;
  heard(viewer: string, report: Heard): void;
  /** Something else of so many bytes was sent on the same line. */
  said(bytes: number): void;
  uplink(): Uplink;
}

/** Less film ready than this is next to nothing, in s. */
const HUNGRY_S = 5;
/** Share of its time that a transfer must wait to call its viewer hungry. */
const WAITING = 0.5;
/** States of a player that is to move. */
const WANTING: ReadonlySet<string> = new Set(["playing", "waiting", "loading"]);

/**
 * Makes the traffic of a server.
 *
 * @param uplinkBps Its upload in bytes per second where the host set it, else null.
 */
export function createTraffic(
  { nowMs, timers, uplinkBps }: {
    readonly nowMs: () => number;
    readonly timers: Timers;
    readonly uplinkBps: number | null;
  },
): Traffic {
  const flows = createFlows(nowMs, () => uplinkBps !== null);
  const pacer = createPacer({ nowMs, timers });
  const learner = createLearner();
  pacer.setLine(uplinkBps);

  const count = (except: string | null) => {
    let hungry = 0;
    let fed = 0;
    for (const viewer of flows.viewers()) {
      const need = pacer.needOf(viewer);
      const flow = flows.of(viewer);
      if (need === null || flow === null) continue;
      const waits = (flow.waitMs + flow.paceMs) >= WAITING * flow.spanMs;
      if (need.bufferedS < HUNGRY_S) hungry += waits ? 1 : 0;
      else if (need.wants && viewer !== except) fed++;
    }
    return { hungry, fed };
  };
  const lineBps = () => uplinkBps ?? learner.learntBps(nowMs());
  return {
    flows,
    pacer,
    factsOf: (viewer) => ({
      mine: flows.of(viewer),
      sentBps: flows.sentBps(),
      ...count(viewer),
      uplinkBps: lineBps(),
    }),
    heard(viewer, { bufferedS, state, rate, durationS }) {
      const wants = WANTING.has(state);
      pacer.heard(viewer, { atMs: nowMs(), bufferedS, wants, rate, durationS });
      if (uplinkBps === null && learner.isDue(nowMs())) {
        const now = { ...count(null), sentBps: flows.sentBps() };
        learner.look(now, nowMs());
      }
    },
    said: (bytes) => pacer.said(bytes),
    uplink: () => ({
      bps: lineBps(),
      isSet: uplinkBps !== null,
      sentBps: flows.sentBps(),
    }),
  };
}
