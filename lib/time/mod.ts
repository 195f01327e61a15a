/** Time as data: the line of a film's movement, and the server's clock as a client sees it. @module */
export {
  type Line,
  lineAt,
  positionAt,
  type ScheduledLine,
  scheduledPositionAt,
} from "./line.ts";
