import type { ErrorData } from "hls.js";
import type { Problem } from "../problem.ts";
import type { EngineFacts } from "./engine.ts";

/** As much of an error of hls.js as tells what is wrong. */
export type HlsFailure =
  & Pick<ErrorData, "type" | "details">
  & {
    readonly response?: { readonly code?: number | undefined } | undefined;
    readonly url?: string | undefined;
    readonly frag?: { readonly url: string } | undefined | null;
    readonly mimeType?: string | undefined;
    readonly reason?: string | undefined;
    readonly error?: { readonly message: string } | undefined;
  };

/** Which of its errors mean that the browser cannot decode the stream. */
const CODEC_DETAILS: readonly string[] = [
  "manifestIncompatibleCodecsError",
  "bufferAddCodecError",
  "bufferIncompatibleCodecsError",
];
/** Which mean that what the address gives is no playlist, or none with a film. */
const NO_PLAYLIST: readonly string[] = [
  "manifestParsingError",
  "levelEmptyError",
];

/**
 * Judges an error that ends play.
 *
 * @returns the problem in our words, and whether opening the stream anew may mend it
 */
export function judgeHls(
  failure: HlsFailure,
  { isLive, videoCodec, audioCodec }: Pick<
    EngineFacts,
    "isLive" | "videoCodec" | "audioCodec"
  >,
): { readonly problem: Problem; readonly isBroken: boolean } {
  const { type, details, response, frag } = failure;
  const detail = [details, failure.reason ?? failure.error?.message ?? ""]
    .filter((part) => part !== "").join(": ");
  const name = (problem: Problem) => ({ problem, isBroken: false });
  if (CODEC_DETAILS.includes(details)) {
    const named = /codecs="?([^"]+)/.exec(failure.mimeType ?? "")?.[1] ??
      [videoCodec, audioCodec].filter((one) => one !== null).join(",");
    const codec = named === "" ? {} : { codec: named };
    return name({ code: "codec", detail, ...codec });
  }
  if (NO_PLAYLIST.includes(details)) return name({ code: "broken", detail });
  if (type === "networkError") {
    const status = response?.code ?? 0;
    // A stream that was there and is not any more has ended.
    if (isLive && (status === 404 || status === 410)) {
      return name({ code: "live-ended", detail });
    }
    // Without any answer it is the line, not the piece.
    if (frag !== undefined && frag !== null && status !== 0) {
      return name({ code: "segment", detail: said(detail, status) });
    }
    if (status === 404 || status === 410) {
      return name({ code: "not-found", detail: said(detail, status) });
    }
    if (status === 401 || status === 403 || status === 451) {
      return name({ code: "refused", detail: said(detail, status) });
    }
    // A list may be anybody's to read, and its pieces not.
    const missingUrl = frag?.url ?? failure.url;
    return name({
      code: "network",
      detail: said(detail, status),
      ...(missingUrl === undefined ? {} : { missingUrl }),
    });
  }
  if (details === "keySystemNoAccess" || type === "keySystemError") {
    return name({ code: "protected", detail });
  }
  const codec = videoCodec === null ? {} : { codec: videoCodec };
  return {
    problem: { code: "codec", detail, ...codec },
    isBroken: type === "mediaError" || type === "muxError",
  };
}

function said(detail: string, status: number): string {
  return status === 0 ? detail : `${detail} (HTTP ${status})`;
}
