import type { Timeline } from "@/lib/protocol/mod.ts";
import { isJump } from "@/lib/time/mod.ts";

/** Counts the seeks that somebody wished, so that what they take is not called a stall. */
export interface SeekWishes {
  /** The viewer wished one. */
  add(): void;
  /** The room's line, and whether it is followed; called at each change of either. */
  see(line: Timeline | null, isFollowing: boolean): void;
  count(): number;
}

/** Changes of the room's line that take the picture elsewhere by somebody's wish. */
const MOVING: ReadonlySet<Timeline["how"]> = new Set([
  "start",
  "seek",
  "sync",
  "source",
  "loop",
]);

/** No wish yet. */
export function createSeekWishes(): SeekWishes {
  let count = 0;
  let revision: number | null = null;
  let wasFollowing = true;
  return {
    add() {
      count++;
    },
    see(line, isFollowing) {
      const isNew = line !== null && line.revision !== revision;
      revision = line?.revision ?? null;
      // Back to the room: one jump to where it is.
      const isBack = isFollowing && !wasFollowing;
      wasFollowing = isFollowing;
      if (isBack || (isNew && isWish(line))) count++;
    },
    count: () => count,
  };
}

/** A play moves the picture where the film was over, or before a jump had begun. */
function isWish(line: Timeline): boolean {
  return MOVING.has(line.how) || (line.how === "play" && isJump(line));
}
