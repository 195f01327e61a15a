/** How long a server has to answer, in ms. */
const ANSWER_WITHIN_MS = 6000;

/**
 * Whether a stream goes on as it is made: its server tells no length for it.
 *
 * @param ask the page's `fetch`
 * @returns false also where nothing can be told
 */
export async function isLiveStream(
  url: string,
  ask: typeof fetch,
): Promise<boolean> {
  if (!/^https?:/.test(url)) return false;
  try {
    const answer = await ask(url, {
      headers: { range: "bytes=0-0" },
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
    await answer.body?.cancel();
    // Only a whole answer without a length has no end; a part has one, told or not.
    return answer.status === 200 &&
      answer.headers.get("content-length") === null &&
      answer.headers.get("content-encoding") === null;
  } catch {
    return false;
  }
}
