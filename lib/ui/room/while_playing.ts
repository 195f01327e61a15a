import { computed, effect } from "@preact/signals";
import type { Hands } from "@/lib/client/mod.ts";
import type { RoomTools } from "../room_context.ts";
import { type MediaActs, takeMediaKeys } from "./media_keys.ts";
import { keepScreenLit } from "./screen_lock.ts";

/**
 * What a film that plays has of the system: its media keys, which act on the room, and a screen
 * that stays lit.
 *
 * @param isForAll whether this viewer's acts may be the room's now
 * @returns how to give both back
 */
export function startWhilePlaying(
  tools: Pick<RoomTools, "hands" | "session" | "tell" | "view" | "words">,
  isForAll: () => boolean,
): () => void {
  const stops: (() => void)[] = [];
  if ("mediaSession" in navigator && typeof MediaMetadata === "function") {
    const keys = takeMediaKeys(
      navigator.mediaSession,
      mediaActs(tools, isForAll),
      (shown) => new MediaMetadata(shown),
    );
    const stop = effect(() => {
      const { title, state, positionS, durationS, speed } = tools.view.value;
      keys.show({
        title: title || "17kan",
        // By hand: `say` would split the page's first scripts into more and larger ones.
        room: `17kan · ${
          tools.words.value.room.roomOf.replace("{room}", tools.session.room)
        }`,
        isPlaying: state === "playing" || state === "waiting",
        positionS,
        durationS,
        speed,
      }, performance.now());
    });
    stops.push(stop, () => keys.close());
  }
  if ("wakeLock" in navigator) {
    const wanted = computed(() => {
      const { state } = tools.view.value;
      return state === "playing" || state === "waiting";
    });
    stops.push(keepScreenLit(navigator.wakeLock, wanted, document));
  }
  return () => {
    for (const stop of stops) stop();
  };
}

/** The keys move everyone where this viewer may, and else this viewer alone. */
export function mediaActs(
  { hands, tell, view }: {
    readonly hands: { peek(): MediaHands | null };
    readonly tell: RoomTools["tell"];
    readonly view: { peek(): { readonly positionS: number } };
  },
  isForAll: () => boolean,
): MediaActs {
  const act = (
    all: (hands: MediaHands) => ReturnType<Hands["allPlay"]>,
    mine: (hands: MediaHands) => void,
  ) => {
    const now = hands.peek();
    if (now === null) return;
    if (isForAll()) tell(all(now));
    else mine(now);
  };
  const seekTo = (positionS: number) =>
    act(
      ({ allSeek }) => allSeek(Math.max(0, positionS)),
      (one) => one.seekTo(positionS),
    );
  return {
    play: () => act((one) => one.allPlay(), (one) => one.play()),
    pause: () => act((one) => one.allPause(), (one) => one.pause()),
    seekTo,
    seekBy: (deltaS) => seekTo(view.peek().positionS + deltaS),
  };
}

/** The hands that media keys move. */
export type MediaHands = Pick<
  Hands,
  "allPause" | "allPlay" | "allSeek" | "pause" | "play" | "seekTo"
>;
