import { isOwnMachine, lastPart } from "@/lib/base/mod.ts";
import { URL_UNITS_MAX } from "@/lib/protocol/mod.ts";

/** What is wrong with an address that somebody typed. */
export type AddressFault =
  | "empty"
  | "no-address"
  | "not-http"
  | "password"
  | "too-long";

/**
 * Reads the address of an external film as typed.
 *
 * @returns the address in its full form, or what is wrong with it
 */
export function readAddress(
  text: string,
): { readonly url: string } | { readonly fault: AddressFault } {
  const trimmed = text.trim();
  if (trimmed === "") return { fault: "empty" };
  // `example.com/film.mp4` is what people type; a scheme is a word before a colon.
  const written = /^[a-z][a-z0-9+.-]*:(?!\d)/i.test(trimmed)
    ? trimmed
    : `https://${trimmed}`;
  if (!URL.canParse(written)) return { fault: "no-address" };
  const url = new URL(written);
  if (url.protocol !== "http:" && url.protocol !== "https:") {
    return { fault: "not-http" };
  }
  // Everyone would read it; and browsers refuse such addresses for media anyway.
  if (url.username !== "" || url.password !== "") return { fault: "password" };
  // One word with no dot is a search, not a host; localhost and addresses in brackets are.
  if (!/[.:\]]|^localhost$/.test(url.hostname)) return { fault: "no-address" };
  return url.href.length > URL_UNITS_MAX
    ? { fault: "too-long" }
    : { url: url.href };
}

/** Who reaches an address: anyone, those in one net, or one machine alone, each its own. */
export type Reach = "anyone" | "house" | "machine";

/** Networks of a house (RFC 1918, 3927, 4193, 4291) and the names in one (RFC 6762). */
const HOUSE =
  /^(?:10|169\.254|192\.168|172\.(?:1[6-9]|2\d|3[01]))\.\d+[\d.]*$|^\[(?:f[cd]|fe[89ab])|\.(?:local|lan|home\.arpa)$/;

/** Who reaches a film at an address; names that only a net's own server knows are not seen. */
export function reachOf(url: string): Reach {
  const { hostname } = new URL(url);
  if (isOwnMachine(hostname) || hostname.endsWith(".localhost")) {
    return "machine";
  }
  return HOUSE.test(hostname) ? "house" : "anyone";
}

/** The last part of an address's path, or its host: what a film is called by. */
export function addressName(url: string): string {
  if (!URL.canParse(url)) return url;
  const address = new URL(url);
  return lastPart(address) ?? address.host;
}
