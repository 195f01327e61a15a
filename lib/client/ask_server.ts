/** What `/sync` says to a request for its head alone, and no proxy in its place. */
const THERE = 204;

/**
 * Asks whether the server itself answers and takes links. A proxy whose server is gone may answer
 * `/healthz` all the same.
 *
 * @param origin where it is; the page's own where left out
 * @throws {TypeError} when nobody answers
 */
export async function askServer(
  signal: AbortSignal,
  origin = "",
): Promise<boolean> {
  const { status } = await fetch(`${origin}/sync`, {
    method: "HEAD",
    cache: "no-store",
    signal,
  });
  return status === THERE;
}
