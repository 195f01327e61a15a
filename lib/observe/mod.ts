/** What the server says of itself: log lines and counters. @module */
export { Counters } from "./counters.ts";
export { LOG_LEVELS, logOf, startLog } from "./log.ts";
