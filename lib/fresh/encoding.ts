/** A content coding we can make. */
export type Encoding = "br" | "gzip";

/**
 * Chooses a coding by `Accept-Encoding` (RFC 9110 12.5.3): the highest q-value
 * wins, and of equal ones the one we like; null means to send the body as it is.
 */
export function pickEncoding(
  header: string | null,
  liked: Encoding = "br",
): Encoding | null {
  const weights = new Map<string, number>();
  for (const part of (header ?? "").toLowerCase().split(",")) {
    const [name = "", ...params] = part.split(";").map((text) => text.trim());
    const q = params.find((param) => param.startsWith("q="))?.slice(2) ?? "1";
    if (name !== "") weights.set(name, Number(q) || 0);
  }
  const weightOf = (name: string) => weights.get(name) ?? weights.get("*") ?? 0;
  const br = weightOf("br");
  const gzip = Math.max(weightOf("gzip"), weights.get("x-gzip") ?? 0);
  const identity = weights.get("identity") ?? 0;
  const best = Math.max(br, gzip);
  if (best === 0 || identity > best) return null;
  if (br === gzip) return liked;
  return br === best ? "br" : "gzip";
}
