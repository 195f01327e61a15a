import type { Row } from "@/lib/protocol/mod.ts";

/** A viewer who plays at 10 s since the instant 1000, but for what is told otherwise. */
export function rowOf(id: string, more: Partial<Row> = {}): Row {
  return {
    id,
    name: `Name of ${id}`,
    device: "desktop",
    online: true,
    following: true,
    state: "playing",
    positionS: 10,
    rate: 1,
    speed: 1,
    atMs: 1000,
    uncertaintyMs: 2,
    bufferedS: 12,
    stalled: false,
    downloadBps: null,
    sourceId: 1,
    film: "001.mp4",
    hidden: false,
    ...more,
  };
}
