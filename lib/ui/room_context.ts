import { type ComponentType, createContext } from "preact";
import { useContext } from "preact/hooks";
import type { ReadonlySignal, Signal } from "@preact/signals";
import type { Hands, Outcome, Session, Watching } from "@/lib/client/mod.ts";
import {
  type Dictionary,
  type Holes,
  type Language,
  type Part,
  say,
  type WordOf,
} from "@/lib/i18n/mod.ts";
import type { Pilot, PlayerView, SoundOffset } from "@/lib/player/mod.ts";
import type { HistoryLine, Row } from "@/lib/protocol/mod.ts";
import type { LateName } from "./LatePart.tsx";
import type { PassingList } from "./overlay/passing.ts";
import type { Prefs } from "./prefs.ts";
import type { OwnCopy } from "./room/copy_shift.ts";
import type { AskedSheet } from "./sheet/asked_sheet.ts";
import type { SubtitleDesk } from "./subtitle/desk.ts";

/**
 * What every part of the room works with. `islands/Room.tsx` makes it; the other islands are
 * components without props inside it and take what they need from here:
 *
 * - `Viewers.tsx`, `Messages.tsx`, `Source.tsx`, `Info.tsx`, `Stalls.tsx` show the contents of a
 *   panel. Room gives each its heading and place (a column, a tab on a phone), so they bring no
 *   card, heading or outer padding of their own. `Connection.tsx` is one short line for the page's
 *   top bar. `Messages` fills the height it is given and scrolls inside it.
 * - They show signals and send wishes through `hands` or `session`; they hold no rules.
 */
export interface RoomTools {
  readonly session: Session;
  /** What is watched here: the room's film, or one of this viewer's own. */
  readonly watching: Watching;
  /** The player; null until the page runs in the browser and the `<video>` is there. */
  readonly pilot: ReadonlySignal<Pilot | null>;
  /** How late this device's sound is; null as long as `pilot` is. */
  readonly sound: ReadonlySignal<SoundOffset | null>;
  /** My own copy of the room's film; null without one, and while nothing is known of it. */
  readonly copy: Signal<OwnCopy | null>;
  /** How much later a picture comes in it than in the room's film, in s; null where nobody set it. */
  readonly shiftS: Signal<number | null>;
  /** How the player stands, also before there is one. */
  readonly view: ReadonlySignal<PlayerView>;
  /** What a viewer can do; null as long as `pilot` is. */
  readonly hands: ReadonlySignal<Hands | null>;
  /** The language shown; write it with `setLanguage`. */
  readonly language: ReadonlySignal<Language>;
  /** The words of that language. */
  readonly words: ReadonlySignal<Dictionary>;
  /** Fetches another language, shows it and keeps it for the next visit. */
  setLanguage(language: Language): void;
  /** What this viewer likes, kept in this browser. */
  readonly prefs: Prefs;
  /** Notices, what the room tells, and sentences for this viewer only; over the picture, 5 s each. */
  readonly toasts: PassingList<string | HistoryLine>;
  /** Says why a wish was not done, where it was not. */
  tell(outcome: Outcome | Promise<Outcome> | undefined): void;
  /** Loads what is watched once more, after a problem. */
  reload(): void;
  /** What of the film this browser cannot decode, as far as its facts are known; null for nothing. */
  readonly lacks: Signal<Row["lacks"] | null>;
  /** What lies over the page, having been asked for; null while nothing does. */
  readonly sheet: Signal<AskedSheet | null>;
  /** Whether what was said last lies over a picture that fills page or screen. */
  readonly past: Signal<boolean>;
  /** The element that plays; null before the page runs in the browser. */
  readonly video: Signal<HTMLVideoElement | null>;
  /** This viewer's subtitles; null until they are first asked for. */
  readonly desk: Signal<SubtitleDesk | null>;
  /** Draws the parts that come after the page is drawn; null until they are there. */
  readonly late: ReadonlySignal<{ readonly it: LateParts } | null>;
  /** How many pieces of the page's code were asked for and did not come; they are asked for again. */
  readonly missing: ReadonlySignal<number>;
}

/** Draws one of the parts that come late. */
export type LateParts = ComponentType<{ readonly name: LateName }>;

/** The context that Room provides. */
export const RoomContext = createContext<RoomTools | null>(null);

/**
 * What the part works with.
 *
 * @throws {Error} outside of `islands/Room.tsx`
 */
export function useRoom(): RoomTools {
  const tools = useContext(RoomContext);
  if (tools === null) {
    throw new Error("Cannot use a part of the room as no Room is around it");
  }
  return tools;
}

/**
 * A part's words in the language shown; what calls it is drawn anew when the language changes.
 *
 * @example
 * const t = useSay(PLAYER);
 * t("play");
 */
export function useSay<P extends Part>(
  part: P,
): (key: WordOf<P>, holes?: Holes) => string {
  const { words } = useRoom();
  // Read at each call: a computed that says something follows the language too.
  return (key, holes) => say<WordOf<P>>(words.value[part], key, holes);
}
