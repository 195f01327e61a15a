import type { MendReason } from "@/lib/film/mend_reason.ts";
import type { Row } from "@/lib/protocol/mod.ts";

/** What of a film a browser cannot decode, by what stands in the way of playing; null where nothing. */
export function lacksOf(lack: MendReason | null): Row["lacks"] | null {
  switch (lack) {
    case "video-codec":
      return "picture";
    case "audio-codec":
      return "sound";
    case "video-and-audio-codec":
      return "both";
    default:
      return null;
  }
}
