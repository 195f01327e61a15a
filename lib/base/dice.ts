/** A source of numbers that look random and are the same for the same seed. */
export interface Dice {
  /** A number in 0 <= x < 1. */
  unit(): number;
  /** A whole number in `low <= x <= high`. */
  whole(low: number, high: number): number;
  /** One of the faces, each as likely. */
  pick<T>(faces: readonly [T, ...T[]]): T;
}

/**
 * Dice for simulations and spread-out timers: mulberry32, a 32-bit generator by Tommy Ettinger
 * that passes gjrand's tests; small, fast, and good enough for all but secrets.
 *
 * @param seed any number; its low 32 bits count
 */
export function dice(seed: number): Dice {
  let state = seed >>> 0;
  const unit = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
  const whole = (low: number, high: number): number =>
    low + Math.floor(unit() * (high - low + 1));
  return {
    unit,
    whole,
    pick: (faces) => faces[whole(0, faces.length - 1)] ?? faces[0],
  };
}
