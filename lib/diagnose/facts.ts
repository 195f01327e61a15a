/** What the server's meter saw of one viewer's transfers over the last seconds. */
export interface SentFacts {
  /** The span that was looked at, in ms. */
  readonly spanMs: number;
  /** Bytes handed over in it. */
  readonly bytes: number;
  /** Of it: time spent reading the disk. */
  readonly diskMs: number;
  /** The slowest single read. */
  readonly diskMaxMs: number;
  /** Of it: time in which the socket took no more. */
  readonly waitMs: number;
  /** Of it: time in which the server held the film back, because its own line was given to others. */
  readonly paceMs: number;
  /** Whether a transfer is under way. */
  readonly isOpen: boolean;
}

/** What the server knows of all it sends. */
export interface ServerFacts {
  /** To the viewer in question; null where nothing was asked for lately. */
  readonly mine: SentFacts | null;
  /** Bytes per second of all transfers together. */
  readonly sentBps: number;
  /** Viewers, this one included, to whom more would be sent if the line took it. */
  readonly hungry: number;
  /** Viewers beside this one who get their film as fast as they ask for it. */
  readonly fed: number;
  /** Upload of this server in bytes per second: set, or learnt; null while unknown. */
  readonly uplinkBps: number | null;
}

/** Where a film comes from. */
export type Origin = "server" | "elsewhere" | "local";

/** Why the player could not play, by its own words. */
export type SourceFault =
  | "missing"
  | "unreachable"
  | "refused"
  | "codec"
  | "broken";

/** What the viewer's browser knows. */
export interface ViewerFacts {
  readonly origin: Origin;
  /** Seconds of film that lie ready. */
  readonly bufferedS: number;
  /** Bytes per second that the film takes at the speed it is played; null while unknown. */
  readonly needBps: number | null;
  /** Bytes per second that came in over the last seconds; null while unknown. */
  readonly haveBps: number | null;
  /** What the line gave in its better moments of the last minutes, in bytes per second. */
  readonly usualBps: number | null;
  /**
   * Pictures of the last seconds that should have been shown while film lay ready, and of those, not
   * shown: pictures that are missing because film is missing are not the device's.
   */
  readonly frames: number;
  readonly droppedFrames: number;
  /** Why the film cannot be played at all; null while it can. */
  readonly fault: SourceFault | null;
  /** How long the page was hidden or asleep within the last seconds, in ms. */
  readonly hiddenMs: number;
  /** How long the picture has stood, in ms. */
  readonly standsMs: number;
}
