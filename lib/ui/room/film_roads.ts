import { effect, type ReadonlySignal, signal } from "@preact/signals";
import {
  chooseRoad,
  type Film,
  type FilmRoad,
  type FilmShape,
  hasTables,
  isBetterCut,
} from "@/lib/client/mod.ts";
import type { Problem } from "@/lib/player/mod.ts";

/** How films of the server come here. */
export interface FilmRoads {
  /** How a film is to come, by all that is known of it now. */
  roadOf(path: string): FilmRoad;
  /** Takes a film for one that cannot come in clips. */
  refuse(path: string): void;
  /**
   * Finds out what decides about each film that is watched, and turns to the plain file where clips
   * end in a problem of their own: once, as a film that was refused stays so.
   *
   * @returns how to stop
   */
  watch(watched: {
    readonly film: ReadonlySignal<Film | null>;
    /** What is wrong with it; null while nothing is. */
    readonly problem: ReadonlySignal<Pick<Problem, "code"> | null>;
    /** What the line gave last, in bytes per second. */
    readonly lineBps: ReadonlySignal<number | null>;
  }): () => void;
}

/** A film of the server, and what it knows of it. */
export interface ComingFilm {
  /** Its name inside the folder. */
  readonly path: string;
  readonly shape: FilmShape;
}

/** What a road is chosen by. */
export interface RoadPorts {
  /** Whether the viewer asked for clips. */
  readonly prefersClips: ReadonlySignal<boolean>;
  isShortLine(): boolean;
  /** The film of which the server told with the page. */
  readonly coming: ComingFilm | null;
  /** Asks the server about a film; null where it does not tell, and not for ever. */
  ask(path: string): Promise<FilmShape | null>;
}

/** Where a film of the server is fetched from, and whether in clips. */
const PLACE = /^\/(media|hls)\/(.+?)(?:\/index\.m3u8)?(?:\?|$)/;

/** Keeps what is known of films, as long as the page is open. */
export function createFilmRoads(ports: RoadPorts): FilmRoads {
  const { coming } = ports;
  const isComingCut = coming !== null && isBetterCut(coming.shape, null);
  const better = signal<ReadonlySet<string>>(
    new Set(isComingCut ? [coming.path] : []),
  );
  const refused = signal<ReadonlySet<string>>(new Set());
  const add = (known: typeof better, path: string) => {
    // A set that is no other one reloads nothing.
    if (known.peek().has(path)) return;
    known.value = new Set([...known.peek(), path]);
  };
  return {
    roadOf: (path) =>
      chooseRoad({
        path,
        prefersClips: ports.prefersClips.value,
        isShortLine: ports.isShortLine(),
        isBetterCut: better.value.has(path),
        isRefused: refused.value.has(path),
      }),
    refuse: (path) => add(refused, path),
    watch({ film, problem, lineBps }) {
      let turn = 0;
      let last: number | null = null;
      const stops = [
        effect(() => {
          last = lineBps.value ?? last;
        }),
        effect(() => {
          const mine = ++turn;
          const before = last;
          const place = placeOf(film.value);
          if (place === null || place.isCut || !hasTables(place.path)) return;
          ports.ask(place.path).then((shape) => {
            if (mine !== turn || shape === null) return;
            if (isBetterCut(shape, before)) add(better, place.path);
          });
        }),
        effect(() => {
          const code = problem.value?.code;
          // A line that was gone for a moment says nothing of the clips.
          if (code === undefined || code === "network") return;
          const place = placeOf(film.peek());
          if (place?.isCut) add(refused, place.path);
        }),
      ];
      return () => {
        turn++;
        for (const stop of stops) stop();
      };
    },
  };
}

/**
 * Asks the server about a film of its own.
 *
 * @returns Null where it does not tell within five seconds: by then the film plays as it came.
 */
export async function askShape(path: string): Promise<FilmShape | null> {
  try {
    const answer = await fetch(
      `/api/library?path=${encodeURIComponent(path)}`,
      { signal: AbortSignal.timeout(5000) },
    );
    const body: { films?: readonly Partial<Record<string, unknown>>[] } =
      await answer.json();
    const { indexBytes, faststart, bitrateBps } = body.films?.[0] ?? {};
    return {
      indexBytes: typeof indexBytes === "number" ? indexBytes : null,
      faststart: typeof faststart === "boolean" ? faststart : null,
      bitrateBps: typeof bitrateBps === "number" ? bitrateBps : null,
    };
  } catch {
    return null;
  }
}

function placeOf(
  film: Film | null,
): { readonly path: string; readonly isCut: boolean } | null {
  const [, kind, path] = PLACE.exec(film?.url ?? "") ?? [];
  if (path === undefined) return null;
  return {
    path: path.split("/").map(decodeURIComponent).join("/"),
    isCut: kind === "hls",
  };
}
