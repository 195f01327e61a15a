/**
 * Which HTTP a request came by, as far as Deno tells.
 *
 * @module
 */

/**
 * Whether it came by HTTP/1 without TLS: on such a connection nothing else is on its way until its
 * answer is out. HTTP/2 comes with TLS alone to a browser, and names its host in no header.
 */
export function isHttp1({ url, headers }: Request): boolean {
  return url.startsWith("http:") && headers.has("host");
}
