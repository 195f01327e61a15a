import { effect } from "@preact/signals";
import { ROOM, say } from "@/lib/i18n/mod.ts";
import { keepPrefs, type Prefs, readPrefs } from "../prefs.ts";
import type { OpenTools } from "./create_tools.ts";

/** How long after a failed load the engine is asked for again, in ms. */
const AGAIN_MS = 3000;

/** Whom the page is for. */
interface Place {
  readonly name: string;
  readonly room: string;
}

/** Brings the page to life. Returns how to leave the room. */
export function startRoom(tools: OpenTools, place: Place): () => void {
  const { session, toasts, words } = tools;
  const stops = [
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
    loadEngine(tools, place),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

function loadEngine(tools: OpenTools, place: Place): () => void {
  let stop = () => {};
  let isOver = false;
  const load = () => {
    import("./engine.ts").then(({ startEngine }) => {
      const video = tools.video.peek();
      if (!isOver && video !== null) {
        stop = startEngine(tools, { ...place, video });
      }
    }, () => {
      const timer = setTimeout(load, AGAIN_MS);
      stop = () => clearTimeout(timer);
    });
  };
  load();
  return () => {
    isOver = true;
    stop();
  };
}

/** Takes over what was kept, and keeps what changes from now on. */
function startPrefs(prefs: Prefs): () => void {
  const shelf = findShelf();
  if (shelf === null) return () => {};
  readPrefs(prefs, shelf);
  return effect(() => keepPrefs(prefs, shelf));
}

// A browser that keeps nothing throws at the mere look.
function findShelf(): Storage | null {
  let shelf: Storage | null = null;
  try {
    shelf = localStorage;
  } catch {
    // Nothing is kept then.
  }
  return shelf;
}
