import type { Problem } from "../problem.ts";

/** An error of mpegts.js in our words. */
export function judgeMpegts(
  { type, detail, status, isLive }: {
    readonly type: string;
    readonly detail: string;
    /** HTTP status; below 100 where there was no answer. */
    readonly status: number;
    readonly isLive: boolean;
  },
  { videoCodec }: { readonly videoCodec: string | null },
): Problem {
  const said = status >= 100 ? `${detail} (HTTP ${status})` : detail;
  if (type === "NetworkError") {
    if (status === 404 || status === 410) {
      return { code: "not-found", detail: said };
    }
    if (status === 401 || status === 403 || status === 451) {
      return { code: "refused", detail: said };
    }
    if (isLive && detail === "UnrecoverableEarlyEof") {
      return { code: "live-ended", detail: said };
    }
    return { code: "network", detail: said };
  }
  if (detail === "FormatError" || detail === "FormatUnsupported") {
    return { code: "broken", detail: said };
  }
  const codec = videoCodec === null ? {} : { codec: videoCodec };
  return { code: "codec", detail: said, ...codec };
}
