/** Marks that turn the direction of text, and characters that nobody sees. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}]/u;

/**
 * What a link is called where it is told: the last part of its path, and its host. A whole address
 * is as long as it likes, and what is signed in it is for nobody to read out.
 */
export function linkName(url: string): string {
  if (!URL.canParse(url)) return url;
  const { host, pathname } = new URL(url);
  const last = pathname.split("/").findLast((part) => part !== "");
  return last === undefined ? host : `${readable(last)} (${host})`;
}

function readable(part: string): string {
  try {
    const text = decodeURIComponent(part);
    return UNSEEN.test(text) ? part : text;
  } catch {
    // A stray % is no reason to show nothing.
    return part;
  }
}
