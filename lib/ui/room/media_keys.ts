/** What the system shows of the film and what its keys do: lock screen, headset, keyboard. */
export interface MediaKeys {
  /** Shows it anew; what has not changed is not told again. */
  show(now: MediaFacts, nowMs: number): void;
  /** Gives the keys back. */
  close(): void;
}

/** What is shown. */
export interface MediaFacts {
  readonly title: string;
  /** The room, in words. */
  readonly room: string;
  readonly isPlaying: boolean;
  readonly positionS: number;
  /** Null while unknown. */
  readonly durationS: number | null;
  readonly speed: number;
}

/** What the keys do. */
export interface MediaActs {
  play(): void;
  pause(): void;
  seekBy(deltaS: number): void;
  seekTo(positionS: number): void;
}

/** How far a key jumps that does not say how far, in s: as the buttons. */
const JUMP_S = 10;
/** The system counts on by itself; it is told again where it is this far off, in s. */
const OFF_MAX_S = 1;

/** The part of a browser's media session that is used; phones lack parts of it. */
export type MediaSessionPort =
  & Pick<MediaSession, "setActionHandler">
  & Partial<Pick<MediaSession, "setPositionState">>
  & { metadata: unknown; playbackState: MediaSessionPlaybackState };

/**
 * Takes the system's media keys (W3C Media Session), also on plain http.
 *
 * @param metadataOf makes what the system shows, such as a `MediaMetadata`
 */
export function takeMediaKeys(
  session: MediaSessionPort,
  acts: MediaActs,
  metadataOf: (shown: { title: string; artist: string }) => unknown,
): MediaKeys {
  const handlers: readonly (readonly [
    MediaSessionAction,
    MediaSessionActionHandler,
  ])[] = [
    ["play", acts.play],
    ["pause", acts.pause],
    ["seekbackward", ({ seekOffset }) => acts.seekBy(-(seekOffset || JUMP_S))],
    ["seekforward", ({ seekOffset }) => acts.seekBy(seekOffset || JUMP_S)],
    ["seekto", ({ seekTime }) => {
      if (seekTime !== undefined) acts.seekTo(seekTime);
    }],
  ];
  const set = (
    action: MediaSessionAction,
    to: MediaSessionActionHandler | null,
  ) => {
    try {
      session.setActionHandler(action, to);
    } catch {
      // A key that this browser does not know.
    }
  };
  for (const [action, act] of handlers) set(action, act);
  let named = "";
  let told: { readonly now: MediaFacts; readonly atMs: number } | null = null;
  const count = (now: MediaFacts) => {
    try {
      session.setPositionState?.(
        now.durationS === null ? {} : {
          duration: now.durationS,
          position: Math.min(now.positionS, now.durationS),
          playbackRate: now.speed,
        },
      );
    } catch {
      // Numbers that it takes for impossible: it shows no bar then.
    }
  };
  return {
    show(now, nowMs) {
      const name = `${now.title}\n${now.room}`;
      if (name !== named) {
        named = name;
        session.metadata = metadataOf({ title: now.title, artist: now.room });
      }
      if (told !== null && !isNews(told, now, nowMs)) return;
      told = { now, atMs: nowMs };
      session.playbackState = now.isPlaying ? "playing" : "paused";
      count(now);
    },
    close() {
      for (const [action] of handlers) set(action, null);
      session.metadata = null;
      session.playbackState = "none";
    },
  };
}

function isNews(
  told: { readonly now: MediaFacts; readonly atMs: number },
  now: MediaFacts,
  nowMs: number,
): boolean {
  const before = told.now;
  const wentS = before.isPlaying
    ? (nowMs - told.atMs) / 1000 * before.speed
    : 0;
  return before.isPlaying !== now.isPlaying || before.speed !== now.speed ||
    before.durationS !== now.durationS ||
    Math.abs(before.positionS + wentS - now.positionS) > OFF_MAX_S;
}
