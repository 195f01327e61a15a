import type { Cue } from "@/lib/subtitle/mod.ts";

/** Subtitles as the browser's own, for where only the film itself is on the screen. */
export interface NativeTrack {
  set(cues: readonly Cue[], offsetS: number): void;
  close(): void;
}

/** The track's name among the element's; the browser's own menu shows it. */
const LABEL = "17kan";

/**
 * Draws subtitles by the browser itself while the film is in a window of its own or in a phone's own
 * fullscreen, where nothing of the page can lie over it. The track is made when that begins.
 */
export function createNativeTrack(video: HTMLVideoElement): NativeTrack {
  let cues: readonly Cue[] = [];
  let offsetS = 0;
  let track: TextTrack | null = null;
  const fill = () => {
    if (track === null) return;
    for (const cue of [...track.cues ?? []]) track.removeCue(cue);
    for (const { startS, endS, text, isTop } of cues) {
      const startsS = Math.max(0, startS + offsetS);
      if (endS + offsetS <= startsS) continue;
      const cue = new VTTCue(startsS, endS + offsetS, escaped(text));
      if (isTop) cue.line = 0;
      track.addCue(cue);
    }
  };
  const begin = () => {
    track ??= video.addTextTrack("subtitles", LABEL);
    fill();
    track.mode = "showing";
  };
  const end = () => {
    if (track !== null) track.mode = "disabled";
  };
  const begins = ["enterpictureinpicture", "webkitbeginfullscreen"];
  const ends = ["leavepictureinpicture", "webkitendfullscreen"];
  for (const type of begins) video.addEventListener(type, begin);
  for (const type of ends) video.addEventListener(type, end);
  return {
    set(nextCues, nextOffsetS) {
      cues = nextCues;
      offsetS = nextOffsetS;
      if (track?.mode === "showing") fill();
    },
    close() {
      end();
      cues = [];
      fill();
      for (const type of begins) video.removeEventListener(type, begin);
      for (const type of ends) video.removeEventListener(type, end);
    },
  };
}

// What a cue holds is markup of WebVTT; ours is text.
function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;");
}
