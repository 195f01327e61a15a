import { type Signal, useComputed, useSignal } from "@preact/signals";
import { formatClock } from "@/lib/base/mod.ts";
import { PROBLEMS, SOURCE_WORDS } from "@/lib/i18n/mod.ts";
import { useRoom, useSay } from "../room_context.ts";
import { formatSize } from "../panels/mod.ts";
import {
  FILMS_SHOWN_MAX,
  findFilms,
  type LibraryFilm,
} from "./library_film.ts";
import { useLibrary } from "./library_store.ts";

/** From how many films on a search box is of use. */
const SEARCH_FROM = 9;

/** What a press on a film does. */
interface FilmActs {
  /** Why it may not be done; undefined where it may. */
  readonly denial: string | undefined;
  readonly onWatch: (film: LibraryFilm) => void;
}

/** The server's films, each a button that starts it. */
export function FilmList({ denial, onWatch }: FilmActs) {
  const { library, refresh } = useLibrary();
  const t = useSay(SOURCE_WORDS);
  const search = useSignal("");
  const known = library.value;
  if (known.state === "loading") {
    return <p class="empty" data-testid="source-library">{t("loading")}</p>;
  }
  if (known.state === "failed") {
    return (
      <div class="empty" data-testid="source-library" role="alert">
        <p>{t("libraryFailed", { reason: known.reason })}</p>
        <button type="button" class="btn small" onClick={() => refresh()}>
          {t("retry")}
        </button>
      </div>
    );
  }
  const { shown, found } = findFilms(known.films, search.value);
  return (
    <div class="src-films" data-testid="source-library">
      {known.films.length >= SEARCH_FROM && <Search search={search} />}
      <ul>
        {shown.map((film) => (
          <li key={film.path}>
            <FilmButton film={film} denial={denial} onWatch={onWatch} />
          </li>
        ))}
      </ul>
      {known.films.length === 0 && <p class="empty">{t("noFilms")}</p>}
      {known.films.length > 0 && found === 0 && (
        <p class="empty">{t("noSuchFilm")}</p>
      )}
      {found > FILMS_SHOWN_MAX && (
        <p class="muted">
          {t("filmsShown", { shown: FILMS_SHOWN_MAX, count: found })}
        </p>
      )}
      {known.isCutShort && <p class="muted">{t("notAllFilms")}</p>}
    </div>
  );
}

function Search({ search }: { search: Signal<string> }) {
  const t = useSay(SOURCE_WORDS);
  return (
    <input
      type="search"
      class="field"
      aria-label={t("findFilm")}
      placeholder={t("findFilm")}
      value={search}
      onInput={(event) => search.value = event.currentTarget.value}
    />
  );
}

function FilmButton(
  { film, denial, onWatch }: FilmActs & { readonly film: LibraryFilm },
) {
  const { session, hands } = useRoom();
  const t = useSay(SOURCE_WORDS);
  const problem = useSay(PROBLEMS);
  const isNow = useComputed(() => {
    const source = session.timeline.value?.source;
    return source?.kind === "film" && source.path === film.path;
  });
  const isUnable = useComputed(() => hands.value === null);
  const folder = film.path.slice(0, -film.name.length);
  return (
    <button
      type="button"
      class="src-film"
      aria-current={isNow.value ? "true" : undefined}
      disabled={isUnable}
      aria-disabled={denial !== undefined}
      title={denial}
      onClick={() => onWatch(film)}
    >
      <bdi class="src-name">
        {folder !== "" && <span class="muted">{folder}</span>}
        {film.name}
      </bdi>
      {isNow.value && <span class="src-now">{t("now")}</span>}
      <span class="src-facts num">{factsLine(film)}</span>
      {film.problem !== null && (
        <span class="src-problem" title={film.problem.detail}>
          ⚠︎ {problem(film.problem.code)}
        </span>
      )}
    </button>
  );
}

// What one chooses by; what is not known yet is left out.
function factsLine(film: LibraryFilm): string {
  const { durationS, bytes, width, height, codecNames } = film;
  return [
    durationS === null ? null : formatClock(durationS),
    formatSize(bytes),
    width === null || height === null ? null : `${width}×${height}`,
    codecNames.video,
    codecNames.audio,
  ].filter((fact) => fact !== null).join(" · ");
}
