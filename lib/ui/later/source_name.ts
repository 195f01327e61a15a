import { unreachable } from "@/lib/base/mod.ts";
import type { Source } from "@/lib/protocol/mod.ts";
import { addressName } from "./link_address.ts";

/** What a source is called: the film's file name without its folders. */
export function sourceName(source: Source): string {
  switch (source.kind) {
    case "film":
      return source.path.slice(source.path.lastIndexOf("/") + 1);
    case "link":
      return addressName(source.url);
    case "local":
      return source.name;
    default:
      return unreachable(source);
  }
}
