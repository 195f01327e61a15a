/** The cookie that keeps the name last given, so that the entry page can offer it. */
export const NAME_COOKIE = "name";
/** How long a cookie is kept, in seconds: a year. */
const KEPT_S = 31_536_000;
/** How much of a `Cookie` header is looked at, in characters. */
const LOOKED_MAX = 8192;

/** Keeps a value for the next visit, where the server reads it too. */
export function keepCookie(name: string, value: string): void {
  document.cookie = `${name}=${
    encodeURIComponent(value)
  }; path=/; max-age=${KEPT_S}; samesite=lax`;
}

/** What a `Cookie` header keeps by a name; null where it keeps nothing that can be read. */
export function keptCookie(header: string | null, name: string): string | null {
  const pair = (header ?? "").slice(0, LOOKED_MAX).split(";")
    .map((part) => part.trim())
    .find((part) => part.startsWith(`${name}=`));
  if (pair === undefined) return null;
  try {
    return decodeURIComponent(pair.slice(name.length + 1));
  } catch {
    // Anyone can write there.
    return null;
  }
}
