import { type Cue, SHOWN_MAX } from "@/lib/subtitle/mod.ts";

/** Text of one line that is shown, in UTF-16 units. */
const LINE_UNITS_MAX = 1000;

/** The subtitle tracks that a film brings along, as HLS and some MP4 do, by their place. */
export function ownTracks(
  video: HTMLVideoElement,
): readonly { readonly index: number; readonly label: string }[] {
  return [...video.textTracks].map((track, index) => ({ track, index }))
    .filter(({ track }) =>
      track.label !== "17kan" &&
      (track.kind === "subtitles" || track.kind === "captions")
    )
    .map(({ track: { label, language }, index }) => ({
      index,
      label: label || language || `#${index + 1}`,
    }));
}

/**
 * Shows what one of the film's own tracks says, in our manner.
 *
 * @returns how to stop
 */
export function followTrack(
  video: HTMLVideoElement,
  index: number,
  show: (cues: readonly Cue[]) => void,
): () => void {
  const track = video.textTracks[index];
  if (track === undefined) return () => {};
  const look = () => {
    const active = [...track.activeCues ?? []].slice(0, SHOWN_MAX);
    show(active.flatMap((cue) => {
      const text = textOf(cue).slice(0, LINE_UNITS_MAX).trim();
      return text === ""
        ? []
        : [{ startS: cue.startTime, endS: cue.endTime, text, isTop: false }];
    }));
  };
  // Hidden, its cues are read and told, but not drawn by the browser.
  track.mode = "hidden";
  track.addEventListener("cuechange", look);
  look();
  return () => {
    track.removeEventListener("cuechange", look);
    track.mode = "disabled";
    show([]);
  };
}

function textOf(cue: TextTrackCue): string {
  return "getCueAsHTML" in cue && cue instanceof VTTCue
    ? cue.getCueAsHTML().textContent ?? ""
    : "";
}
