import { batch, computed, type Signal, signal } from "@preact/signals";
import type { Hands } from "@/lib/client/mod.ts";
import {
  type Dictionary,
  type Language,
  loadDictionary,
  PLAYER,
  REFUSALS,
  say,
} from "@/lib/i18n/mod.ts";
import type { Pilot, SoundOffset } from "@/lib/player/mod.ts";
import type { HistoryLine } from "@/lib/protocol/mod.ts";
import { createPassing } from "../overlay/passing.ts";
import { createPrefs } from "../prefs.ts";
import type { LateParts, RoomTools } from "../room_context.ts";
import type { AskedSheet } from "../sheet/asked_sheet.ts";
import type { SubtitleDesk } from "../subtitle/desk.ts";
import type { OwnCopy } from "./copy_shift.ts";
import { keepLanguage } from "./language_cookie.ts";
import { createLateSession, type LateSession } from "./late_session.ts";
import { NO_VIEW } from "./no_view.ts";

/** How long a notice stays, in ms; the original's figure. */
const TOAST_MS = 5000;
/** Notices at once: a fifth pushes the first out. */
const TOASTS_MAX = 4;

/** The tools with the places that are filled once their code is there. */
export interface OpenTools extends RoomTools {
  readonly attach: LateSession["attach"];
  readonly pilot: Signal<Pilot | null>;
  readonly sound: Signal<SoundOffset | null>;
  readonly hands: Signal<Hands | null>;
  readonly late: Signal<{ readonly it: LateParts } | null>;
  readonly missing: Signal<number>;
}

/** Makes what the parts of a room work with; nothing of it moves before `startRoom()`. */
export function createTools(
  first: {
    readonly room: string;
    readonly language: Language;
    readonly words: Dictionary;
  },
): OpenTools {
  const { session, watching, attach } = createLateSession(first.room);
  const language = signal(first.language);
  const words = signal(first.words);
  let wanted = first.language;
  const pilot = signal<Pilot | null>(null);
  const toasts = createPassing<string | HistoryLine>({
    lifeMs: TOAST_MS,
    shownMax: TOASTS_MAX,
  });
  return {
    session,
    watching,
    attach,
    pilot,
    sound: signal<SoundOffset | null>(null),
    copy: signal<OwnCopy | null>(null),
    shiftS: signal<number | null>(null),
    view: computed(() => pilot.value?.view.value ?? NO_VIEW),
    hands: signal<Hands | null>(null),
    language,
    words,
    setLanguage: (chosen) => {
      wanted = chosen;
      loadDictionary(chosen).then((loaded) => {
        // Who chose again meanwhile wants that one.
        if (wanted !== chosen) return;
        batch(() => {
          language.value = chosen;
          words.value = loaded;
        });
        keepLanguage(chosen);
      }, () => toasts.add(say(words.peek()[PLAYER], "notLoaded")));
    },
    prefs: createPrefs(),
    toasts,
    tell: async (outcome) => {
      const done = await outcome;
      if (done === undefined || done.ok) return;
      const why = say(words.peek()[REFUSALS], done.code);
      // Who presses again while it stands there has been told.
      const isTold = toasts.list.peek().some(({ thing }) => thing === why);
      if (!isTold) toasts.add(why);
    },
    reload: () => pilot.value?.reload(),
    lacks: signal<RoomTools["lacks"]["value"]>(null),
    sheet: signal<AskedSheet | null>(null),
    past: signal(false),
    video: signal<HTMLVideoElement | null>(null),
    desk: signal<SubtitleDesk | null>(null),
    late: signal<{ readonly it: LateParts } | null>(null),
    missing: signal(0),
  };
}
