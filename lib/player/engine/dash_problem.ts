import type { Problem } from "../problem.ts";
import type { EngineFacts } from "./engine.ts";

/** Shaka's numbers of what went wrong; its `util/error.js`. */
const BAD_STATUS = 1001;
const NO_ANSWER = 1002;
const NETWORK = 1;
const MANIFEST = 4;
const DRM = 6;
const NO_PLAYABLE: readonly number[] = [4011, 4012, 4032];
/** Shaka's number of the requests for pieces of film. */
const SEGMENT = 1;

/** An error of shaka in our words; anything else thrown is unknown. */
export function judgeDash(
  error: unknown,
  { isLive, videoCodec }: Pick<EngineFacts, "isLive" | "videoCodec">,
): Problem {
  const { category, code, data } = read(error);
  if (code === null) return { code: "unknown", detail: String(error) };
  const detail = `shaka ${code}`;
  const codec = videoCodec === null ? {} : { codec: videoCodec };
  if (NO_PLAYABLE.includes(code)) return { code: "codec", detail, ...codec };
  if (category === NETWORK) {
    const status = code === BAD_STATUS ? Number(data[1]) : 0;
    const said = status > 0 ? `${detail} (HTTP ${status})` : detail;
    const isGone = status === 404 || status === 410;
    if (isGone && isLive) return { code: "live-ended", detail: said };
    // Without any answer it is the line, or a list that is anybody's to read, and its pieces not.
    if (code === NO_ANSWER) {
      const [missingUrl] = data;
      return {
        code: "network",
        detail,
        ...(typeof missingUrl === "string" ? { missingUrl } : {}),
      };
    }
    if (data[code === BAD_STATUS ? 4 : 2] === SEGMENT) {
      return { code: "segment", detail: said };
    }
    if (isGone) return { code: "not-found", detail: said };
    return status === 401 || status === 403 || status === 451
      ? { code: "refused", detail: said }
      : { code: "network", detail: said };
  }
  if (category === MANIFEST) return { code: "broken", detail };
  if (category === DRM) return { code: "protected", detail };
  return { code: "codec", detail, ...codec };
}

function read(error: unknown): {
  readonly category: number | null;
  readonly code: number | null;
  readonly data: readonly unknown[];
} {
  const none = { category: null, code: null, data: [] };
  if (typeof error !== "object" || error === null) return none;
  const { category, code, data } = { category: null, code: null, ...error } as {
    category: unknown;
    code: unknown;
    data?: unknown;
  };
  return {
    category: typeof category === "number" ? category : null,
    code: typeof code === "number" ? code : null,
    data: Array.isArray(data) ? data : [],
  };
}
