import { computed, effect } from "@preact/signals";
import { createHands } from "@/lib/client/mod.ts";
import { ROOM, say } from "@/lib/i18n/mod.ts";
import { createPilot } from "@/lib/player/mod.ts";
import { keepPrefs, type Prefs, readPrefs } from "../prefs.ts";
import type { OpenTools } from "./create_tools.ts";

/** Joins player, hands and session, and opens the room. Returns how to leave it. */
export function startRoom(
  tools: OpenTools,
  { name }: { readonly name: string },
): () => void {
  const { session, watching, toasts, language } = tools;
  const stops = [
    // First, since the player begins at the volume that was kept.
    startPrefs(tools.prefs),
    ...startPlayer(tools),
    session.onLine((line) => {
      if (line.kind === "system" || line.kind === "notice") toasts.add(line);
    }),
    effect(() => {
      document.title = say(ROOM, language.value, "titleOf", {
        name: session.me.value?.name ?? name,
      });
    }),
    session.open(),
    () => watching.close(),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

function startPlayer(tools: OpenTools): (() => void)[] {
  const { session, watching, prefs } = tools;
  const video = tools.video.peek();
  if (video === null) return [];
  const pilot = createPilot({
    video,
    timeline: session.timeline,
    following: session.following,
    loop: computed(() => session.settings.value.loop),
    toServerMs: (localMs) => session.toServerMs(localMs),
    onReport: (report, atLocalMs) => session.report(report, atLocalMs),
    onOutsideAct: (act) => tools.hands.peek()?.outsideAct(act),
  });
  pilot.setVolume(prefs.volume.peek());
  tools.pilot.value = pilot;
  const player = {
    ...pilot,
    positionNow: () => ({
      ...pilot.positionNow(),
      speed: pilot.view.peek().speed,
    }),
  };
  tools.hands.value = createHands({ session, player, watching });
  return [
    effect(() => {
      const film = watching.film.value;
      if (film !== null) pilot.load(film);
    }),
    () => pilot.close(),
  ];
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
