/** How long a condition may take to come true, in ms: two busy cores are slow. */
export const PATIENCE_MS = 15_000;
/** Time between two looks, in ms. */
const LOOK_MS = 50;

/**
 * Waits for a condition by looking again and again, so that no test sleeps for a guessed time.
 *
 * @param look throws, or rejects, as long as the condition does not hold
 * @returns what `look` gave when it held
 * @throws what the last look threw, when the deadline has passed
 */
export async function eventually<T>(
  look: () => Promise<T> | T,
  { withinMs = PATIENCE_MS }: { readonly withinMs?: number } = {},
): Promise<T> {
  const deadlineMs = performance.now() + withinMs;
  while (true) {
    try {
      return await look();
    } catch (error) {
      if (performance.now() >= deadlineMs) throw error;
    }
    await pause(LOOK_MS);
  }
}

/**
 * Checks that a condition holds all the time: something must not happen.
 *
 * @param look throws, or rejects, when the condition is broken
 */
export async function throughout(
  forMs: number,
  look: () => Promise<void> | void,
): Promise<void> {
  const endMs = performance.now() + forMs;
  while (performance.now() < endMs) {
    await look();
    await pause(LOOK_MS);
  }
}

/** A pause that is part of what is tested, such as a viewer who waits. */
export function pause(forMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, forMs));
}
