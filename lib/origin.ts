/**
 * Whether a request comes from a page that may: our own, or one of a listed origin. A request
 * without an `Origin` comes from no browser page, so there is nobody's cookie or trust to abuse.
 *
 * @param allowed origins such as `https://example.org`; `*` lets all in
 * @param url what was asked for, whose host is ours
 */
export function isAllowedOrigin(
  request: Request,
  allowed: readonly string[],
  url: URL,
): boolean {
  const origin = request.headers.get("origin");
  if (origin === null || allowed.includes("*") || allowed.includes(origin)) {
    return true;
  }
  // By host alone: behind a proxy that speaks https we hear http.
  return URL.parse(origin)?.host === url.host;
}

/**
 * Lets a page of a listed origin read the answer and its headers, where no other page may; all
 * others get no leave.
 *
 * @param allowed origins such as `https://example.org`; `*` lets all in
 * @param names headers of our own that such a page sends and reads
 */
export function listedCors(
  request: Request,
  allowed: readonly string[],
  names: readonly string[],
): Record<string, string> {
  const origin = request.headers.get("origin");
  const isListed = origin !== null &&
    (allowed.includes("*") || allowed.includes(origin));
  if (!isListed) return {};
  return {
    "access-control-allow-origin": origin,
    "access-control-allow-methods": "GET, POST, DELETE",
    "access-control-allow-headers": ["content-type", ...names].join(", "),
    "access-control-expose-headers": names.join(", "),
    vary: "Origin",
  };
}

/**
 * Narrows an answer that is open to every page to the origins the host listed; without a list it
 * stays open. A page of an origin that is not listed can no longer read the answer.
 *
 * @param headers the answer's, which are changed in place
 * @param allowed origins such as `https://example.org`; `*` keeps all open
 */
export function narrowCors(
  request: Request,
  headers: Headers,
  allowed: readonly string[],
): void {
  if (headers.get("access-control-allow-origin") !== "*") return;
  if (allowed.length === 0 || allowed.includes("*")) return;
  // The answer differs by origin, and a cache in between has to know.
  headers.append("vary", "Origin");
  const origin = request.headers.get("origin");
  if (origin !== null && allowed.includes(origin)) {
    headers.set("access-control-allow-origin", origin);
  } else {
    headers.delete("access-control-allow-origin");
  }
}
