/** The doctor: why a picture stands, whether it will, and what happened before. Pure. @module */
export { type Cause, diagnose, type Diagnosis } from "./diagnose.ts";
export type {
  Origin,
  SentFacts,
  ServerFacts,
  SourceFault,
  ViewerFacts,
} from "./facts.ts";
export { type Forecast, forecast, type ForecastFacts } from "./forecast.ts";
export {
  bytesOf,
  createTrack,
  looked,
  type Sample,
  samplesOf,
  type Track,
  type TrackFacts,
  trackFacts,
  type TrackLook,
} from "./track.ts";
