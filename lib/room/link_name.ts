import { lastPart } from "@/lib/base/mod.ts";

/**
 * What a link is called where it is told: the last part of its path, and its host. A whole address
 * is as long as it likes, and what is signed in it is for nobody to read out.
 */
export function linkName(url: string): string {
  if (!URL.canParse(url)) return url;
  const address = new URL(url);
  const last = lastPart(address);
  return last === null ? address.host : `${last} (${address.host})`;
}
