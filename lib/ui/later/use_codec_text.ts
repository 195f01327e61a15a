import { type ReadonlySignal, useComputed } from "@preact/signals";
import { useComingPart } from "../use_asked_part.ts";

/**
 * Names codecs as people say them. The names come once there is a codec that the server has not
 * named, and until then it is shown as it is written.
 *
 * @param isAsked whether there is one; signals read by it are watched
 */
export function useCodecText(
  isAsked: () => boolean,
): ReadonlySignal<(codec: string) => string> {
  const names = useComingPart({
    isAsked,
    load: () => import("@/lib/film/codec_name.ts"),
    onMissing: () => {},
  });
  return useComputed(() => names.value?.codecText ?? asWritten);
}

const asWritten = (codec: string) => codec;
