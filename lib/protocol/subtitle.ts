import * as v from "valibot";
import { filmUrl, id, label, numberIn, title } from "./fields.ts";

/** As what a file is read, by its name in the Encoding Standard; without it that is found out. */
const encoding = () => v.optional(label(32));

/** Where subtitles come from. */
export const SUBTITLE_SOURCE = v.variant("kind", [
  /** A file beside the film in the server's folder; `path` as `/api/library` lists it. */
  v.object({
    kind: v.literal("file"),
    path: v.pipe(label(1024), v.minLength(1, "must not be empty")),
    encoding: encoding(),
  }),
  /** A file elsewhere, fetched by each viewer's browser. */
  v.object({
    kind: v.literal("link"),
    url: filmUrl(),
    encoding: encoding(),
  }),
  /** A file that a viewer gave the room; see `POST /api/rooms/ROOM/subtitles`. */
  v.object({ kind: v.literal("upload"), id: id(), name: title() }),
]);

/** The subtitles of a film, as a viewer sets them for everyone. */
export const SUBTITLE = v.object({
  source: SUBTITLE_SOURCE,
  /** How much later than the file says each line is shown, in seconds. */
  offsetS: numberIn(-3600, 3600),
});

/** Where subtitles come from; see {@linkcode SUBTITLE_SOURCE}. */
export type SubtitleSource = Readonly<v.InferOutput<typeof SUBTITLE_SOURCE>>;
/** The subtitles of a film; see {@linkcode SUBTITLE}. */
export type RoomSubtitle = Readonly<v.InferOutput<typeof SUBTITLE>>;
