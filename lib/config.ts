import { parseArgs } from "node:util";
import { ADDRESS_LIMITS, type AddressLimits } from "@/lib/hub/mod.ts";
import { LOG_LEVELS } from "@/lib/observe/mod.ts";
import { type ProxyList, readProxies } from "@/lib/forwarded.ts";

/** Settings of one start of the server. */
export interface Config {
  /** Port to listen on. */
  readonly port: number;
  /** Address to bind. */
  readonly host: string;
  /** Folder with films. */
  readonly mediaDir: string;
  /** Folder for what survives a restart. */
  readonly dataDir: string;
  /** PEM files for https; null serves plain http. */
  readonly tls: { readonly certPath: string; readonly keyPath: string } | null;
  /** The address to print for guests; null prints the ones of this machine. */
  readonly publicUrl: string | null;
  /** Origins, beside our own, whose pages may open `/sync`. */
  readonly allowedOrigins: readonly string[];
  /** Origins, beside our own, whose pages may show ours in a frame. */
  readonly embedders: readonly string[];
  /** Proxies whose word counts on who asks, and by which address. */
  readonly proxies: ProxyList;
  /** This server's upload in Mbit/s, below which films are paced; null where it is not known. */
  readonly uplinkMbps: number | null;
  /** Whether ffmpeg makes small pictures of films for who points at the seek bar; yes if left out. */
  readonly previews?: boolean;
  /** What one network address may do, where the host set it. */
  readonly addressLimits?: AddressLimits;
  /** The admin's token, where the host set one; null keeps one in the data folder. */
  readonly adminToken?: string | null;
  readonly logLevel: (typeof LOG_LEVELS)[number];
  /** Whether the page is rebuilt and reloaded as files change. */
  readonly isDev: boolean;
}

/** A setting that cannot be used; the message names it, its value and what is allowed. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
}

/** The names of all settings, as the environment has them. */
export const SETTING_NAMES = [
  "PORT",
  "HOST",
  "MEDIA_DIR",
  "DATA_DIR",
  "TLS_CERT",
  "TLS_KEY",
  "PUBLIC_URL",
  "ALLOWED_ORIGINS",
  "FRAME_ANCESTORS",
  "TRUSTED_PROXIES",
  "UPLINK",
  "PREVIEWS",
  "LINKS_PER_ADDRESS",
  "JOINS_PER_ADDRESS",
  "ADMIN_TOKEN",
  "LOG_LEVEL",
] as const;
type Name = (typeof SETTING_NAMES)[number];

/**
 * Reads the settings from flags (`--media-dir X`) and environment (`MEDIA_DIR=X`); flags win, and
 * an empty value counts as none.
 *
 * @throws {ConfigError} when a flag is unknown or a value not allowed
 */
export function readConfig(
  flags: readonly string[],
  env: (name: string) => string | undefined,
): Config {
  const { given, isDev } = readFlags(flags);
  const value = (name: Name): string | null =>
    given.get(name) || env(name) || null;
  return {
    port: readPort(value("PORT")),
    host: value("HOST") ?? "0.0.0.0",
    mediaDir: value("MEDIA_DIR") ?? "./media",
    dataDir: value("DATA_DIR") ?? "./data",
    tls: readTls(value("TLS_CERT"), value("TLS_KEY")),
    publicUrl: readPublicUrl(value("PUBLIC_URL")),
    allowedOrigins: readOrigins("ALLOWED_ORIGINS", value),
    embedders: readOrigins("FRAME_ANCESTORS", value),
    proxies: readTrusted(value("TRUSTED_PROXIES")),
    uplinkMbps: readUplink(value("UPLINK")),
    previews: readPreviews(value("PREVIEWS")),
    addressLimits: readAddressLimits(value),
    adminToken: readAdminToken(value("ADMIN_TOKEN")),
    logLevel: readLogLevel(value("LOG_LEVEL")),
    isDev,
  };
}

function readFlags(
  flags: readonly string[],
): { readonly given: ReadonlyMap<string, string>; readonly isDev: boolean } {
  const options = Object.fromEntries(
    SETTING_NAMES.map((name) => [flagOf(name), { type: "string" as const }]),
  );
  try {
    const { values } = parseArgs({
      args: [...flags],
      options: { ...options, dev: { type: "boolean" } },
      strict: true,
    });
    const given = new Map<string, string>();
    for (const name of SETTING_NAMES) {
      const value: unknown = Reflect.get(values, flagOf(name));
      if (typeof value === "string") given.set(name, value);
    }
    return { given, isDev: values.dev === true };
  } catch (error) {
    const said = error instanceof Error
      ? error.message.split(/\.\s/)[0]
      : String(error);
    throw new ConfigError(
      `${said}; known are ${
        SETTING_NAMES.map((name) => `--${flagOf(name)}`).join(" ")
      } --dev`,
    );
  }
}

function flagOf(name: Name): string {
  return name.toLowerCase().replaceAll("_", "-");
}

function readPort(value: string | null): number {
  if (value === null) return 59117;
  const port = Number(value);
  // Port 0 asks the system for a free one.
  if (/^\d+$/.test(value) && port <= 65535) return port;
  throw refused("PORT", value, "a whole number in 0..65535");
}

function readTls(
  certPath: string | null,
  keyPath: string | null,
): Config["tls"] {
  if (certPath === null && keyPath === null) return null;
  if (certPath === null) {
    throw refused("TLS_CERT", "", "a PEM file, since TLS_KEY is set");
  }
  if (keyPath === null) {
    throw refused("TLS_KEY", "", "a PEM file, since TLS_CERT is set");
  }
  return { certPath, keyPath };
}

function readPublicUrl(value: string | null): string | null {
  if (value === null) return null;
  const url = URL.parse(value);
  if (url !== null && /^https?:$/.test(url.protocol)) return url.href;
  throw refused("PUBLIC_URL", value, "an http or https address");
}

function readOrigins(
  name: "ALLOWED_ORIGINS" | "FRAME_ANCESTORS",
  value: (name: Name) => string | null,
): readonly string[] {
  return (value(name) ?? "").split(",").map((part) => part.trim()).filter((
    part,
  ) => part !== "").map((part) => {
    const url = URL.parse(part);
    if (part === "*" || (url !== null && url.origin === part)) return part;
    throw refused(name, part, "origins such as https://example.org, or *");
  });
}

function readTrusted(value: string | null): ProxyList {
  try {
    return readProxies(value ?? "");
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw refused(
      "TRUSTED_PROXIES",
      error.message,
      "addresses such as 10.0.0.7, networks such as 10.0.0.0/8, or loopback",
    );
  }
}

/** Slowest and fastest upload that can be meant, in Mbit/s. */
const UPLINK_MIN_MBPS = 0.1;
const UPLINK_MAX_MBPS = 100_000;

function readUplink(value: string | null): number | null {
  if (value === null) return null;
  const mbps = Number(value);
  const isMeant = mbps >= UPLINK_MIN_MBPS && mbps <= UPLINK_MAX_MBPS;
  if (/^\d+(?:\.\d+)?$/.test(value) && isMeant) return mbps;
  throw refused(
    "UPLINK",
    value,
    `a number of Mbit/s in ${UPLINK_MIN_MBPS}..${UPLINK_MAX_MBPS}, such as 4`,
  );
}

function readPreviews(value: string | null): boolean {
  if (value === null || value === "on") return true;
  if (value === "off") return false;
  throw refused("PREVIEWS", value, "on or off");
}

function readAddressLimits(
  value: (name: Name) => string | null,
): AddressLimits {
  const linksMax = readCount("LINKS_PER_ADDRESS", value) ??
    ADDRESS_LIMITS.linksMax;
  return {
    linksMax,
    joinsPerS: readCount("JOINS_PER_ADDRESS", value) ??
      ADDRESS_LIMITS.joinsPerS,
    // All that an address may hold may come back at once.
    joinsBurst: Math.max(ADDRESS_LIMITS.joinsBurst, linksMax),
  };
}

/** Most that a limit may be set to. */
const COUNT_MAX = 1_000_000;

function readCount(
  name: Name,
  value: (name: Name) => string | null,
): number | null {
  const text = value(name);
  if (text === null) return null;
  const count = Number(text);
  if (/^\d+$/.test(text) && count >= 1 && count <= COUNT_MAX) return count;
  throw refused(name, text, `a whole number in 1..${COUNT_MAX}`);
}

/** A shorter token of the admin, as a hand may write it, could be guessed. */
export const ADMIN_TOKEN_LENGTH_MIN = 24;

function readAdminToken(value: string | null): string | null {
  if (value === null || isToken(value)) return value;
  // It is a secret, and the log is none.
  throw new ConfigError(
    `Cannot use ADMIN_TOKEN as it must be at least ${ADMIN_TOKEN_LENGTH_MIN} characters of ASCII without spaces`,
  );
}

function isToken(value: string): boolean {
  return value.length >= ADMIN_TOKEN_LENGTH_MIN && /^[!-~]+$/.test(value);
}

function readLogLevel(value: string | null): Config["logLevel"] {
  const level = LOG_LEVELS.find((known) => known === (value ?? "info"));
  if (level !== undefined) return level;
  throw refused("LOG_LEVEL", value ?? "", LOG_LEVELS.join(", "));
}

function refused(name: Name, value: string, allowed: string): ConfigError {
  return new ConfigError(
    `Cannot use ${name}=${JSON.stringify(value)} as it must be ${allowed}`,
  );
}
