import { type ReadonlySignal, signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Session } from "@/lib/client/mod.ts";
import { useRoom } from "../room_context.ts";
import { getJson, reasonOf } from "./get_json.ts";
import { type LibraryFilm, readLibrary } from "./library_film.ts";

/** What the page knows of the server's films. */
export type Library =
  | { readonly state: "loading" }
  | {
    readonly state: "ready";
    readonly films: readonly LibraryFilm[];
    readonly isCutShort: boolean;
  }
  | { readonly state: "failed"; readonly reason: string };

/** The server's films, asked for once however many panels show them. */
export interface LibraryStore {
  readonly library: ReadonlySignal<Library>;
  /** Asks again; never rejects. */
  refresh(): Promise<void>;
}

// One store a session: a page has one, and the server, which renders many, keeps none of them.
const STORES = new WeakMap<Session, LibraryStore & { version: number }>();

/** The server's films; asked for when first shown, and again when the session says they changed. */
export function useLibrary(): LibraryStore {
  const { session } = useRoom();
  const store = storeOf(session);
  const version = session.libraryVersion.value;
  useEffect(() => {
    if (store.version === version) return;
    store.version = version;
    store.refresh();
  }, [store, version]);
  return store;
}

function storeOf(session: Session): LibraryStore & { version: number } {
  const known = STORES.get(session);
  if (known !== undefined) return known;
  const library = signal<Library>({ state: "loading" });
  let asked = 0;
  const store = {
    library,
    version: -1,
    async refresh() {
      const turn = ++asked;
      if (library.peek().state === "failed") {
        library.value = { state: "loading" };
      }
      const answer = await ask();
      // Of two answers under way the later question's is the truth.
      if (turn === asked) library.value = answer;
    },
  };
  STORES.set(session, store);
  return store;
}

async function ask(): Promise<Library> {
  try {
    const listed = readLibrary(await getJson("/api/library"));
    return { state: "ready", ...listed };
  } catch (error) {
    return { state: "failed", reason: reasonOf(error) };
  }
}
