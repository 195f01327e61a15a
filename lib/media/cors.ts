/**
 * The headers that open media and the read-only API to pages elsewhere.
 *
 * @module
 */

/** What a page elsewhere may read of an answer. */
const EXPOSED = [
  "Accept-Ranges",
  "Content-Length",
  "Content-Range",
  "ETag",
  "Last-Modified",
].join(", ");

/**
 * New headers that let any page show the answer and read its length, range,
 * tag and timing. No credentials are involved, so `*` gives away nothing that
 * curl does not get.
 */
export function cors(): Headers {
  return new Headers({
    "access-control-allow-origin": "*",
    "access-control-allow-methods": "*",
    "access-control-allow-headers": "*",
    "access-control-expose-headers": EXPOSED,
    "cross-origin-resource-policy": "cross-origin",
    "timing-allow-origin": "*",
  });
}
