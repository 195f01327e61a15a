import { cleanName } from "@/lib/protocol/written.ts";
import { keptCookie, NAME_COOKIE } from "./cookie.ts";

/** The name that a `Cookie` header keeps; null where it keeps none that can be shown. */
export function keptName(header: string | null): string | null {
  return cleanName(keptCookie(header, NAME_COOKIE) ?? "");
}
