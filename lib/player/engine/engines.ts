import type { PrepareEngine } from "./engine.ts";
import type { StreamKind } from "./kind.ts";

const ENGINES: Readonly<Record<StreamKind, () => Promise<PrepareEngine>>> = {
  hls: async () => {
    // Without a way to feed it by script, the library need not even come.
    if (!("MediaSource" in globalThis || "ManagedMediaSource" in globalThis)) {
      return (await import("./hls_native.ts")).prepareNativeHls;
    }
    return (await import("./hls.ts")).prepareHls;
  },
  dash: async () => (await import("./dash.ts")).prepareDash,
  flv: async () => (await import("./mpegts.ts")).prepareFlv,
  ts: async () => (await import("./mpegts.ts")).prepareTs,
};

/** Fetches the code that feeds streams of one kind; what has come is not fetched again. */
export function fetchEngine(kind: StreamKind): Promise<PrepareEngine> {
  return ENGINES[kind]();
}
