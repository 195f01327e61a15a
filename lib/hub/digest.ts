import { createHash } from "node:crypto";
import { addressKey } from "./address_key.ts";

/** Characters of a digest: 132 bits of it, which nobody meets twice. */
const DIGEST_LENGTH = 22;

/**
 * What a room knows of somebody's session: who reads the room's file, or its memory, cannot be
 * them by it.
 */
export function personOf(session: string): string {
  return digest(`17kan session ${session}`);
}

/**
 * What a room knows of a network address; null for this machine's own, behind which, with a proxy
 * in front, everybody may stand.
 */
export function addressDigest(address: string): string | null {
  const key = addressKey(address);
  return key === "local" || key === "0:0:0:0" || key.startsWith("127.")
    ? null
    : digest(`17kan address ${key}`);
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("base64url")
    .slice(0, DIGEST_LENGTH);
}
