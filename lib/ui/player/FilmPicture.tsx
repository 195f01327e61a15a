import { useComputed, useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { useRoom } from "../room_context.ts";
import { pictureAddress } from "./film_picture.ts";

/** How long a pointer rests before its picture is asked for, in ms. */
const REST_MS = 80;
/** So many pictures that did not come, one after the other, and no more are asked for. */
const MISSES_MAX = 3;

/**
 * The picture of the film at a second, where the server makes some (lib/media/preview/): above
 * `left`, or in its place.
 *
 * @param atS null while none is wanted
 */
export default function FilmPicture({ atS, of, left }: {
  readonly atS: number | null;
  readonly of: number;
  readonly left?: string;
}) {
  const { watching } = useRoom();
  const film = useComputed(() => watching.film.value).value;
  const wanted = atS === null
    ? null
    : pictureAddress(film, { atS, durationS: of });
  const asked = useSignal<string | null>(null);
  const shown = useSignal<string | null>(null);
  const misses = useRef(0);
  useEffect(() => void (misses.current = 0), [film]);
  useEffect(() => {
    if (wanted === null) {
      asked.value = null;
      shown.value = null;
    }
    if (wanted === null || misses.current >= MISSES_MAX) return;
    const timer = setTimeout(() => asked.value = wanted, REST_MS);
    return () => clearTimeout(timer);
  }, [wanted]);
  if (wanted === null || asked.value === null) return null;
  return (
    <img
      class="film-picture"
      // One that is under way has the place of the one before.
      hidden={shown.value === null}
      style={left === undefined ? {} : { left }}
      src={asked.value}
      alt=""
      onLoad={() => {
        misses.current = 0;
        shown.value = asked.value;
      }}
      onError={() => {
        misses.current++;
        shown.value = null;
      }}
    />
  );
}
