import { applyEvent } from "@/lib/client/room_signals.ts";
import { join, lose, reduce, resume, tick } from "@/lib/room/mod.ts";
import { gapBetween, step, watch } from "@/lib/sync/mod.ts";
import { addOneWay, addProbe, estimate, offsetMsAt } from "@/lib/time/mod.ts";

/** The pure parts that a cinema runs: a planted fault is another of them. */
export interface Shipped {
  readonly join: typeof join;
  readonly lose: typeof lose;
  readonly resume: typeof resume;
  readonly reduce: typeof reduce;
  readonly tick: typeof tick;
  readonly applyEvent: typeof applyEvent;
  readonly step: typeof step;
  readonly watch: typeof watch;
  readonly gapBetween: typeof gapBetween;
  readonly addProbe: typeof addProbe;
  readonly addOneWay: typeof addOneWay;
  readonly estimate: typeof estimate;
  readonly offsetMsAt: typeof offsetMsAt;
}

/** As they are shipped. */
export const SHIPPED: Shipped = {
  join,
  lose,
  resume,
  reduce,
  tick,
  applyEvent,
  step,
  watch,
  gapBetween,
  addProbe,
  addOneWay,
  estimate,
  offsetMsAt,
};
