/**
 * What a demuxer tells of a film, before it is weighed.
 *
 * @module
 */
import type { FilmFacts } from "./facts.ts";

/** The part of the facts that comes from the film's own tables. */
export type Tracks = Pick<
  FilmFacts,
  "container" | "durationS" | "video" | "audio"
>;
