/** Longest wait for an answer of this page's own server, in ms. */
const ANSWER_WITHIN_MS = 15_000;

/**
 * Asks the server for JSON.
 *
 * @returns the data; nothing is known of its shape
 * @throws {Error} with a reason to show when there is no answer, or another one than 200
 */
export async function getJson(address: string): Promise<unknown> {
  const answer = await fetch(address, {
    headers: { accept: "application/json" },
    signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
  });
  if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
  return await answer.json();
}

/** What a person may read of a failure. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
