/** The token by which a request proves who makes it: `Authorization: Bearer TOKEN`; empty where there is none. */
export function bearerOf(req: Request): string {
  const header = req.headers.get("authorization") ?? "";
  return /^bearer +(\S+)$/i.exec(header)?.[1] ?? "";
}
