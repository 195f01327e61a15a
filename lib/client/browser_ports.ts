import { askServer } from "./ask_server.ts";
import { watchSleep } from "./sleep_watch.ts";
import { openLate } from "./late_port.ts";
import { type EarlySocket, openWebSocket } from "./early_socket.ts";
import type { SessionPorts } from "./ports.ts";
import { pageTrip } from "./page_trip.ts";
import { createTransport } from "./transport.ts";

/** What stands before room and name in {@linkcode tokenKey}. */
export const TOKEN_PREFIX = "17kan-token:";

/**
 * The ports of a session in a browser.
 *
 * @param early a socket to the room that is under way already: the first one is this
 * @param promised the id under which the film was asked for already
 */
export function browserPorts(
  { name, room, early, promised }: {
    readonly name: string;
    readonly room: string;
    readonly early: EarlySocket;
    readonly promised: string | null;
  },
): SessionPorts {
  const nowMs = () => performance.now();
  const after: SessionPorts["after"] = (delayMs, callback) => {
    const timer = setTimeout(callback, delayMs);
    return () => clearTimeout(timer);
  };
  const unit = () => Math.random();
  return {
    nowMs,
    unit,
    rollId,
    after,
    connect: createTransport({
      bySocket: (events) =>
        early.take(events) ?? openWebSocket({ name, room }, events),
      byPolling: (events) =>
        openLate(
          import("./poll_port.ts").then(({ openPoll }) => (told) =>
            openPoll({
              url: `/sync/poll?${new URLSearchParams({ u: name, room })}`,
              events: told,
              fetch: (...request) => fetch(...request),
              nowMs,
              after,
            })
          ),
          events,
        ),
      ask: askServer,
    }, { after, nowMs, unit }),
    pageTripMs: pageTrip(performance.getEntriesByType("navigation")[0]),
    isOffline: () => !navigator.onLine,
    isHidden: () => document.hidden,
    onWake: (callback) => {
      const seen = () => {
        if (!document.hidden) callback();
      };
      // The first one only ends the loading, which a slow line puts amid the first hello.
      const shownAgain = ({ persisted }: PageTransitionEvent) => {
        if (persisted) seen();
      };
      addEventListener("online", callback);
      addEventListener("pageshow", shownAgain);
      document.addEventListener("visibilitychange", seen);
      const stopWatching = watchSleep({
        nowMs: () => performance.now(),
        wallMs: () => Date.now(),
        isHidden: () => document.hidden,
        every: (periodMs, look) => {
          const timer = setInterval(look, periodMs);
          return () => clearInterval(timer);
        },
      }, callback);
      return () => {
        stopWatching();
        removeEventListener("online", callback);
        removeEventListener("pageshow", shownAgain);
        document.removeEventListener("visibilitychange", seen);
      };
    },
    promised,
    token: tabShelf(tokenKey({ name, room })),
    outbox: tabShelf(`17kan-unsent:${room}:${name}`),
  };
}

/** Where a tab keeps the token of its row over a reload. */
export function tokenKey(
  { name, room }: { readonly name: string; readonly room: string },
): string {
  return `${TOKEN_PREFIX}${room}:${name}`;
}

/**
 * What this tab knows over a reload. It lies on the tab's shelf only while no page lives in it, from
 * `pagehide` to the next load: a browser that duplicates a tab copies the shelf, and two tabs with
 * one token would take the row from each other, or say what one of them said.
 */
function tabShelf(
  key: string,
): { read(): string | null; write(text: string | null): void } {
  let own = guarded(() => sessionStorage.getItem(key));
  const take = () => guarded(() => sessionStorage.removeItem(key));
  take();
  addEventListener("pagehide", () => {
    guarded(() => own === null ? null : sessionStorage.setItem(key, own));
  });
  // A page that the browser had only put aside lives on.
  addEventListener("pageshow", take);
  return {
    read: () => own,
    write: (text) => {
      own = text;
    },
  };
}

// 72 bits. crypto.randomUUID is absent on plain http; getRandomValues is there.
function rollId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(9));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join(
    "",
  );
}

// A browser that keeps nothing, as some private windows do, throws at the mere look.
function guarded<T>(use: () => T): T | null {
  try {
    return use();
  } catch {
    return null;
  }
}
