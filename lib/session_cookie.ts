import { createHash } from "node:crypto";
import { isSession } from "@/lib/protocol/mod.ts";
import { keptCookie } from "@/lib/ui/room/cookie.ts";

/** The cookie that tells who a browser is over tabs and days; no script can read it. */
const SESSION_COOKIE = "17kan-session";
/** How long it is kept, in seconds: a year from the last visit. */
const KEPT_S = 31_536_000;
/** Its length, in bytes: 256 bits, which nobody guesses. */
const SECRET_BYTES = 32;

/** The session that a request shows; null where it shows none. */
export function sessionOf(headers: Headers): string | null {
  const session = keptCookie(headers.get("cookie"), SESSION_COOKIE);
  return session !== null && isSession(session) ? session : null;
}

/** A new secret. */
export function rollSession(): string {
  return crypto.getRandomValues(new Uint8Array(SECRET_BYTES)).toHex();
}

/**
 * What a form of ours carries to show that our page made it, since a page elsewhere cannot know it.
 * The `Origin` of a form does not tell: under `no-referrer` browsers send `null`.
 */
export function proofOf(session: string): string {
  return createHash("sha256").update(`17kan form ${session}`).digest("hex");
}

/**
 * The header that keeps a session. Not sent along with what pages of others ask for, other than by
 * a link that is followed.
 *
 * @param isSecure whether the page came by https; on plain http a secure cookie would be dropped
 */
export function sessionCookie(
  session: string,
  { isSecure }: { readonly isSecure: boolean },
): string {
  return `${SESSION_COOKIE}=${session}; Path=/; Max-Age=${KEPT_S}; ` +
    `HttpOnly; SameSite=Lax${isSecure ? "; Secure" : ""}`;
}
