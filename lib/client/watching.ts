import {
  computed,
  effect,
  type ReadonlySignal,
  signal,
  untracked,
} from "@preact/signals";
import {
  cleanTitle,
  type Source,
  type Timeline,
  TITLE_UNITS_MAX,
} from "@/lib/protocol/mod.ts";
import type { FilmRoad } from "./film_road.ts";
import type { Session } from "./session.ts";

/** What a viewer chooses to watch. */
export type Choice =
  | { readonly kind: "film"; readonly path: string }
  | { readonly kind: "link"; readonly url: string }
  | { readonly kind: "local"; readonly file: File };

/** What the player is to load. */
export interface Film {
  readonly url: string;
  /** Where all of it is one file, if `url` is a list of its clips. */
  readonly wholeUrl?: string;
  readonly title: string;
  /** The room's `sourceId` where it is the room's film, null where it is the viewer's own. */
  readonly sourceId: number | null;
  readonly kind: Source["kind"];
  /** The file behind a local film. */
  readonly file: File | null;
}

/** What this viewer watches: the room's film, or one of their own. */
export interface Watching {
  /** Null before the first welcome, and while a local film of the room is not chosen here. */
  readonly film: ReadonlySignal<Film | null>;
  /** Whether the room watches local copies and this viewer has not shown theirs. */
  readonly needsCopy: ReadonlySignal<boolean>;
  /** Watches something of one's own. */
  watchOwn(choice: Choice): void;
  /** Takes a file as this viewer's copy of what the room watches now. */
  useCopy(file: File): void;
  /** Takes a file as the copy of the local film that the room will watch next. */
  offerCopy(file: File): void;
  /** Back to the room's film. */
  watchRoom(): void;
  /** Lets go of files and listeners. */
  close(): void;
}

/** Addresses of local files. */
export interface FilePorts {
  create(file: File): string;
  revoke(url: string): void;
}

/**
 * Derives what to load from the room's timeline and this viewer's own choice.
 *
 * @param options `takesParts`: whether this browser goes on when a film comes in parts; `roadOf`:
 * how a film of the server is to come, which is asked again when what it read has changed
 */
export function createWatching(
  session: Pick<Session, "timeline" | "me">,
  urlOf: FilePorts,
  { takesParts = false, roadOf = () => "file" }: {
    readonly takesParts?: boolean;
    readonly roadOf?: (path: string) => FilmRoad;
  } = {},
): Watching {
  /** What one watches alone: its film as it is to come now. */
  const own = signal<(() => Film) | null>(null);
  const copy = signal<
    { readonly sourceId: number; readonly film: Film } | null
  >(null);
  let offered: File | null = null;
  const sourceId = computed(() => session.timeline.value?.sourceId ?? null);

  const loader = (): Loader => ({
    viewer: session.me.peek()?.id,
    takesParts,
    roadOf,
  });
  const localFilm = (file: File, id: number | null): Film => ({
    url: urlOf.create(file),
    title: file.name,
    sourceId: id,
    kind: "local",
    file,
  });
  const letGo = (film: Film | null | undefined): void => {
    if (film?.kind === "local") urlOf.revoke(film.url);
  };
  const setOwn = (choice: Choice | null): void => {
    letGo(untracked(() => own.peek()?.()));
    own.value = choice === null
      ? null
      : steady(ownFilm(choice, loader, localFilm));
  };
  const setCopy = (
    next: { readonly sourceId: number; readonly film: Film } | null,
  ): void => {
    letGo(copy.peek()?.film);
    copy.value = next;
  };

  // Derived from the source alone, so that a play or a seek loads nothing anew.
  const roomFilm = computed<Film | null>(steady(() => {
    const id = sourceId.value;
    const timeline = session.timeline.peek();
    if (id === null || timeline === null) return null;
    if (timeline.source.kind !== "local") {
      return remoteFilm(timeline, loader());
    }
    const mine = copy.value;
    return mine?.sourceId === id ? mine.film : null;
  }));

  // A film set for everyone ends what one watched alone.
  let known: number | null = null;
  const stop = effect(() => {
    const id = sourceId.value;
    if (id === null || id === known) return;
    const isFirst = known === null;
    known = id;
    if (!isFirst) setOwn(null);
    const source = session.timeline.peek()?.source;
    if (
      source?.kind === "local" && offered !== null &&
      cleanTitle(offered.name, TITLE_UNITS_MAX) === source.name
    ) {
      setCopy({ sourceId: id, film: localFilm(offered, id) });
    } else if (copy.peek()?.sourceId !== id) {
      setCopy(null);
    }
    offered = null;
  });

  return {
    film: computed(() => own.value?.() ?? roomFilm.value),
    needsCopy: computed(() =>
      own.value === null && sourceId.value !== null && roomFilm.value === null
    ),
    watchOwn: setOwn,
    useCopy: (file) => {
      const id = sourceId.peek();
      if (id === null) return;
      setCopy({ sourceId: id, film: localFilm(file, id) });
      setOwn(null);
    },
    offerCopy: (file) => {
      offered = file;
    },
    watchRoom: () => setOwn(null),
    close: () => {
      stop();
      setOwn(null);
      setCopy(null);
    },
  };
}

/** Who loads a film of the server. */
export interface Loader {
  /** Whom its segments are counted for: never a token, as the address is no secret. */
  readonly viewer: string | undefined;
  /** Whether the browser goes on when an answer is only a part. */
  readonly takesParts: boolean;
  /** How a film comes; as one file where it is missing. */
  readonly roadOf?: (path: string) => FilmRoad;
}

/** A loader whose segments are nobody's. */
const NOBODY: Loader = { viewer: undefined, takesParts: false };

/** The address of a server's film. */
export function mediaUrl(
  path: string,
  { viewer, takesParts, roadOf }: Loader,
): string {
  const encoded = path.split("/").map(encodeURIComponent).join("/");
  if (roadOf?.(path) === "clips") {
    const query = viewer === undefined ? "" : `?v=${viewer}`;
    return `/hls/${encoded}/index.m3u8${query}`;
  }
  if (viewer === undefined) return `/media/${encoded}`;
  return `/media/${encoded}?v=${viewer}${takesParts ? "&part=1" : ""}`;
}

function remoteFilm(
  { source, sourceId }: Timeline,
  loader: Loader,
): Film | null {
  switch (source.kind) {
    case "film":
      return filmOfServer(source.path, loader, sourceId);
    case "link":
      return filmOfLink(source.url, sourceId);
    case "local":
      return null;
  }
}

/** The film of a choice, each time it is asked for: how one of the server comes may change. */
function ownFilm(
  choice: Choice,
  loader: () => Loader,
  localFilm: (file: File, id: null) => Film,
): () => Film {
  switch (choice.kind) {
    case "film":
      return () => filmOfServer(choice.path, loader(), null);
    case "link":
      return () => filmOfLink(choice.url, null);
    case "local": {
      const film = localFilm(choice.file, null);
      return () => film;
    }
  }
}

/** Gives the film of before where nothing of it is new: the player loads what is another object. */
function steady<F extends Film | null>(find: () => F): () => F {
  let before: F | undefined;
  return () => {
    const now = find();
    const isSame = now !== null && now?.url === before?.url &&
      now.sourceId === before?.sourceId && now.file === before?.file;
    before = isSame && before !== undefined ? before : now;
    return before;
  };
}

function filmOfServer(
  path: string,
  loader: Loader,
  sourceId: number | null,
): Film {
  const title = path.split("/").at(-1) ?? path;
  const url = mediaUrl(path, loader);
  const film: Film = { url, title, sourceId, kind: "film", file: null };
  return loader.roadOf?.(path) === "clips"
    ? { ...film, wholeUrl: mediaUrl(path, NOBODY) }
    : film;
}

function filmOfLink(url: string, sourceId: number | null): Film {
  const path = URL.parse(url)?.pathname ?? url;
  const last = path.split("/").filter((part) => part !== "").at(-1) ?? url;
  return {
    url,
    title: decoded(last).slice(0, TITLE_UNITS_MAX),
    sourceId,
    kind: "link",
    file: null,
  };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
