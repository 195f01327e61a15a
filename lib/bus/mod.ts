/** Rooms across processes: the port, and the bus of a single process. @module */
export type { Bus, Post } from "./bus.ts";
export { createLocalBus } from "./local_bus.ts";
