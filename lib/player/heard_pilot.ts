import {
  computed,
  effect,
  type ReadonlySignal,
  untracked,
} from "@preact/signals";
import type { PlayerReport } from "./film.ts";
import { createPilot } from "./pilot.ts";
import type { Pilot, PilotParts } from "./port.ts";

/**
 * A pilot whose sound reaches the ear late, by wireless headphones or a television: it is steered as
 * if the server's clock were ahead by as much, so that what is heard is where the room is. To the
 * outside it speaks in the room's terms, of what is heard: two who hear the same read a gap of
 * nothing, whatever their outputs take.
 *
 * @param offsetMs how late the sound is, in ms; negative where it is early
 */
export function createHeardPilot(
  parts: PilotParts,
  offsetMs: ReadonlySignal<number>,
): Pilot {
  const pilot = createPilot({
    ...parts,
    toServerMs: (localMs) => {
      const serverMs = parts.toServerMs(localMs);
      return serverMs === null ? null : serverMs + offsetMs.peek();
    },
    onReport: (report, atLocalMs) =>
      parts.onReport(heardReport(report, offsetMs.peek()), atLocalMs),
  });
  let before = offsetMs.peek();
  const stop = effect(() => {
    const now = offsetMs.value;
    // A whole new line to be on: bending there would take as long as a second of a slider.
    if (now !== before) untracked(() => pilot.settle());
    before = now;
  });
  return {
    ...pilot,
    view: computed(() => {
      const view = pilot.view.value;
      const rate = view.state === "playing" ? view.speed : 0;
      const positionS = heardS({ ...view, rate }, offsetMs.value);
      return { ...view, positionS };
    }),
    seek: (positionS) => {
      const { rate } = pilot.positionNow();
      pilot.seek(shownS({ positionS, rate }, offsetMs.peek()));
    },
    positionNow: () => {
      const seen = pilot.positionNow();
      return { ...seen, positionS: heardS(seen, offsetMs.peek()) };
    },
    close: () => {
      stop();
      pilot.close();
    },
  };
}

/** A report in the room's terms; the room has to schedule a start so much earlier. */
export function heardReport(
  report: PlayerReport,
  offsetMs: number,
): PlayerReport {
  return {
    ...report,
    positionS: heardS(report, offsetMs),
    playLatencyMs: report.playLatencyMs + Math.max(0, offsetMs),
  };
}

/** The picture that is shown while something is heard, in s of film. */
export function shownS(
  { positionS, rate }: { readonly positionS: number; readonly rate: number },
  offsetMs: number,
): number {
  return Math.max(0, positionS + rate * offsetMs / 1000);
}

/** What is heard while a picture is shown, in s of film: nothing of it is late while it stands. */
function heardS(
  { positionS, rate }: { readonly positionS: number; readonly rate: number },
  offsetMs: number,
): number {
  return Math.max(0, positionS - rate * offsetMs / 1000);
}
