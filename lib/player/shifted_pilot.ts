import {
  computed,
  effect,
  type ReadonlySignal,
  untracked,
} from "@preact/signals";
import type { ScheduledLine } from "@/lib/time/mod.ts";
import type { Pilot, PilotParts } from "./port.ts";

/**
 * A pilot of another version of the room's film, whose opening is longer or shorter: the element
 * is steered by so much beside the room's line, and to the outside all is in the room's terms.
 *
 * @param shiftS how much later a picture comes in this copy, in s; negative where earlier
 * @param create makes the pilot that moves the element
 */
export function createShiftedPilot(
  parts: PilotParts,
  shiftS: ReadonlySignal<number>,
  create: (parts: PilotParts) => Pilot,
): Pilot {
  const outside = <T extends Seen>(seen: T) => inRoom(seen, shiftS.value);
  const pilot = create({
    ...parts,
    timeline: computed(() => {
      const timeline = parts.timeline.value;
      return timeline && inCopy(timeline, shiftS.value);
    }),
    onReport: (report, atLocalMs) => parts.onReport(outside(report), atLocalMs),
    onOutsideAct: (act) => parts.onOutsideAct(outside(act)),
  });
  let before = shiftS.peek();
  const stop = effect(() => {
    const now = shiftS.value;
    if (now !== before) untracked(() => pilot.settle());
    before = now;
  });
  return {
    ...pilot,
    view: computed(() => {
      const view = pilot.view.value;
      const byS = shiftS.value;
      if (byS === 0) return view;
      const buffered = view.buffered.map(([startS, endS]) =>
        [startS - byS, endS - byS] as const
      );
      return { ...outside(view), buffered };
    }),
    seek: (positionS) => pilot.seek(positionS + shiftS.peek()),
    jump: (line) => pilot.jump(inCopy(line, shiftS.peek())),
    positionNow: () => outside(pilot.positionNow()),
    close: () => {
      stop();
      pilot.close();
    },
  };
}

interface Seen {
  readonly positionS: number;
  readonly durationS?: number | null;
}

/** What is seen of a copy, in the room's terms. */
export function inRoom<T extends Seen>(seen: T, shiftS: number): T {
  if (shiftS === 0) return seen;
  const at = (atS: number) => Math.max(0, atS - shiftS);
  const { positionS, durationS } = seen;
  return {
    ...seen,
    positionS: at(positionS),
    ...(durationS == null ? {} : { durationS: at(durationS) }),
  };
}

/**
 * A line of the room as a copy has it. Where the copy lacks what the room watches at its
 * beginning, it stands there until the room comes.
 */
export function inCopy<L extends ScheduledLine>(line: L, shiftS: number): L {
  if (shiftS === 0) return line;
  const positionS = line.positionS + shiftS;
  if (positionS < 0) {
    const waitMs = line.rate > 0 ? -positionS / line.rate * 1000 : 0;
    return { ...line, positionS: 0, atMs: line.atMs + waitMs, prev: null };
  }
  const { prev } = line;
  return {
    ...line,
    positionS,
    prev: prev && { ...prev, positionS: prev.positionS + shiftS },
  };
}
