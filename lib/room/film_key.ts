import type { Source } from "@/lib/protocol/mod.ts";

/**
 * Names a film across evenings, unlike `timeline.sourceId`: each copy of one local film has the
 * same name where its fingerprint is known.
 */
export function filmKey(source: Source): string {
  switch (source.kind) {
    case "film":
      return `film:${source.path}`;
    case "link":
      return `link:${source.url}`;
    case "local":
      return `local:${source.fingerprint?.hash ?? source.name}`;
  }
}
