import { createHash, timingSafeEqual } from "node:crypto";
import { join } from "node:path";
import type { Logger } from "@logtape/logtape";
import { bearerOf } from "@/lib/bearer.ts";
import { ADMIN_TOKEN_LENGTH_MIN, type Config } from "@/lib/config.ts";
import { keptCookie } from "@/lib/ui/room/cookie.ts";

/** The name of the file with the token, inside the data folder. */
const FILE_NAME = "admin-token";
/** Length of a new token, in bytes. */
const TOKEN_BYTES = 24;
/** A token that nobody made here. */
const NOT_KEPT = { isNew: false, keptAt: null };
/** The cookie of a browser in which the token was given. */
const ADMIN_COOKIE = "17kan-admin";
/** How long that is kept, in seconds: a week. */
const KEPT_S = 604_800;

/** Who may see all rooms, the server's transfers, and who is kept out. */
export interface Admin {
  /** The secret; printed once, when it was made. */
  readonly token: string;
  /** Whether it was made at this start. */
  readonly isNew: boolean;
  /** The file that keeps it; null where it lasts as long as the process, or the host set it. */
  readonly keptAt: string | null;
  /** Whether a request shows the token: as `Authorization: Bearer`, or by the cookie. */
  isAdmin(req: Request): boolean;
  /** What a form of the admin's page carries to show that it is one. */
  readonly proof: string;
  /** Whether a text is the token. */
  isToken(text: string): boolean;
  /** The header that keeps a browser known; false lets it be forgotten. */
  cookie(isKept: boolean, isSecure: boolean): string;
}

/**
 * The admin's token: the host's, or that of the data folder, made at the first start. Where the
 * folder cannot be written it lasts as long as the process.
 */
export async function openAdmin(
  { adminToken, dataDir }: Pick<Config, "adminToken" | "dataDir">,
  log: Logger,
): Promise<Admin> {
  if (adminToken) return createAdmin(adminToken);
  const path = join(dataDir, FILE_NAME);
  try {
    const known = await readToken(path);
    if (known !== null) {
      return createAdmin(known, { isNew: false, keptAt: path });
    }
    const token = rollToken();
    await Deno.mkdir(dataDir, { recursive: true });
    await Deno.writeTextFile(path, `${token}\n`, { mode: 0o600 });
    // A file that was there keeps its mode.
    if (Deno.build.os !== "windows") await Deno.chmod(path, 0o600);
    return createAdmin(token, { isNew: true, keptAt: path });
  } catch (error) {
    log.warning("Cannot keep the admin's token in {path}: {reason}", {
      path,
      reason: error instanceof Error ? error.message : String(error),
    });
    return createAdmin(rollToken(), { isNew: true, keptAt: null });
  }
}

/** An admin with a token. */
export function createAdmin(
  token: string,
  { isNew, keptAt }: Pick<Admin, "isNew" | "keptAt"> = NOT_KEPT,
): Admin {
  // What the browser keeps is not the token: who reads the cookie cannot print it.
  const kept = digest(`17kan admin cookie ${token}`).toString("hex");
  const isToken = (text: string) => isSame(text, token);
  return {
    token,
    isNew,
    keptAt,
    proof: digest(`17kan admin form ${token}`).toString("hex"),
    isToken,
    isAdmin: (req) => {
      const cookie = keptCookie(req.headers.get("cookie"), ADMIN_COOKIE);
      return isToken(bearerOf(req)) ||
        (cookie !== null && isSame(cookie, kept));
    },
    cookie: (isKept, isSecure) =>
      `${ADMIN_COOKIE}=${isKept ? kept : ""}; Path=/; HttpOnly; ` +
      `SameSite=Strict; Max-Age=${isKept ? KEPT_S : 0}` +
      (isSecure ? "; Secure" : ""),
  };
}

async function readToken(path: string): Promise<string | null> {
  try {
    const token = (await Deno.readTextFile(path)).trim();
    return token.length < ADMIN_TOKEN_LENGTH_MIN ? null : token;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  }
}

function rollToken(): string {
  return crypto.getRandomValues(new Uint8Array(TOKEN_BYTES)).toHex();
}

// Digests have one length, and comparing them says nothing of where two texts differ.
function isSame(one: string, other: string): boolean {
  return timingSafeEqual(digest(one), digest(other));
}

function digest(text: string) {
  return createHash("sha256").update(text).digest();
}
