/**
 * A film behind a link, read by ranges.
 *
 * @module
 */
import type { Reader } from "./reader.ts";

/** Why a link gives no film. */
export type UnreachableReason =
  /** No answer that we may see: no network, no such host, or refused by CORS, which look alike. */
  | "unreachable"
  /** 404 or 410. */
  | "not-found"
  /** 401, 403 or 451. */
  | "refused"
  /** Any other status but 200 and 206. */
  | "failed"
  /** It does not answer ranges, so facts would cost the whole film. */
  | "no-ranges"
  /** It does not tell the size, or not to pages elsewhere. */
  | "no-size";

/** Thrown when a link cannot be read; the reason is for the page's words. */
export class UnreachableError extends Error {
  override readonly name = "UnreachableError";
  /** Why. */
  readonly reason: UnreachableReason;
  /** The HTTP status, or null when there was no answer. */
  readonly status: number | null;
  /** The film's size where it is known all the same, as with `no-ranges`. */
  readonly sizeBytes: number | null;

  constructor(
    reason: UnreachableReason,
    { status = null, sizeBytes = null }: {
      status?: number | null;
      sizeBytes?: number | null;
    } = {},
  ) {
    super(
      `Cannot read the film behind the link: ${reason}${
        status === null ? "" : ` (${status})`
      }`,
    );
    this.reason = reason;
    this.status = status;
    this.sizeBytes = sizeBytes;
  }
}

/** What reading a link needs. */
export interface UrlReaderOptions {
  /** Ends all reads. */
  readonly signal?: AbortSignal;
  /** For tests; `fetch` otherwise. */
  readonly fetch?: typeof globalThis.fetch;
}

/**
 * Opens a link. The size comes from a GET of one byte: a single range is
 * safelisted, so unlike a HEAD with headers it asks for no preflight, and
 * servers that refuse HEAD still answer.
 *
 * @throws {UnreachableError} When it cannot be read by ranges.
 */
export async function openUrl(
  url: string,
  options: UrlReaderOptions = {},
): Promise<Reader> {
  const answer = await request(url, { first: 0, last: 0 }, options);
  await answer.body?.cancel();
  const sizeBytes = sizeOf(answer);
  if (answer.status === 200) {
    throw new UnreachableError("no-ranges", { status: 200, sizeBytes });
  }
  if (sizeBytes === null) {
    throw new UnreachableError("no-size", { status: answer.status });
  }
  return {
    sizeBytes,
    async read(offset, length) {
      const last = Math.min(offset + length, sizeBytes) - 1;
      if (last < offset) return new Uint8Array(0);
      const part = await request(url, { first: offset, last }, options);
      if (part.status === 206) return new Uint8Array(await part.arrayBuffer());
      await part.body?.cancel();
      throw new UnreachableError("no-ranges", {
        status: part.status,
        sizeBytes,
      });
    },
  };
}

async function request(
  url: string,
  { first, last }: { first: number; last: number },
  { signal, fetch = globalThis.fetch }: UrlReaderOptions,
): Promise<Response> {
  let answer: Response;
  try {
    answer = await fetch(url, {
      headers: { range: `bytes=${first}-${last}` },
      ...(signal === undefined ? {} : { signal }),
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new UnreachableError("unreachable");
  }
  if (answer.status === 200 || answer.status === 206) return answer;
  // An empty film has no first byte: that is an answer, not a failure.
  if (answer.status === 416 && sizeOf(answer) === 0) return answer;
  await answer.body?.cancel();
  throw new UnreachableError(reasonOf(answer.status), {
    status: answer.status,
  });
}

function reasonOf(status: number): UnreachableReason {
  if (status === 404 || status === 410) return "not-found";
  return status === 401 || status === 403 || status === 451
    ? "refused"
    : "failed";
}

/** The whole film's size, as far as the answer tells us. */
function sizeOf(answer: Response): number | null {
  const total = /^bytes (?:\d+-\d+|\*)\/(\d+)$/.exec(
    answer.headers.get("content-range") ?? "",
  );
  if (total !== null) return Number(total[1]);
  const length = answer.headers.get("content-length");
  return answer.status === 200 && length !== null && /^\d+$/.test(length)
    ? Number(length)
    : null;
}
