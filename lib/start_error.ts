import { type Config, ConfigError } from "@/lib/config.ts";

/**
 * Why the server could not start, in one line that names the setting, its value and what is
 * allowed.
 *
 * @param config the settings; null where they could not even be read
 * @returns null for an error that is no setting's fault
 */
export function startErrorLine(
  error: unknown,
  config: Config | null,
): string | null {
  if (error instanceof ConfigError) return error.message;
  if (config === null || !(error instanceof Error)) return null;
  const { port, host, tls } = config;
  if (error instanceof Deno.errors.AddrInUse) {
    return `Cannot use PORT="${port}" as another program listens there`;
  }
  if (error instanceof Deno.errors.PermissionDenied) {
    return `Cannot use PORT="${port}" as the system keeps it: take one above 1023`;
  }
  if (
    error instanceof Deno.errors.AddrNotAvailable ||
    // Deno 2.9 has no class for a name that nobody knows.
    error.message.includes("failed to lookup address")
  ) {
    return `Cannot use HOST="${host}" as it must be an address of this machine, or 0.0.0.0`;
  }
  if (tls !== null && error instanceof Deno.errors.InvalidData) {
    return `Cannot use TLS_CERT="${tls.certPath}" and TLS_KEY="${tls.keyPath}" as they must be PEM files that belong together`;
  }
  return null;
}
