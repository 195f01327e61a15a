/** What Safari has for AirPlay, beside the standard. */
interface AirPlayElement {
  webkitShowPlaybackTargetPicker?(): void;
}

/**
 * Watches whether there is a screen to throw the picture on: by AirPlay in Safari, by the Remote
 * Playback API (W3C) elsewhere.
 *
 * @param tell is called when that changes
 * @returns how to stop
 */
export function canThrow(
  video: HTMLVideoElement & AirPlayElement,
  tell: (can: boolean) => void,
): () => void {
  if (typeof video.webkitShowPlaybackTargetPicker === "function") {
    const changed = (event: Event) =>
      tell(Reflect.get(event, "availability") === "available");
    const name = "webkitplaybacktargetavailabilitychanged";
    video.addEventListener(name, changed);
    return () => video.removeEventListener(name, changed);
  }
  const remote = remoteOf(video);
  if (remote === null) return () => {};
  let isOver = false;
  // Browsers that may not look for screens all the time refuse, and say by the list what there is.
  const watching = remote.watchAvailability((can) => {
    if (!isOver) tell(can);
  }).catch(() => null);
  return () => {
    isOver = true;
    void watching.then((id) =>
      id === null ? undefined : remote.cancelWatchAvailability(id)
    ).catch(() => {});
  };
}

/** Shows the browser's list of screens; to be called inside a press. */
export async function throwPicture(
  video: HTMLVideoElement & AirPlayElement,
): Promise<void> {
  if (typeof video.webkitShowPlaybackTargetPicker === "function") {
    video.webkitShowPlaybackTargetPicker();
  } else await remoteOf(video)?.prompt();
}

// Firefox has none, whatever the types say.
function remoteOf(video: HTMLVideoElement): RemotePlayback | null {
  const remote: unknown = Reflect.get(video, "remote");
  return typeof RemotePlayback === "function" &&
      remote instanceof RemotePlayback
    ? remote
    : null;
}
