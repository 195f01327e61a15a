/** What the panels beside the film decide and show. @module */
export { averageKBps, formatSize, formatSpeed } from "./amount.ts";
export { formatGap } from "./gap_text.ts";
export { type AddressFault, addressName, readAddress } from "./link_address.ts";
export { gapTo, type MyReading } from "./reading.ts";
export { useMyReading } from "./use_my_reading.ts";
export { TICK_MS, useServerNow } from "./use_server_now.ts";
export { useVisible } from "./use_visible.ts";
export {
  listViewers,
  positionOf,
  type ViewerList,
  type ViewerQuery,
  VIEWERS_SHOWN_MAX,
} from "./viewer_list.ts";
export { isTroubled, type ViewerState, viewerState } from "./viewer_state.ts";
export {
  filterHistory,
  HISTORY_FILTERS,
  type HistoryFilter,
} from "./history_filter.ts";
export { type LibraryFilm } from "./library_film.ts";
export {
  type Library,
  type LibraryStore,
  useLibrary,
} from "./library_store.ts";
export { type Newest, useNewest } from "./use_newest.ts";
export { formatWall } from "./wall_clock.ts";
export { sourceName } from "./source_name.ts";
export { type InfoFacts, joinFacts, type ShownCodec } from "./info_facts.ts";
export { useFilmDetails } from "./use_film_details.ts";
