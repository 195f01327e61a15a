/** Widest picture that is kept, in pixels: it stands for a blink, and drawing takes time. */
const WIDTH_MAX = 960;
/** How well it is kept: a JPEG of 30 to 90 KB. */
const QUALITY = 0.8;

/** The last picture of a film, shown where its element has none. */
export interface LastPicture {
  /** The same film is about to be opened anew: what is seen stays in sight until it is there again. */
  keep(): void;
  /** Another film, or none: nothing of the one before is shown. */
  drop(): void;
  close(): void;
}

/**
 * Keeps a film's last picture behind its element, through which it is seen while that is empty. A
 * film of another site that does not allow it shows nothing, as before.
 */
export function createLastPicture(video: HTMLVideoElement): LastPicture {
  const drop = () => {
    video.style.removeProperty("background");
  };
  const onPicture = () => {
    if (video.readyState < video.HAVE_CURRENT_DATA || video.seeking) return;
    if (video.style.background === "") return;
    // The picture is there, but not on the screen yet.
    if ("requestVideoFrameCallback" in video) {
      video.requestVideoFrameCallback(drop);
    } else drop();
  };
  const events = ["loadeddata", "seeked", "playing"] as const;
  for (const type of events) video.addEventListener(type, onPicture);
  return {
    keep() {
      if (video.readyState < video.HAVE_CURRENT_DATA) return;
      const picture = drawn(video);
      if (picture === null) return;
      video.style.background = `url("${picture}") center / contain no-repeat`;
    },
    drop,
    close() {
      for (const type of events) video.removeEventListener(type, onPicture);
      drop();
    },
  };
}

/** The picture as an address of its own; null where the page may not see it. */
function drawn(video: HTMLVideoElement): string | null {
  const { videoWidth, videoHeight, ownerDocument } = video;
  const scale = Math.min(1, WIDTH_MAX / videoWidth);
  const canvas = ownerDocument.createElement("canvas");
  canvas.width = Math.round(videoWidth * scale);
  canvas.height = Math.round(videoHeight * scale);
  try {
    canvas.getContext("2d")?.drawImage(
      video,
      0,
      0,
      canvas.width,
      canvas.height,
    );
    return canvas.toDataURL("image/jpeg", QUALITY);
  } catch {
    // A film of another site that does not allow to be read.
    return null;
  }
}
