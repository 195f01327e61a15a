/**
 * Whether a request comes from a page that may: our own, or one of a listed origin. A request
 * without an `Origin` comes from no browser page, so there is nobody's cookie or trust to abuse.
 *
 * @param allowed origins such as `https://example.org`; `*` lets all in
 */
export function isAllowedOrigin(
  request: Request,
  allowed: readonly string[],
): boolean {
  const origin = request.headers.get("origin");
  if (origin === null || allowed.includes("*") || allowed.includes(origin)) {
    return true;
  }
  // By host alone: behind a proxy that speaks https we hear http.
  return URL.parse(origin)?.host === request.headers.get("host");
}
