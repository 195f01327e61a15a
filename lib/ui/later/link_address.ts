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

/** The last part of an address's path, or its host: what a film is called by. */
export function addressName(url: string): string {
  if (!URL.canParse(url)) return url;
  const { pathname, host } = new URL(url);
  const last = pathname.split("/").findLast((part) => part !== "") ?? host;
  try {
    return decodeURIComponent(last);
  } catch {
    // A stray % is no reason to show nothing.
    return last;
  }
}
