/** Films on the server: served by ranges, measured, listed. @module */
export { answerLibrary, answerSegments } from "./api.ts";
export { cors } from "./cors.ts";
export { deliveredBps, type Delivery, type Timing } from "./delivery.ts";
export type { Film } from "./film.ts";
export type { HlsRequest } from "./hls/serve_hls.ts";
export type { Closing, Library, Listing } from "./library.ts";
export {
  createMediaServer,
  type MediaServer,
  type MediaServerOptions,
} from "./media_server.ts";
export { type Meter, type Segment, SEGMENTS_MAX } from "./meter.ts";
export { DEMO_NAME } from "./find_film.ts";
export { LIBC_PATHS, openLibc } from "./libc.ts";
export { filmUrl } from "./path.ts";
export { noProgram, STILL_TIME_MAX_MS } from "./preview/run_ffmpeg.ts";
export { STILLS_WAITING_MAX } from "./preview/still_queue.ts";
export { STILLS_BYTES_MAX } from "./preview/still_shelf.ts";
export { type MediaProblem, problemAnswer } from "./problem.ts";
export { type ServerStatus, statusOf, type ViewerStatus } from "./status.ts";
export type { ByteRange } from "./range.ts";
export { type Peer, plainAddress, readPeer } from "./send/peer.ts";
export { ORDERS_MAX } from "./send/orders.ts";
export { openSender, type Sender } from "./send/sender.ts";
export { FILMS_OPEN_MAX } from "./shelf.ts";
export type { FilmRequest } from "./serve.ts";
export {
  connectionOf,
  isFromHere,
  isHost,
  partBytesMaxOf,
  peerOf,
  readViewer,
} from "./viewer.ts";
