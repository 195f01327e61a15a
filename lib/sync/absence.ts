import { SLEPT_MS } from "@/lib/time/mod.ts";

/** What is looked at, a few times a second, to tell whether somebody was away. */
export interface Presence {
  /** The wall clock in ms: it goes on while a computer sleeps. */
  readonly wallMs: number;
  /** Whether nobody sees the page, or its link to the room is gone. */
  readonly isAway: boolean;
  /** Whether the picture is where the room is: it moves in step, or stands with it. */
  readonly isInStep: boolean;
  /** Jumps of the picture so far. */
  readonly jumps: number;
}

/** What is remembered of it. Plain data. */
export interface AbsenceMemory {
  readonly seen: Presence | null;
  /** Since when somebody is or was away, wall ms, and the jumps until then; null while present. */
  readonly since: { readonly wallMs: number; readonly jumps: number } | null;
  /** Whether the picture was seen to be elsewhere since then. */
  readonly wasOff: boolean;
  /** When they came back, wall ms; null while they are away or present. */
  readonly backWallMs: number | null;
}

/** Nobody was away yet. */
export const NO_ABSENCE: AbsenceMemory = {
  seen: null,
  since: null,
  wasOff: false,
  backWallMs: null,
};

/** Shortest absence that is worth a word, in ms. */
const WORTH_MS = 1500;
/** How long after it the picture may take to be back, in ms; later something else is wrong. */
const BACK_WITHIN_MS = 6000;
/** How long the picture has to be in step before it is said, in ms: a jump may be on its way. */
const SURE_MS = 400;

/**
 * One look: whoever was away, and whose picture had to be brought back to the room, is told once,
 * when it is there. An absence that needed no jump is no news, nor is one over which the picture
 * never left the room.
 *
 * @returns the next memory, and for how long somebody was away where that is to be told now, in ms
 */
export function watchAbsence(
  before: AbsenceMemory,
  look: Presence,
): { readonly memory: AbsenceMemory; readonly awayMs: number | null } {
  const { seen } = before;
  const wasOff = before.wasOff || !look.isInStep;
  const memory = { ...before, seen: look, wasOff };
  const quiet = (change: Partial<AbsenceMemory>) => ({
    memory: { ...memory, ...change },
    awayMs: null,
  });
  const slept = seen !== null && !seen.isAway && !look.isAway &&
    look.wallMs - seen.wallMs > SLEPT_MS;
  const since = before.since ??
    (slept
      ? { wallMs: seen.wallMs, jumps: seen.jumps }
      : look.isAway
      ? { wallMs: look.wallMs, jumps: look.jumps }
      : null);
  if (since === null) return quiet({ wasOff: false });
  if (look.isAway) return quiet({ since, backWallMs: null });
  const backWallMs = before.backWallMs ?? look.wallMs;
  const backMs = look.wallMs - backWallMs;
  const over = { since: null, wasOff: false, backWallMs: null };
  if (backMs > BACK_WITHIN_MS) return quiet(over);
  if (!look.isInStep || backMs < SURE_MS) return quiet({ since, backWallMs });
  const awayMs = backWallMs - since.wallMs;
  const isNews = wasOff && look.jumps > since.jumps && awayMs >= WORTH_MS;
  return {
    memory: { ...memory, ...over },
    awayMs: isNews ? awayMs : null,
  };
}
