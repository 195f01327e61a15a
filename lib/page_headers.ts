/** What the headers of a page depend on. */
export interface PageKind {
  /** The nonce on the page's inline scripts and styles. */
  readonly nonce: string;
  /** Where the page was asked for, as its viewer's browser sees it. */
  readonly url: URL;
  /** Origins that may show the page in a frame of theirs, beside our own; `*` lets all. */
  readonly embedders: readonly string[];
}

/** What the page needs of its browser; an embedding page has to hand it on by `allow`. */
const NEEDED = [
  "autoplay",
  "clipboard-write",
  "fullscreen",
  "picture-in-picture",
  "screen-wake-lock",
] as const;
/** What no script on the page may have, whoever wrote it. */
const REFUSED = [
  "camera",
  "display-capture",
  "geolocation",
  "hid",
  "microphone",
  "midi",
  "payment",
  "publickey-credentials-get",
  "serial",
  "usb",
] as const;

/**
 * Headers for every page. Scripts and styles run by nonce alone, and text becomes neither script
 * nor HTML unless the page's one policy for it lets it (Trusted Types); media, and the requests
 * that read a film's facts, may go to any host, since a film may lie anywhere.
 */
export function pageHeaders(
  { nonce, url, embedders }: PageKind,
): Record<string, string> {
  return {
    "content-security-policy": [
      "default-src 'self'",
      // Libraries may compile code of their own that can reach nothing: the hash of own copies.
      `script-src 'self' 'nonce-${nonce}' 'wasm-unsafe-eval'`,
      `style-src 'self' 'nonce-${nonce}'`,
      // An attribute cannot load or run anything; positions on the seek bar are written so.
      "style-src-attr 'unsafe-inline'",
      "img-src 'self' data: blob:",
      "media-src * data: blob:",
      "connect-src * data: blob:",
      "worker-src 'self' blob:",
      "object-src 'none'",
      "base-uri 'none'",
      "form-action 'self'",
      `frame-ancestors ${ancestors(embedders)}`,
      "require-trusted-types-for 'script'",
      // Made once, by the library that reads subtitles of HLS: lib/player/engine/xml_policy.ts.
      "trusted-types default",
    ].join("; "),
    "permissions-policy": [
      ...NEEDED.map((feature) => `${feature}=(self)`),
      ...REFUSED.map((feature) => `${feature}=()`),
    ].join(", "),
    "x-content-type-options": "nosniff",
    // A film's host has no business to know who watches it where.
    "referrer-policy": "no-referrer",
    // Elsewhere browsers ignore it, and complain of it at each page.
    ...(isTrustworthy(url)
      ? { "cross-origin-opener-policy": "same-origin" }
      : {}),
    "cache-control": "no-store",
  };
}

/**
 * Sets what holds for every answer: its type is believed, and it tells nobody where it was asked
 * for. One that is text and no page of ours can do nothing where it is shown as a page.
 *
 * @param headers the answer's, which are changed in place
 */
export function guardAnswer(headers: Headers): void {
  headers.set("x-content-type-options", "nosniff");
  headers.set("referrer-policy", "no-referrer");
  if (headers.has("content-security-policy")) return;
  const type = headers.get("content-type") ?? "";
  // Films are shown by a page that the browser makes for them, which has to play.
  if (!/^(?:text\/(?!javascript)|application\/(?:problem\+)?json)/.test(type)) {
    return;
  }
  headers.set(
    "content-security-policy",
    "default-src 'none'; frame-ancestors 'none'",
  );
}

function ancestors(embedders: readonly string[]): string {
  return embedders.includes("*") ? "*" : ["'self'", ...embedders].join(" ");
}

/** Whether a browser takes the address for one that nobody on the way can change. */
function isTrustworthy({ protocol, hostname }: URL): boolean {
  return protocol === "https:" || hostname === "localhost" ||
    hostname === "[::1]" || /^127(?:\.\d+){3}$/.test(hostname);
}
