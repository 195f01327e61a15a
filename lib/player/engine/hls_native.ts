import {
  type Engine,
  EngineError,
  type EngineHost,
  noFacts,
} from "./engine.ts";

/** What HLS is called among media types; RFC 8216, section 10. */
const HLS_TYPE = "application/vnd.apple.mpegurl";

/**
 * HLS by the browser itself, where it cannot be fed by script, as on older iPhones.
 *
 * @throws {EngineError} where it cannot do that either
 */
export function prepareNativeHls(
  { video, url, onFacts }: EngineHost,
): Promise<Engine> {
  if (video.canPlayType(HLS_TYPE) === "") {
    const problem = { code: "no-engine", detail: HLS_TYPE } as const;
    return Promise.reject(new EngineError(problem));
  }
  const onDuration = () =>
    onFacts({ ...noFacts("element"), isLive: video.duration === Infinity });
  return Promise.resolve({
    start() {
      video.addEventListener("durationchange", onDuration);
      video.src = url;
      video.load();
    },
    close() {
      video.removeEventListener("durationchange", onDuration);
    },
  });
}
