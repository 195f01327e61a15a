import { onCanvas, pictureIn } from "./picture_place.ts";

/** Why a picture could not be saved. */
export type ShotFault = "empty" | "tainted";

/** Longest side of a saved picture in px: canvases have bounds, films beyond 8K do not exist here. */
const SIDE_MAX_PX = 8192;

/**
 * Saves the picture shown as a PNG, through the browser's downloads.
 *
 * @param name the file's name without its ending
 * @param over canvases that lie over the picture and are to be on it
 * @returns what is wrong, or null when the file is on its way
 */
export async function saveScreenshot(
  video: HTMLVideoElement,
  { name, over }: {
    readonly name: string;
    readonly over: Iterable<HTMLCanvasElement>;
  },
): Promise<ShotFault | null> {
  const { videoWidth, videoHeight } = video;
  if (videoWidth === 0 || videoHeight === 0 || video.readyState < 2) {
    return "empty";
  }
  const canvas = document.createElement("canvas");
  canvas.width = Math.min(videoWidth, SIDE_MAX_PX);
  canvas.height = Math.min(videoHeight, SIDE_MAX_PX);
  const paper = canvas.getContext("2d");
  paper?.drawImage(video, 0, 0, canvas.width, canvas.height);
  const shown = pictureIn(video.getBoundingClientRect(), {
    width: videoWidth,
    height: videoHeight,
  });
  for (const layer of over) {
    if (paper === null || layer.width === 0 || layer.height === 0) continue;
    const { left, top, width, height } = onCanvas(
      layer.getBoundingClientRect(),
      shown,
      canvas.width,
    );
    const holder = layer.closest(".danmaku") ?? layer;
    paper.globalAlpha = Number(getComputedStyle(holder).opacity) || 1;
    paper.drawImage(layer, left, top, width, height);
  }
  const picture = await readPicture(canvas);
  if (picture === null) return "tainted";
  const url = URL.createObjectURL(picture);
  const link = document.createElement("a");
  link.href = url;
  link.download = `${name.replace(/[\\/:*?"<>|\p{Cc}]/gu, "-")}.png`;
  link.click();
  // A download that has begun keeps what it needs; some browsers begin it a moment later.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
  return null;
}

// A canvas that took a picture from a site without CORS throws when it is read.
function readPicture(canvas: HTMLCanvasElement): Promise<Blob | null> {
  return new Promise((resolve) => {
    try {
      canvas.toBlob(resolve, "image/png");
    } catch {
      resolve(null);
    }
  });
}
