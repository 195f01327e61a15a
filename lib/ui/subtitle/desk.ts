import {
  computed,
  effect,
  type ReadonlySignal,
  type Signal,
  signal,
  untracked,
} from "@preact/signals";
import {
  type Cue,
  decodeText,
  type Encoding,
  parseSubtitle,
  type Subtitle,
  SUBTITLE_BYTES_MAX,
} from "@/lib/subtitle/mod.ts";
import { fetchPart, whenLineBack } from "../room/fetch_part.ts";
import type { RoomTools } from "../room_context.ts";
import { addressOf, encodingOf, type SubtitleChoice } from "./choice.ts";
import { createCueClock } from "./cue_clock.ts";
import { fetchBytes, type Fetched, type SubtitleFault } from "./fetch_bytes.ts";
import { keepChoice, type OwnChoice, readChoice } from "./kept_choice.ts";
import { filmKey } from "./kept_shelf.ts";
import { findShelf, type Shelf } from "../shelf.ts";
import { createNativeTrack } from "./native_track.ts";
import { shiftBy } from "./offset.ts";
import { followTrack } from "./own_track.ts";

/** A file as it was read. */
export interface ReadSubtitle extends Subtitle {
  readonly text: string;
  readonly encoding: Encoding;
}

/** How far the subtitles are. */
export type DeskState =
  | { readonly is: "none" | "loading" }
  | { readonly is: "ready"; readonly read: ReadSubtitle | null }
  | {
    readonly is: "failed";
    readonly fault: SubtitleFault;
    /** As what it was read where it holds no line with times; null where there was nothing to read. */
    readonly encoding: Encoding | null;
  };

/** The subtitles of this viewer: chooses, loads and times them. */
export interface SubtitleDesk {
  /** What is shown: this viewer's own choice, else the room's; null for nothing. */
  readonly choice: ReadonlySignal<SubtitleChoice | null>;
  /** Whether the room has subtitles for the film that is watched here. */
  readonly ofRoom: ReadonlySignal<SubtitleChoice | null>;
  /** What was chosen here: `room` follows the room. */
  readonly own: Signal<OwnChoice>;
  /** What the viewer says the file is written in; null finds it out. */
  readonly chosenEncoding: Signal<Encoding | null>;
  /** How much later the lines are shown on this device, beside what the room has set, in s. */
  readonly offsetS: Signal<number>;
  /** The same, with what the room has set. */
  readonly allOffsetS: ReadonlySignal<number>;
  /** How much later the lines are shown here all in all, in s: mine may be another version of the film. */
  readonly delayS: ReadonlySignal<number>;
  readonly state: ReadonlySignal<DeskState>;
  /** What is said now. */
  readonly shown: ReadonlySignal<readonly Cue[]>;
  /** Fetches once more what did not come. */
  again(): void;
  /** Shows the lines so many seconds later than until now. */
  moveBy(deltaS: number): void;
  close(): void;
}

/** Opens the desk. */
export function openDesk(
  { session, watching, prefs, shiftS }: Pick<
    RoomTools,
    "session" | "watching" | "prefs" | "shiftS"
  >,
  video: HTMLVideoElement,
  shelf: Shelf | null = findShelf(),
): SubtitleDesk {
  const { room } = session;
  const own = signal<OwnChoice>("room");
  const film = computed(() => filmKey(watching.film.value));
  const chosenEncoding = signal<Encoding | null>(null);
  const offsetS = signal(0);
  const state = signal<DeskState>({ is: "none" });
  const ofFile = signal<readonly Cue[]>([]);
  const ofTrack = signal<readonly Cue[]>([]);
  const roomSubtitle = computed(() => {
    const { subtitle } = session.settings.value;
    return subtitle !== null &&
        subtitle.sourceId === session.timeline.value?.sourceId &&
        subtitle.sourceId === watching.film.value?.sourceId
      ? subtitle
      : null;
  });
  // Each welcome and setting brings a new object; what it names may be the same.
  const roomKey = computed(() => JSON.stringify(roomSubtitle.value?.source));
  const ofRoom = computed(() => {
    void roomKey.value;
    return roomSubtitle.peek()?.source ?? null;
  });
  const choice = computed(() =>
    own.value === "room" ? ofRoom.value : own.value === "off" ? null : own.value
  );
  const allOffsetS = computed(() =>
    offsetS.value +
    (own.value === "room" ? roomSubtitle.value?.offsetS ?? 0 : 0)
  );
  // The room's are made for its film, of which mine may be another version.
  const delayS = computed(() =>
    allOffsetS.value + (own.value === "room" ? shiftS.value ?? 0 : 0)
  );
  const bytes = signal<Uint8Array | null>(null);
  const asked = signal(0);

  const clock = createCueClock(video, (cues) => ofFile.value = cues);
  const native = createNativeTrack(video);
  const stops = [
    // A choice belongs to a film.
    effect(() => {
      void watching.film.value?.url;
      untracked(() => {
        own.value = readChoice(shelf, film.value);
        offsetS.value = 0;
      });
    }),
    effect(() => {
      // An encoding was chosen for one file, and goes with it.
      const chosen = choice.value;
      untracked(() => chosenEncoding.value = encodingOf(chosen));
    }),
    effect(() => {
      void asked.value;
      return load(choice.value, { room, video, state, bytes, ofTrack });
    }),
    effect(() => {
      const chosen = own.value;
      const encoding = chosenEncoding.value;
      untracked(() => keepChoice(shelf, film.value, chosen, encoding));
    }),
    effect(() => {
      const from = bytes.value;
      const encoding = chosenEncoding.value;
      if (from !== null) state.value = readBytes(from, encoding);
    }),
    effect(() => {
      const { value } = state;
      const read = value.is === "ready" ? value.read : null;
      const cues = prefs.subtitles.value ? read?.cues ?? [] : [];
      native.set(cues, delayS.value);
      clock.set(cues, delayS.value);
    }),
  ];
  return {
    choice,
    ofRoom,
    own,
    chosenEncoding,
    offsetS,
    allOffsetS,
    delayS,
    state,
    again: () => void asked.value++,
    shown: computed(() =>
      choice.value?.kind === "track" ? ofTrack.value : ofFile.value
    ),
    moveBy: (deltaS) => offsetS.value = shiftBy(offsetS.peek(), deltaS),
    close() {
      for (const stop of stops) stop();
      clock.close();
      native.close();
    },
  };
}

/** Begins with another choice; returns how to give it up. */
function load(
  choice: SubtitleChoice | null,
  { room, video, state, bytes, ofTrack }: {
    readonly room: string;
    readonly video: HTMLVideoElement;
    readonly state: Signal<DeskState>;
    readonly bytes: Signal<Uint8Array | null>;
    readonly ofTrack: Signal<readonly Cue[]>;
  },
): () => void {
  bytes.value = null;
  ofTrack.value = [];
  if (choice === null) {
    state.value = { is: "none" };
    return () => {};
  }
  if (choice.kind === "track") {
    state.value = { is: "ready", read: null };
    return followTrack(video, choice.index, (cues) => ofTrack.value = cues);
  }
  state.value = { is: "loading" };
  const asking = new AbortController();
  const stop = fetchPart<Fetched>({
    load: async () => {
      const fetched = await fetchChoice(choice, room, asking.signal);
      // Also a file that was removed from the disk meanwhile does not come.
      if ("fault" in fetched && fetched.fault === "unreachable") {
        throw new TypeError("Cannot fetch the subtitles");
      }
      return fetched;
    },
    use: (fetched) => {
      if ("fault" in fetched) {
        state.value = { is: "failed", fault: fetched.fault, encoding: null };
      } else bytes.value = fetched.bytes;
    },
    onMissing: () =>
      state.value = { is: "failed", fault: "unreachable", encoding: null },
    // Not by and by: a site that refuses this page would be asked for as long as it is open.
    after: (_, callback) => whenLineBack(callback),
  });
  return () => {
    asking.abort();
    stop();
  };
}

async function fetchChoice(
  choice: Exclude<SubtitleChoice, { kind: "track" }>,
  room: string,
  signal: AbortSignal,
): Promise<Fetched> {
  if (choice.kind !== "local") {
    const address = addressOf(choice, room);
    return address === null
      ? { fault: "missing" }
      : await fetchBytes(address, signal);
  }
  return choice.file.size > SUBTITLE_BYTES_MAX
    ? { fault: "tooLarge" }
    : { bytes: new Uint8Array(await choice.file.arrayBuffer()) };
}

function readBytes(bytes: Uint8Array, chosen: Encoding | null): DeskState {
  const { text, encoding } = decodeText(bytes, chosen);
  try {
    const { format, cues } = parseSubtitle(text);
    return { is: "ready", read: { format, cues, text, encoding } };
  } catch {
    return { is: "failed", fault: "unreadable", encoding };
  }
}
