import type { Reading } from "@/lib/sync/mod.ts";
import { kindByAddress } from "./engine/kind.ts";
import type { Film } from "./film.ts";
import type { SegmentTimes } from "./segment_times.ts";

/** Measures how fast the film comes in. */
export interface Download {
  /** Begins with another film. */
  begin(film: Pick<Film, "url" | "title" | "wholeUrl">): void;
  /** The film is gone: nothing is measured until the next one. */
  end(): void;
  /** Looks at the buffer; to be called a few times a second. */
  look(reading: Reading, nowMs: number): void;
  /** Bytes per second of the last measured stretch; null until there was one. */
  bps(): number | null;
  /** Size of the film; null while unknown. */
  sizeBytes(): number | null;
  close(): void;
}

/** Least time over which a growing buffer tells a speed, in ms: it grows in lumps. */
const STRETCH_MS = 1000;
/** How long a timed request outweighs the buffer's growth, in ms. */
const TIMED_MS = 5000;
/** Least bytes of a request that tell a speed rather than a latency. */
const REQUEST_BYTES_MIN = 64 * 1024;
/** Least size of a film; less is a list, by whatever name. */
const FILM_BYTES_MIN = 64 * 1024;

/**
 * By the timing of the film's requests, the browser's own or an engine's; where that says nothing,
 * as for other origins and for requests that are not over, by the growth of the buffer times the
 * film's mean bitrate; where an engine counts what comes, by that.
 *
 * @param times gets the browser's timings, and gives those of the engines
 */
export function createDownload(page: Window, times: SegmentTimes): Download {
  let address = "";
  let sizeBytes: number | null = null;
  let lastBps: number | null = null;
  let timedMs = -Infinity;
  let from: { loadedS: number; atMs: number } | null = null;
  let counted: { bytes: number; atMs: number } | null = null;
  let asking = new AbortController();
  const learnSize = async (url: string, signal: AbortSignal): Promise<void> => {
    const bytes = await askSize(url, signal);
    if (!signal.aborted) sizeBytes = bytes;
  };
  /** Instant at which the film before was let go, by the page's clock. */
  let sinceMs = 0;
  const take = (entries: PerformanceEntryList): void => {
    for (const entry of entries) {
      if (
        !(entry instanceof PerformanceResourceTiming) || entry.name !== address
      ) continue;
      // Another site's film is timed as a whole unless the site allows more.
      if (entry.responseStart === 0 || entry.encodedBodySize === 0) continue;
      times.add({
        url: entry.name,
        sizeBytes: entry.encodedBodySize,
        requestedMs: entry.requestStart,
        firstByteMs: entry.responseStart,
        endMs: entry.responseEnd,
        engine: "element",
      });
    }
  };
  const observer = new PerformanceObserver((list) => take(list.getEntries()));
  observer.observe({ type: "resource" });
  const stopWatching = times.watch(({ sizeBytes, firstByteMs, endMs }) => {
    const tookMs = endMs - firstByteMs;
    if (sizeBytes < REQUEST_BYTES_MIN || tookMs <= 0) return;
    lastBps = sizeBytes * 1000 / tookMs;
    timedMs = endMs;
  });
  const end = () => {
    address = "";
    sizeBytes = null;
    lastBps = null;
    timedMs = -Infinity;
    from = counted = null;
    times.clear();
    asking.abort();
    asking = new AbortController();
    sinceMs = performance.now();
  };
  return {
    end,
    begin({ url, title, wholeUrl }) {
      const fromMs = sinceMs;
      end();
      address = absolute(url, page.location.href);
      // The document may have asked for it before the player was there; what is on its way to the
      // observer is among these too.
      observer.takeRecords();
      take(
        performance.getEntriesByName(address, "resource")
          .filter(({ startTime }) => startTime >= fromMs),
      );
      const kind = kindByAddress(url, title);
      // The size of a list says nothing of what it lists.
      const isList = kind === "hls" || kind === "dash";
      const whole = wholeUrl ?? (isList ? null : url);
      if (whole !== null) {
        void learnSize(absolute(whole, page.location.href), asking.signal);
      }
    },
    look({ buffered, durationS }, nowMs) {
      const bytes = times.receivedBytes();
      if (bytes !== null) {
        const tookMs = nowMs - (counted?.atMs ?? -Infinity);
        if (tookMs < STRETCH_MS) return;
        const cameBytes = bytes - (counted?.bytes ?? bytes);
        counted = { bytes, atMs: nowMs };
        // A piece that is over is timed to its last byte.
        if (cameBytes <= 0 || nowMs - timedMs < TIMED_MS) return;
        lastBps = cameBytes * 1000 / tookMs;
        return;
      }
      if (sizeBytes === null || durationS === null || durationS <= 0) return;
      const loadedS = buffered.reduce(
        (sum, [start, end]) => sum + end - start,
        0,
      );
      // A browser drops what lies behind, so only growth tells something.
      if (from === null || loadedS < from.loadedS) {
        from = { loadedS, atMs: nowMs };
        return;
      }
      const tookMs = nowMs - from.atMs;
      if (tookMs < STRETCH_MS) return;
      const grownS = loadedS - from.loadedS;
      from = { loadedS, atMs: nowMs };
      if (grownS <= 0 || nowMs - timedMs < TIMED_MS) return;
      lastBps = grownS * (sizeBytes / durationS) * 1000 / tookMs;
    },
    bps: () => lastBps,
    sizeBytes: () => sizeBytes,
    close() {
      asking.abort();
      observer.disconnect();
      stopWatching();
    },
  };
}

/** How large a film is, by its server; null where it does not tell us. Never rejects. */
async function askSize(
  url: string,
  signal: AbortSignal,
): Promise<number | null> {
  // A local file is read, not downloaded.
  if (!/^https?:/.test(url)) return null;
  try {
    // A range of this form needs no leave of another site, and its answer names the whole.
    const headers = { range: "bytes=0-0" };
    const answer = await fetch(url, { headers, signal });
    await answer.body?.cancel();
    const total = /\/(\d+)$/.exec(answer.headers.get("content-range") ?? "");
    const bytes = answer.status === 206
      ? Number(total?.[1])
      : Number(answer.headers.get("content-length"));
    return answer.ok && bytes >= FILM_BYTES_MIN ? bytes : null;
  } catch {
    return null;
  }
}

/** The address as the browser's timing names it. */
function absolute(url: string, pageUrl: string): string {
  try {
    return new URL(url, pageUrl).href;
  } catch {
    // What is no address is never asked for, so nothing will be timed under it.
    return url;
  }
}
