import type { Dice } from "@/lib/base/mod.ts";
import type { World } from "./world.ts";

/** What a way through the network is like. */
export interface Lane {
  readonly leastMs: number;
  /** Mean of what comes on top. */
  readonly jitterMs: number;
  /** Share of messages that a lost packet holds up. */
  readonly loss: number;
}

/** One direction of a socket: late by a heavy tail, but always in order. */
export function createLane(
  world: World,
  roll: Dice,
  { leastMs, jitterMs, loss }: Lane,
): (deliver: () => void) => void {
  let lastMs = 0;
  return (deliver) => {
    const tail = -Math.log(1 - roll.unit()) * jitterMs;
    const resentMs = roll.unit() < loss ? 200 + 2 * leastMs : 0;
    lastMs = Math.max(lastMs, world.nowMs + leastMs + tail + resentMs);
    world.after(lastMs - world.nowMs, deliver);
  };
}
