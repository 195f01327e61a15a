import { type ReadonlySignal, signal } from "@preact/signals";
import type { Film } from "../film.ts";
import type { Feed } from "../hand.ts";
import type { Problem } from "../problem.ts";
import type { SegmentTimes } from "../segment_times.ts";
import { takeEarly } from "./early.ts";
import type { Engine, EngineFacts } from "./engine.ts";
import { fetchEngine } from "./engines.ts";
import { kindByAddress, type StreamKind } from "./kind.ts";

/** What a reel needs. */
export interface ReelParts {
  readonly video: HTMLVideoElement;
  readonly segments: Pick<SegmentTimes, "add" | "open">;
  /** The film cannot be played. */
  onProblem(problem: Problem): void;
  /** It broke off, and opening it anew may help. */
  onBroken(): void;
}

/** What is on the element now, whoever feeds it. */
export interface Reel {
  /** What is known of a stream; null for a film that the element fetches by itself. */
  readonly facts: ReadonlySignal<EngineFacts | null>;
  /**
   * Puts a film on in place of what is there.
   *
   * @param onReady gets what feeds the element, at once or once its code is there
   */
  open(film: Film, onReady: (feed: Feed) => void): void;
  /** Lets go of the film. */
  close(): void;
  /** The element has failed. */
  onElementError(error: MediaError): void;
  /** What the viewer chose of a stream; null leaves it to the engine. */
  choose(choice: StreamChoice): void;
}

/** A quality, a sound or a subtitle of a stream. */
export type StreamChoice =
  | { readonly of: "quality" | "subtitle"; readonly id: number | null }
  | { readonly of: "sound"; readonly id: number };

/** A reel with nothing on it. */
export function createReel(parts: ReelParts): Reel {
  const { video, segments } = parts;
  const page = video.ownerDocument.defaultView ?? window;
  const facts = signal<EngineFacts | null>(null);
  let engine: Engine | null = null;
  let url = "";
  let failed: ((error: MediaError) => void) | null = null;
  let opening = new AbortController();

  const stop = () => {
    opening.abort();
    opening = new AbortController();
    engine?.close();
    engine = null;
    failed = null;
    facts.value = null;
  };
  const openStream = async (film: Film, kind: StreamKind | null) => {
    const { signal } = opening;
    // Asked for together: on a far line one behind the other is a journey more. Who waits for it
    // below is told where it does not come.
    if (kind !== null) fetchEngine(kind).catch(() => {});
    const { prepareStream } = await import("./stream.ts");
    if (signal.aborted) return null;
    const stream = await prepareStream({
      url: new URL(film.url, page.location.href).href,
      pageUrl: page.location.href,
      kind,
      signal,
      video,
      segments,
      onProblem: parts.onProblem,
      onBroken: parts.onBroken,
      onFacts: (next) => {
        facts.value = next;
      },
    });
    if (stream === null) return null;
    if (stream === "file") return feedFile(film.url);
    if (signal.aborted) {
      stream.engine.close();
      return null;
    }
    const { engine: made } = stream;
    engine = made;
    failed = stream.onElementError;
    const start: Feed["start"] = (_, positionS) => made.start(positionS);
    return { start, isEngine: true };
  };
  return {
    facts,
    open(film, onReady) {
      stop();
      url = film.url;
      const isThere = takeEarly(video, url);
      const kind = kindByAddress(film.url, film.title);
      if (kind === "file") return onReady(feedFile(url, isThere));
      const { signal } = opening;
      openStream(film, kind).then((feed) => {
        if (feed !== null && !signal.aborted) onReady(feed);
      }, (error) => {
        // Most often its code did not come.
        if (signal.aborted) return;
        parts.onProblem({ code: "network", detail: String(error) });
      });
    },
    close: stop,
    onElementError(error) {
      const { signal } = opening;
      if (failed !== null) return failed(error);
      const { code, message } = error;
      const failure = { url, pageUrl: page.location.href, code, message };
      // Most evenings need no word of it, so it is not among the first bytes of the page.
      import("../problem.ts")
        .then(({ nameProblem }) => nameProblem(failure, ask))
        // What keeps the film away keeps away the code that would name it, too.
        .catch((error): Problem => ({ code: "network", detail: String(error) }))
        .then((problem) => {
          if (!signal.aborted) parts.onProblem(problem);
        });
    },
    choose(choice) {
      switch (choice.of) {
        case "quality":
          return engine?.chooseQuality?.(choice.id);
        case "sound":
          return engine?.chooseSound?.(choice.id);
        case "subtitle":
          return engine?.chooseSubtitle?.(choice.id);
      }
    },
  };
}

const ask: typeof fetch = (...asked) => fetch(...asked);

/** @param isThere whether the element holds this very address, from before the player */
function feedFile(url: string, isThere = false): Feed {
  return {
    start(video) {
      if (isThere) return;
      video.src = url;
      video.load();
    },
    isEngine: false,
  };
}
