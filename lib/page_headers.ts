/**
 * Headers for every page. Scripts and styles run by nonce alone; media, and the requests that
 * read a film's facts, may go to any host, since a film may lie anywhere.
 *
 * @param nonce the nonce on the page's inline scripts and styles
 */
export function pageHeaders(nonce: string): Record<string, string> {
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
      "frame-ancestors 'self'",
    ].join("; "),
    "x-content-type-options": "nosniff",
    // A film's host has no business to know who watches it where.
    "referrer-policy": "no-referrer",
    "cache-control": "no-store",
  };
}
