import { computed, type ReadonlySignal, signal } from "@preact/signals";
import type { Film, Session, Watching } from "@/lib/client/mod.ts";
import type { HistoryLine } from "@/lib/protocol/mod.ts";
import {
  FIRST_ACCESS,
  FIRST_GUARD,
  FIRST_SETTINGS,
} from "@/lib/protocol/written.ts";

/** The members of a session that are signals. */
type Signals = {
  [
    K in keyof Session as Session[K] extends ReadonlySignal<unknown> ? K
      : never
  ]: Session[K];
};

/** What they hold before the room is known. */
const BEFORE: { readonly [K in keyof Signals]: Signals[K]["value"] } = {
  link: { state: "connecting", retryAtMs: null, isOffline: false, final: null },
  me: null,
  timeline: null,
  rows: new Map(),
  crowd: null,
  calls: 0,
  guard: FIRST_GUARD,
  settings: FIRST_SETTINGS,
  access: FIRST_ACCESS,
  bans: [],
  history: [],
  following: true,
  clock: null,
  libraryVersion: 0,
  diskOk: true,
  pending: [],
};

/** A session and what is watched, to be had before their code is here. */
export interface LateSession {
  readonly session: Session;
  readonly watching: Watching;
  /** From now on both speak for the real ones; returns how to let go of those. */
  attach(real: { session: Session; watching: Watching }): () => void;
}

/**
 * A session that knows nothing until the real one is attached: the page is drawn and can be
 * pressed while what talks to the room is still on its way. It derives all and keeps no state.
 */
export function createLateSession(room: string): LateSession {
  const real = signal<Session | null>(null);
  const watched = signal<Watching | null>(null);
  const listeners = new Set<(line: HistoryLine) => void>();
  const signals = Object.fromEntries(
    Object.entries(BEFORE).map(([key, before]) => [
      key,
      computed(() => real.value?.[key as keyof Signals].value ?? before),
    ]),
    // One for each key of the table, which TypeScript cannot see.
  ) as unknown as Signals;
  return {
    session: {
      room,
      ...signals,
      token: () => real.peek()?.token() ?? null,
      serverNowMs: () => real.peek()?.serverNowMs() ?? null,
      toServerMs: (localMs) => real.peek()?.toServerMs(localMs) ?? null,
      wish: (wish) =>
        real.peek()?.wish(wish) ??
          Promise.resolve({ ok: false, code: "offline", detail: "Not yet" }),
      setFollowing: (following) => real.peek()?.setFollowing(following),
      report: (report, atLocalMs) => real.peek()?.report(report, atLocalMs),
      retryNow: () => real.peek()?.retryNow(),
      onLine: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      open: () => real.peek()?.open() ?? (() => {}),
    },
    watching: {
      film: computed<Film | null>(() => watched.value?.film.value ?? null),
      needsCopy: computed(() => watched.value?.needsCopy.value ?? false),
      watchOwn: (choice) => watched.peek()?.watchOwn(choice),
      useCopy: (file) => watched.peek()?.useCopy(file),
      offerCopy: (file) => watched.peek()?.offerCopy(file),
      watchRoom: () => watched.peek()?.watchRoom(),
      close: () => watched.peek()?.close(),
    },
    attach(them) {
      real.value = them.session;
      watched.value = them.watching;
      return them.session.onLine((line) => {
        for (const listener of listeners) listener(line);
      });
    },
  };
}
