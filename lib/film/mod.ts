/** What a film is made of, on the server and in the browser alike. @module */
export {
  type Advice,
  adviseMending,
  encodingFor,
  mendCommand,
} from "./advice.ts";
export { type CodecName, formatCodecName, nameCodec } from "./codec_name.ts";
export {
  type AudioFacts,
  type CodecFacts,
  FACTS_BUDGET_BYTES,
  type FilmFacts,
  type FilmProblem,
  NO_FACTS,
  readFacts,
  type VideoFacts,
} from "./facts.ts";
export {
  compareCopies,
  type CopyMatch,
  type Fingerprint,
  takeFingerprint,
} from "./fingerprint.ts";
export { type CanPlay, type MendReason, mendReason } from "./mend_reason.ts";
export { type Playlist, readPlaylist } from "./read_playlist.ts";
export { type ClosableReader, ReadBudgetError, type Reader } from "./reader.ts";
export { blobReader } from "./reader_blob.ts";
export {
  openUrl,
  UnreachableError,
  type UnreachableReason,
  type UrlReaderOptions,
} from "./reader_url.ts";
