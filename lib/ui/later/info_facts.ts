import type { FilmDetails } from "./film_details.ts";

/** What the player itself knows of the film. */
export interface SeenFacts {
  readonly durationS: number | null;
  /** Pixels; 0 before they are known. */
  readonly width: number;
  readonly height: number;
}

/** One codec of a film, and whether it plays here. */
export interface ShownCodec {
  readonly name: string;
  readonly isPlayable: boolean;
}

/** A film's facts, joined from what the player sees and what was found out; null is unknown. */
export interface InfoFacts {
  readonly durationS: number | null;
  readonly bytes: number | null;
  /** Such as `1920×1080`. */
  readonly resolution: string | null;
  /** Null while unknown; `none` where the film has no such track. */
  readonly video: ShownCodec | "none" | null;
  readonly audio: ShownCodec | "none" | null;
}

/** What an engine says of the stream that it feeds: RFC 6381 strings, null while unknown. */
export interface StreamCodecs {
  readonly videoCodec: string | null;
  readonly audioCodec: string | null;
}

/**
 * Joins what is known of a film; the film's own tables win over what the player shows of it.
 *
 * @param stream null for a film that the element fetches by itself
 * @param nameOf what a codec of the stream is called
 */
export function joinFacts(
  seen: SeenFacts,
  details: FilmDetails | null,
  stream: StreamCodecs | null = null,
  nameOf: (codec: string) => string = (codec) => codec,
): InfoFacts {
  /** A codec that an engine feeds is one that the browser took. */
  const fed = (codec: string | null | undefined): ShownCodec | null =>
    codec ? { name: nameOf(codec), isPlayable: true } : null;
  const facts = details?.facts ?? null;
  const isKnown = facts !== null && facts.container !== null;
  const picture = isKnown && facts.video !== null && facts.video.width > 0
    ? facts.video
    : seen;
  const reason = details?.lack;
  return {
    durationS: seen.durationS ?? facts?.durationS ?? null,
    bytes: details?.bytes ?? null,
    resolution: picture.width > 0 && picture.height > 0
      ? `${picture.width}×${picture.height}`
      : null,
    video: !isKnown
      ? fed(stream?.videoCodec)
      : facts.video === null
      ? "none"
      : {
        name: facts.video.name,
        isPlayable: reason !== "video-codec" &&
          reason !== "video-and-audio-codec",
      },
    audio: !isKnown
      ? fed(stream?.audioCodec)
      : facts.audio[0] === undefined
      ? "none"
      : {
        name: facts.audio[0].name,
        isPlayable: reason !== "audio-codec" &&
          reason !== "video-and-audio-codec",
      },
  };
}
