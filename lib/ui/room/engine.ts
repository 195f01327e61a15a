import { computed, effect, untracked } from "@preact/signals";
import {
  browserPorts,
  countOnline,
  createHands,
  createSession,
  createWatching,
  type EarlySocket,
  isForAll,
  isShortLine,
  takesParts,
} from "@/lib/client/mod.ts";
import {
  createHeardPilot,
  createShiftedPilot,
  createSoundOffset,
  fetchEngine,
} from "@/lib/player/mod.ts";
import { checkFilms } from "./check_film.ts";
import type { OpenTools } from "./create_tools.ts";
import { keepCookie, NAME_COOKIE } from "./cookie.ts";
import { takeEarlyId } from "./early_id.ts";
import { deviceOf } from "./device.ts";
import { fetchPart, LINE_BACK } from "./fetch_part.ts";
import { askShape, type ComingFilm, createFilmRoads } from "./film_roads.ts";
import { followFilm } from "./follow_film.ts";
import { tellReturn } from "./tell_return.ts";

/**
 * What talks to the room and steers the film: joins session, player and hands, and opens the room.
 * It comes as a part of its own after the page is drawn.
 *
 * @param video the element that plays
 * @param early the socket to the room that is under way already
 * @returns how to leave the room
 */
export function startEngine(
  tools: OpenTools,
  { name, room, comingFilm, video, early }: {
    readonly name: string;
    readonly room: string;
    readonly comingFilm: ComingFilm | null;
    readonly video: HTMLVideoElement;
    readonly early: EarlySocket;
  },
): () => void {
  keepCookie(NAME_COOKIE, name);
  const ports = browserPorts({
    name,
    room,
    early,
    promised: takeEarlyId(),
  });
  const session = createSession({ room, device: deviceOf(globalThis), ports });
  const roads = createFilmRoads({
    prefersClips: tools.prefs.clips,
    isShortLine: () => isShortLine(navigator),
    coming: comingFilm,
    ask: askShape,
  });
  if (comingFilm !== null && roads.roadOf(comingFilm.path) === "clips") {
    // Before the room says so: its welcome is a journey away. Who opens the film is told of a failure.
    fetchEngine("hls").catch(() => {});
  }
  const load = () => import("./film_checks.ts");
  const watching = createWatching(session, {
    create: (file) => URL.createObjectURL(file),
    revoke: (url) => URL.revokeObjectURL(url),
  }, {
    takesParts: takesParts(navigator.userAgent),
    roadOf: roads.roadOf,
  });
  const sound = createSoundOffset(window);
  const isLinked = computed(() => session.link.value.state === "open");
  const pilot = createShiftedPilot(
    {
      video,
      timeline: session.timeline,
      following: session.following,
      loop: computed(() => session.settings.value.loop),
      toServerMs: (localMs) => session.toServerMs(localMs),
      isLinked,
      calls: session.calls,
      roundTripMs: () => session.clock.peek()?.roundTripMs ?? null,
      onReport: (report, atLocalMs) => {
        const copy = tools.copy.peek()?.match;
        const lacks = tools.lacks.peek() ?? undefined;
        const aligned = copy === "version" && tools.shiftS.peek() !== null ||
          undefined;
        session.report({ ...report, copy, aligned, lacks }, atLocalMs);
      },
      onOutsideAct: (act) => tools.hands.peek()?.outsideAct(act),
    },
    computed(() => tools.shiftS.value ?? 0),
    (parts) => createHeardPilot(parts, sound.offsetMs),
  );
  pilot.setVolume(tools.prefs.volume.peek());
  const player = {
    ...pilot,
    positionNow: () => ({
      ...pilot.positionNow(),
      speed: pilot.view.peek().speed,
    }),
    endS: () => pilot.view.peek().durationS ?? Infinity,
    wantsPlay: () => {
      const { state } = pilot.view.peek();
      return state === "playing" || state === "waiting";
    },
  };
  const stops = [
    tools.attach({ session, watching }),
    followFilm(watching.film, pilot),
    checkFilms({
      film: watching.film,
      timeline: session.timeline,
      refuse: roads.refuse,
      copy: tools.copy,
      shiftS: tools.shiftS,
      load,
    }),
    effect(() => {
      const own = tools.copy.value;
      if (own?.keptS !== null) return;
      const { by, revision, sourceId } = session.timeline.peek() ?? {};
      // Who has just given it to all knows that they have it.
      if (revision === sourceId && by === session.me.peek()?.name) return;
      const line = tools.words.peek().source[`told-${own.match}`];
      untracked(() => tools.toasts.add(line));
    }),
    roads.watch({
      film: watching.film,
      problem: computed(() => pilot.view.value.problem),
      lineBps: computed(() => pilot.view.value.downloadBps),
    }),
    session.open(),
    effect(() => {
      if (!isLinked.value) return;
      untracked(() => dispatchEvent(new Event(LINE_BACK)));
    }),
    tellReturn({ session, pilot, tools }),
    () => sound.close(),
    () => watching.close(),
    () => pilot.close(),
  ];
  tools.pilot.value = pilot;
  tools.sound.value = sound;
  tools.hands.value = createHands({
    session,
    player,
    watching,
    after: ports.after,
    rollId: ports.rollId,
    tell: tools.tell,
    fingerprintOf: async (file) => await (await load()).takeCopy(file),
  });
  stops.push(once(() => pilot.view.value.state === "playing", () =>
    fetchPart({
      load: () => import("./while_playing.ts"),
      use: ({ startWhilePlaying }) =>
        startWhilePlaying(tools, () => isForAll(session, watching)),
      missing: tools.missing,
    })));
  const address = new URL(location.href);
  if (address.searchParams.has("t")) {
    stops.push(fetchPart({
      load: () => import("./start_at.ts"),
      use: ({ startAt }) => {
        const isAlone = () => countOnline(session.rows.peek()) <= 1;
        return startAt({ ...tools, isAlone }, address);
      },
      missing: tools.missing,
    }));
  }
  return () => {
    for (const stop of stops) stop();
  };
}

/** Starts something when a condition, which reads signals, is first true; returns how to stop it. */
function once(isTrue: () => boolean, start: () => () => void): () => void {
  let stop: (() => void) | null = null;
  const end = effect(() => {
    if (stop === null && isTrue()) stop = untracked(start);
  });
  return () => {
    end();
    stop?.();
  };
}
