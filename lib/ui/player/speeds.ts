/** Speeds offered for choice; 4 and 0.25 are the bounds of the protocol. */
export const SPEEDS: readonly number[] = [
  0.25,
  0.5,
  0.75,
  1,
  1.25,
  1.5,
  2,
  3,
  4,
];

/** The offered speeds, with one in use that is not among them. */
export function speedsWith(speed: number): readonly number[] {
  return SPEEDS.includes(speed)
    ? SPEEDS
    : [...SPEEDS, speed].sort((a, b) => a - b);
}

/** The next offered speed above (1) or below (-1) one in use; the last one stays. */
export function speedBeside(speed: number, steps: 1 | -1): number {
  const beside = steps > 0
    ? SPEEDS.find((one) => one > speed)
    : SPEEDS.findLast((one) => one < speed);
  return beside ?? speed;
}
