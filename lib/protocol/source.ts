import * as v from "valibot";
import { filmUrl, label, numberIn, title } from "./fields.ts";

/** What tells two copies of a film apart; hash is over size and slices, hex. */
export const FINGERPRINT = v.object({
  sizeBytes: numberIn(0, Number.MAX_SAFE_INTEGER),
  durationS: v.nullable(numberIn(0, 360_000)),
  hash: v.nullable(v.pipe(v.string(), v.regex(/^[0-9a-f]{8,64}$/))),
});

/** What a room or a viewer watches. */
export const SOURCE = v.variant("kind", [
  /** A film of the server's folder; `path` as `/api/library` lists it. */
  v.object({
    kind: v.literal("film"),
    path: v.pipe(label(1024), v.minLength(1, "must not be empty")),
  }),
  /** A film elsewhere. */
  v.object({ kind: v.literal("link"), url: filmUrl() }),
  /** Each viewer's own copy. `name` is the file name of whoever proposed it. */
  v.object({
    kind: v.literal("local"),
    name: title(),
    fingerprint: v.nullable(FINGERPRINT),
  }),
]);

/** What a room or a viewer watches; see {@linkcode SOURCE}. */
export type Source = v.InferOutput<typeof SOURCE>;
/** What tells two copies of a film apart; see {@linkcode FINGERPRINT}. */
export type Fingerprint = v.InferOutput<typeof FINGERPRINT>;
