import type { Reading } from "@/lib/sync/mod.ts";

/** Measures how fast the film comes in. */
export interface Download {
  /** Begins with another film. */
  begin(url: string, sizeBytes: number | null): void;
  /** The film is gone: nothing is measured until the next one. */
  end(): void;
  /** Looks at the buffer; to be called a few times a second. */
  look(reading: Reading, nowMs: number): void;
  /** Bytes per second of the last measured stretch; null until there was one. */
  bps(): number | null;
  close(): void;
}

/** Least time over which a growing buffer tells a speed, in ms: it grows in lumps. */
const STRETCH_MS = 1000;
/** How long a timed request outweighs the buffer's growth, in ms. */
const TIMED_MS = 5000;
/** Least bytes of a request that tell a speed rather than a latency. */
const REQUEST_BYTES_MIN = 64 * 1024;
/** Least size of a film; less is a playlist, whose size says nothing of what it lists. */
const FILM_BYTES_MIN = 64 * 1024;

/**
 * By the browser's own timing of the film's requests; where it says nothing, as for other origins
 * and for requests that are not over, by the growth of the buffer times the film's mean bitrate.
 */
export function createDownload(page: Window): Download {
  let address = "";
  let sizeBytes: number | null = null;
  let lastBps: number | null = null;
  let timedMs = -Infinity;
  let from: { loadedS: number; atMs: number } | null = null;
  let asking = new AbortController();
  const learnSize = async (url: string, signal: AbortSignal): Promise<void> => {
    const bytes = await askSize(url, signal);
    if (!signal.aborted) sizeBytes = bytes;
  };
  const observer = new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      if (
        !(entry instanceof PerformanceResourceTiming) || entry.name !== address
      ) continue;
      const tookMs = entry.responseEnd - entry.responseStart;
      if (entry.encodedBodySize < REQUEST_BYTES_MIN || tookMs <= 0) continue;
      lastBps = entry.encodedBodySize * 1000 / tookMs;
      timedMs = entry.responseEnd;
    }
  });
  observer.observe({ type: "resource" });
  const end = () => {
    address = "";
    sizeBytes = null;
    lastBps = null;
    timedMs = -Infinity;
    from = null;
    asking.abort();
    asking = new AbortController();
  };
  return {
    end,
    begin(url, bytes) {
      end();
      address = absolute(url, page.location.href);
      sizeBytes = bytes;
      if (bytes === null) void learnSize(address, asking.signal);
    },
    look({ buffered, durationS }, nowMs) {
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
    close() {
      asking.abort();
      observer.disconnect();
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
    const answer = await fetch(url, { method: "HEAD", signal });
    const bytes = Number(answer.headers.get("content-length"));
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
