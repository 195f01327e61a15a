/** What the server says of itself: log lines and counters. @module */
export { Counters } from "./counters.ts";
export { type LoopWatch, watchLoop } from "./loop_watch.ts";
export { LOG_LEVELS, logOf, startLog } from "./log.ts";
