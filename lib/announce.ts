/**
 * What the server tells whoever started it.
 *
 * @module
 */
import { addressesOf } from "@/lib/addresses.ts";
import type { Admin } from "@/lib/admin.ts";
import type { Config } from "@/lib/config.ts";
import { logOf } from "@/lib/observe/mod.ts";

/** Says that another certificate is served, or why the new one cannot be. */
export function sayCertificate(error: Error | null): void {
  const log = logOf("server");
  if (error === null) log.info("Another certificate is served from now on");
  else {
    log.error("Cannot use the new certificate: {reason}", {
      reason: error.message,
    });
  }
}

/** Says that people are taken in again, or why they cannot be. */
export function sayListening(error: Error | null): void {
  const log = logOf("server");
  if (error === null) {
    log.warning(
      "Cannot tell why nobody was taken in any more, as where too many files are open; now people are again",
    );
  } else {
    log.error("Cannot take anybody in: {reason}", { reason: error.message });
  }
}

/** Says where the page is to be opened. */
export function sayAddresses(config: Config, port: number): void {
  const addresses = addressesOf({
    host: config.host,
    port,
    isTls: config.tls !== null,
    publicUrl: config.publicUrl,
  }, Deno.networkInterfaces());
  console.log("17kan is ready. Open, with your name behind ?u=");
  for (const address of addresses) console.log(`  ${address}alice`);
}

/** Says the admin's token, at the first start alone: a token in every log is none. */
export function sayAdmin({ isNew, token, keptAt }: Admin): void {
  if (!isNew) return;
  if (keptAt === null) {
    console.log("The admin's page is /admin; its token, until this run ends,");
    console.log(`as it cannot be kept: ${token}`);
  } else {
    console.log("The admin's page is /admin; its token, kept in");
    console.log(`${keptAt}: ${token}`);
  }
}
