import { effect } from "@preact/signals";
import { takeEarlySocket } from "@/lib/client/early_socket.ts";
import { ROOM, say } from "@/lib/i18n/mod.ts";
import { keepPrefs, type Prefs, readPrefs } from "../prefs.ts";
import { findShelf } from "../shelf.ts";
import type { LateParts } from "../room_context.ts";
import type { OpenTools } from "./create_tools.ts";
import type { ComingFilm } from "./film_roads.ts";
import { awaitPicture } from "./await_picture.ts";
import { keepLanguage } from "./language_cookie.ts";
import { fetchPart } from "./fetch_part.ts";

/** Whom the page is for, and what they are to see. */
interface Place {
  readonly name: string;
  readonly room: string;
  readonly comingFilm: ComingFilm | null;
}

/** Brings what a room needs after the page is drawn. */
export interface RoomLoads {
  /** What talks to the room and steers the film. */
  readonly loadEngine: () => Promise<typeof import("./engine.ts")>;
  /** The parts of the page that are not there at first. */
  readonly loadLate: () => Promise<{ readonly default: LateParts }>;
}

/**
 * Brings the page to life.
 *
 * @param load brings what is not there at first
 * @returns how to leave the room
 */
export function startRoom(
  tools: OpenTools,
  place: Place,
  load: RoomLoads,
): () => void {
  const { session, toasts, words, missing } = tools;
  // Chosen on the way in, by the address.
  if (new URLSearchParams(location.search).has("lang")) {
    keepLanguage(tools.language.peek());
  }
  const early = takeEarlySocket(place);
  const picture = awaitPicture(tools);
  const stops = [
    picture.stop,
    early.close,
    // First, since the player begins at the volume that was kept.
    startPrefs(tools.prefs),
    session.onLine((line) => {
      if (line.kind === "system" || line.kind === "notice") toasts.add(line);
    }),
    effect(() => {
      document.title = say(words.value[ROOM], "titleOf", {
        name: session.me.value?.name ?? place.name,
      });
    }),
    fetchPart({
      load: load.loadEngine,
      use: ({ startEngine }) => {
        const video = tools.video.peek();
        if (video !== null) {
          return startEngine(tools, { ...place, video, early });
        }
      },
      missing,
    }),
    fetchPart({
      // On the first try the picture goes first.
      load: async () => {
        await picture.settled;
        return await load.loadLate();
      },
      use: (parts) => {
        tools.late.value = { it: parts.default };
      },
      missing,
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

/** Takes over what was kept, and keeps what changes from now on. */
function startPrefs(prefs: Prefs): () => void {
  const shelf = findShelf();
  if (shelf === null) return () => {};
  readPrefs(prefs, shelf);
  return effect(() => keepPrefs(prefs, shelf));
}
