import type { RequestInfo } from "fresh";
import { keepNewest } from "@/lib/base/mod.ts";
import {
  connectionOf,
  type FilmRequest,
  type MediaServer,
  peerOf,
} from "@/lib/media/mod.ts";
import { narrowCors } from "@/lib/origin.ts";

/** What an address says of the film it names. */
export type AskedFilm = Pick<
  FilmRequest,
  "rawPath" | "viewer" | "partBytesMax"
>;

/** Addresses that are remembered: each viewer of a film has one. */
const ADDRESSES_MAX = 1024;
/** Longer ones are read anew each time, so that nobody fills the memory with them. */
const ADDRESS_CHARS_MAX = 1024;

/**
 * Films that are asked for again: a player asks by one address hundreds of times, a part each.
 * Once an address has led to a film it leads there without the router, whose way takes as long as
 * a tenth of a megabyte.
 */
export class FilmsAgain {
  readonly #media: Pick<MediaServer, "serve">;
  readonly #allowedOrigins: readonly string[];
  readonly #known = new Map<string, AskedFilm>();

  /** @param allowedOrigins Who may read films from a page of theirs; all where none is listed. */
  constructor(
    media: Pick<MediaServer, "serve">,
    allowedOrigins: readonly string[],
  ) {
    this.#media = media;
    this.#allowedOrigins = allowedOrigins;
  }

  /** Remembers what an address led to, as the request has it. */
  note(address: string, film: AskedFilm): void {
    if (address.length > ADDRESS_CHARS_MAX) return;
    keepNewest(this.#known, address, film, ADDRESSES_MAX);
  }

  /**
   * Answers with bytes of a film; null where the router has to be asked, which also tells of errors.
   */
  async answer(request: Request, info?: RequestInfo): Promise<Response | null> {
    if (request.method !== "GET" || info === undefined) return null;
    const film = this.#known.get(request.url);
    if (film === undefined) return null;
    const { remoteAddr, completed } = info;
    try {
      const answer = await this.#media.serve(request, {
        ...film,
        connection: connectionOf(remoteAddr),
        peer: peerOf(remoteAddr),
        completed,
      });
      // A refusal may be a page, and who has a copy already is told by few bytes.
      if (answer.status !== 200 && answer.status !== 206) return null;
      narrowCors(request, answer.headers, this.#allowedOrigins);
      return answer;
    } catch {
      // Whatever is wrong, the long way meets it as well.
      return null;
    }
  }
}
