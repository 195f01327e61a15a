/** Time as data: the line of a film's movement, and the server's clock as a client sees it. @module */
export {
  addHeard,
  addOneWay,
  addProbe,
  awake,
  type ClockEstimate,
  estimate,
  offsetMsAt,
  type Probe,
} from "./clock.ts";
export { beginClock, type ClockMemory, NO_CLOCK } from "./clock_memory.ts";
export {
  isJump,
  type Line,
  lineAt,
  positionAt,
  SAME_S,
  type ScheduledLine,
  scheduledPositionAt,
} from "./line.ts";
export {
  asksAnswer,
  BURST_COUNT,
  goesWithReport,
  isProbeDue,
  nextProbeInMs,
  type Probing,
} from "./probing.ts";
export { isReportDue } from "./reporting.ts";
export { SLEPT_MS } from "./slept.ts";
