/** What `/sync` says to a request for no socket (RFC 9110 15.5.22), and no proxy in its place. */
const UPGRADE_REQUIRED = 426;

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
  const response = await fetch(`${origin}/sync`, { cache: "no-store", signal });
  await response.body?.cancel();
  return response.status === UPGRADE_REQUIRED;
}
