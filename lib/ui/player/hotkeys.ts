/** What a key does to the player. */
export type KeyAct =
  | {
    readonly act:
      | "toggle"
      | "mute"
      | "full"
      | "leave"
      | "subtitles"
      | "menu"
      | "help"
      | "past"
      | "write";
  }
  | { readonly act: "seekShare"; readonly share: number }
  | { readonly act: "speedBy"; readonly steps: 1 | -1 }
  | { readonly act: "subtitlesBy"; readonly deltaS: number }
  | { readonly act: "seekBy"; readonly deltaS: number }
  | { readonly act: "volumeBy"; readonly delta: number };

/** What the key was pressed on. */
export interface KeyPlace {
  readonly key: string;
  /** Ctrl, Alt or Meta is held, or text is being composed. */
  readonly isShortcut: boolean;
  /** In upper case, as `tagName` gives it. */
  readonly tag: string;
  /** The `role` attribute. */
  readonly role: string | null;
  readonly isEditable: boolean;
  /** Whether it has the keys since it was clicked, and not by Tab. */
  readonly isClicked: boolean;
  /** Whether it is the player, a part of it, or the page itself. */
  readonly isFilm: boolean;
}

/** How far an arrow key jumps, in seconds. */
export const ARROW_STEP_S = 5;
/** How far a key moves the subtitles, in seconds. */
export const SUBTITLE_STEP_S = 0.1;
/** How much an arrow key changes the volume. */
export const VOLUME_STEP = 0.1;

const ARROWS: Readonly<Record<string, KeyAct>> = {
  ArrowLeft: { act: "seekBy", deltaS: -ARROW_STEP_S },
  ArrowRight: { act: "seekBy", deltaS: ARROW_STEP_S },
  ArrowUp: { act: "volumeBy", delta: VOLUME_STEP },
  ArrowDown: { act: "volumeBy", delta: -VOLUME_STEP },
};

/**
 * What a key means for the player; null where it belongs to what it was pressed on: to a text
 * field everything but Escape, to a button space, to a slider or a scrolling list the arrows. Whoever
 * clicked a button goes on watching, and means the film by space.
 */
export function hotkey(place: KeyPlace): KeyAct | null {
  const { key, tag, role, isShortcut, isEditable } = place;
  if (isShortcut || tag === "SELECT") return null;
  // Whoever writes over the film must find the way out too.
  if (key === "Escape") return { act: "leave" };
  if (isEditable || /^(INPUT|TEXTAREA)$/.test(tag)) return null;
  if (key === " ") {
    const isItsOwn = /^(BUTTON|A|SUMMARY)$/.test(tag) && !place.isClicked;
    return isItsOwn ? null : { act: "toggle" };
  }
  if (key === "Enter") {
    const isItsOwn = /^(BUTTON|A|SUMMARY)$/.test(tag) || role !== null;
    return isItsOwn ? null : { act: "write" };
  }
  if (Object.hasOwn(ARROWS, key)) {
    return role === "slider" || role === "log" || role === "listbox"
      ? null
      : ARROWS[key] ?? null;
  }
  if (/^[0-9]$/.test(key)) return { act: "seekShare", share: Number(key) / 10 };
  switch (key.toLowerCase()) {
    case "?":
      return { act: "help" };
    // Elsewhere the browser's own menu has to do with what was chosen there.
    case "contextmenu":
      return place.isFilm ? { act: "menu" } : null;
    case "<":
      return { act: "speedBy", steps: -1 };
    case ">":
      return { act: "speedBy", steps: 1 };
    case "m":
      return { act: "mute" };
    case "f":
      return { act: "full" };
    case "h":
      return { act: "past" };
    case "c":
      return { act: "subtitles" };
    // As desktop players have it.
    case "z":
      return { act: "subtitlesBy", deltaS: -SUBTITLE_STEP_S };
    case "x":
      return { act: "subtitlesBy", deltaS: SUBTITLE_STEP_S };
    default:
      return null;
  }
}
