/** What the panels beside the film decide and show. @module */
export { averageKBps, formatSize, formatSpeed } from "./amount.ts";
export { formatGap } from "./gap_text.ts";
export { type GapTone, gapTone } from "./gap_tone.ts";
export {
  HISTORY_FILTERS,
  type HistoryFilter,
  mayBurst,
} from "./history_filters.ts";
export { HistoryEntry } from "./HistoryEntry.tsx";
export { gapTo, type MyReading } from "./reading.ts";
export { useCalmRow } from "./use_calm_row.ts";
export { useCalmView } from "./use_calm_view.ts";
export { useMyReading } from "./use_my_reading.ts";
export { type Newest, useNewest } from "./use_newest.ts";
export { usePaced } from "./use_paced.ts";
export { useServerNow } from "./use_server_now.ts";
export {
  LARGE_FROM,
  listViewers,
  positionOf,
  type ViewerList,
  type ViewerQuery,
  VIEWERS_SHOWN_MAX,
} from "./viewer_list.ts";
export {
  isOld,
  isTroubled,
  standingOf,
  type ViewerState,
  viewerState,
} from "./viewer_state.ts";
export { StateMark } from "./StateMark.tsx";
export { ViewerRow } from "./ViewerRow.tsx";
export { formatWall } from "./wall_clock.ts";
