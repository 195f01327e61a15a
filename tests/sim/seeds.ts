/**
 * The seeds a simulation runs with: `SEED=4242 deno task test` replays one.
 *
 * @param count how many without that
 * @param pinned seeds that failed once, always run
 */
export function seeds(count: number, pinned: readonly number[] = []): number[] {
  const asked = Deno.env.get("SEED");
  if (asked !== undefined) return [Number(asked)];
  return [...pinned, ...Array.from({ length: count }, (_, index) => index + 1)];
}
