/**
 * What the server tells whoever started it.
 *
 * @module
 */
import { addressesOf } from "./addresses.ts";
import type { Admin } from "./admin.ts";
import type { Config } from "./config.ts";
import { logOf } from "./observe/mod.ts";

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
export function sayAdmin({ dataDir }: Config, { isNew, token }: Admin): void {
  if (!isNew) return;
  console.log("The admin's page is /admin; its token, kept in");
  console.log(`${dataDir}/admin-token: ${token}`);
}
