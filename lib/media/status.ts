/**
 * All transfers of the server as its host looks at them. Pure.
 *
 * @module
 */
import { deliveredBps } from "./delivery.ts";
import type { Flow } from "./flow.ts";
import type { Segment } from "./meter.ts";

/** What a viewer is sent, in short. */
export interface ViewerStatus {
  /** The viewer's id, or null for anyone else. */
  readonly viewer: string | null;
  /** The film of the newest transfer. */
  readonly path: string;
  /** Transfers under way. */
  readonly live: number;
  /** Bytes per second of the newest transfer whose delivery is known, and who told. */
  readonly rateBps: number | null;
  readonly rateBy: "client" | "connection" | null;
  /** What the last seconds were spent on; null where nothing was sent in them. */
  readonly flow: Flow | null;
}

/** What the host sees. */
export interface ServerStatus {
  readonly viewers: readonly ViewerStatus[];
  /** Transfers under way, the oldest first. */
  readonly live: readonly Segment[];
  /** Ended transfers, the newest first. */
  readonly last: readonly Segment[];
}

/** Lines of each list at most: more cannot be read between two refreshes. */
export const STATUS_LINES_MAX = 50;

/**
 * Sums up the transfers of the server.
 *
 * @param segments As the meter gives them: ended ones first, oldest first.
 * @param flowOf What the last seconds of a viewer were spent on.
 */
export function statusOf(
  segments: readonly Segment[],
  flowOf: (viewer: string) => Flow | null,
): ServerStatus {
  const byViewer = Map.groupBy(segments, ({ viewer }) => viewer);
  return {
    viewers: [...byViewer].map(([viewer, own]): ViewerStatus => {
      const told = own.findLast(({ delivery }) => delivery !== null);
      return {
        viewer,
        path: own.at(-1)?.path ?? "",
        live: own.filter(({ endedMs }) => endedMs === null).length,
        rateBps: deliveredBps(told?.delivery ?? null),
        rateBy: told?.delivery?.by ?? null,
        flow: viewer === null ? null : flowOf(viewer),
      };
    }).sort((a, b) => b.live - a.live).slice(0, STATUS_LINES_MAX),
    live: segments.filter(({ endedMs }) => endedMs === null)
      .slice(0, STATUS_LINES_MAX),
    last: segments.filter(({ endedMs }) => endedMs !== null)
      .slice(-STATUS_LINES_MAX).reverse(),
  };
}
