/** Marks that turn the direction of text, and characters that nobody sees. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}]/u;

/**
 * The last part of an address's path as people read it, and as it is written where nobody could;
 * null where the path has none.
 */
export function lastPart({ pathname }: Pick<URL, "pathname">): string | null {
  const last = pathname.split("/").findLast((part) => part !== "");
  if (last === undefined) return null;
  try {
    const text = decodeURIComponent(last);
    return UNSEEN.test(text) ? last : text;
  } catch {
    // A stray % is no reason to show nothing.
    return last;
  }
}
