/** Why a film cannot be played. */
export interface Problem {
  readonly code:
    /** There is no such film. */
    | "not-found"
    /** Its server does not give it to us; across origins it may as well be missing. */
    | "refused"
    /** The browser cannot read what is in it. */
    | "codec"
    /** Its server cannot be reached, or broke off. */
    | "network"
    /** An http film on an https page. */
    | "mixed-content"
    /** What its address gives is no film, no list of one, or damaged. */
    | "broken"
    /** A piece of it cannot be fetched, though it began. */
    | "segment"
    /** It was live, and is over. */
    | "live-ended"
    /** It is locked, and nobody here has the key. */
    | "protected"
    /** This browser can be fed no such stream. */
    | "no-engine"
    | "unknown";
  /** What the browser or the server said, for the curious; may be empty. */
  readonly detail: string;
  /** The codecs that it is about, as RFC 6381 names them; absent where they are not known. */
  readonly codec?: string;
  /** What did not come, where that is another address than the film's own: a piece of a stream. */
  readonly missingUrl?: string;
}

/** How long the film's server has to answer the question what is wrong, in ms. */
const ASK_WITHIN_MS = 6000;
/** MediaError.MEDIA_ERR_NETWORK and MEDIA_ERR_DECODE. */
const BROKE_OFF = 2;
const BROKE_DOWN = 3;
/**
 * What Chromium says of a file in which it finds no film, and Firefox; of one whose codecs it lacks
 * they say otherwise.
 */
const NO_FILM = /DEMUXER_ERROR_COULD_NOT|MEDIA_METADATA_ERR/;

/** What went wrong, by the element and by its place on the web. */
export interface Failure {
  readonly url: string;
  /** Address of the page. */
  readonly pageUrl: string;
  /** Code and message of the element's MediaError. */
  readonly code: number;
  readonly message: string;
}

/**
 * Names the reason why an element failed. The element itself says one thing for a missing film, a
 * refused one and an unknown codec, so the film's first bytes are asked for once more.
 *
 * @param ask the page's `fetch`
 */
export async function nameProblem(
  { url, pageUrl, code, message }: Failure,
  ask: typeof fetch,
): Promise<Problem> {
  const film = parse(url, pageUrl);
  if (film === null) return { code: "not-found", detail: message };
  if (!film.protocol.startsWith("http")) {
    return { code: "codec", detail: message };
  }
  const isForeign = film.origin !== new URL(pageUrl).origin;
  if (film.protocol === "http:" && pageUrl.startsWith("https:")) {
    return { code: "mixed-content", detail: message };
  }
  try {
    const answer = await ask(film, {
      headers: { range: "bytes=0-1" },
      signal: AbortSignal.timeout(ASK_WITHIN_MS),
    });
    await answer.body?.cancel();
    return byStatus(answer, { code, message });
  } catch (error) {
    const detail = String(error);
    if (!isForeign) return { code: "network", detail };
    return await isThere(film, ask)
      ? { code: "refused", detail }
      : { code: "network", detail };
  }
}

function byStatus(
  answer: Response,
  { code, message }: { code: number; message: string },
): Problem {
  const said = `HTTP ${answer.status} ${answer.statusText}`.trimEnd();
  if (answer.status === 404 || answer.status === 410) {
    return { code: "not-found", detail: said };
  }
  if (answer.status === 401 || answer.status === 403 || answer.status === 451) {
    return { code: "refused", detail: said };
  }
  // There is no first byte, so the file is empty.
  if (answer.status === 416) return { code: "broken", detail: said };
  if (!answer.ok || code === BROKE_OFF) {
    return { code: "network", detail: answer.ok ? message : said };
  }
  const isBroken = code === BROKE_DOWN || NO_FILM.test(message);
  return { code: isBroken ? "broken" : "codec", detail: message };
}

function parse(url: string, pageUrl: string): URL | null {
  try {
    return new URL(url, pageUrl);
  } catch {
    return null;
  }
}

/** Whether a foreign server answers at all, which is all that it lets us see. */
async function isThere(film: URL, ask: typeof fetch): Promise<boolean> {
  try {
    const answer = await ask(film, {
      mode: "no-cors",
      headers: { range: "bytes=0-1" },
      signal: AbortSignal.timeout(ASK_WITHIN_MS),
    });
    await answer.body?.cancel();
    return true;
  } catch {
    return false;
  }
}
