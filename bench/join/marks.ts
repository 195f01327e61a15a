import { WATCH } from "../sync/watcher.ts";

/** What happens on a page until its picture moves, in this order on most evenings. */
export const MARKS = [
  "first byte",
  "head read",
  "film asked for",
  "document read",
  "socket open",
  "hello",
  "welcome",
  "index there",
  "seek",
  "picture there",
  "moves",
] as const;

/** True ms of each mark that was reached. */
export type Marks = Partial<Record<typeof MARKS[number], number>>;

/** What {@linkcode noteMarks} is told: where it leaves its notes, and where the watcher is. */
export const MARKS_PLAN = { key: "__17kan_marks", watchKey: WATCH } as const;

/**
 * Runs in the page before its own scripts, behind the watcher: notes when each mark is reached
 * first. It may use nothing from outside.
 */
export function noteMarks(
  { key, watchKey }: { readonly key: string; readonly watchKey: string },
): void {
  const marks: Record<string, number> = {};
  Reflect.set(globalThis, key, marks);
  const { trueMs } = Reflect.get(globalThis, watchKey);
  const note = (name: string) => {
    marks[name] ??= trueMs();
  };
  note("first byte");
  document.addEventListener("readystatechange", () => note("document read"));
  const reading = new MutationObserver(() => {
    if (document.body === null) return;
    note("head read");
    reading.disconnect();
  });
  reading.observe(document, { childList: true, subtree: true });

  // The document's own element is not in the page at first, so it is met where it gets its film.
  const source = Object.getOwnPropertyDescriptor(
    HTMLMediaElement.prototype,
    "src",
  );
  const met = new WeakSet<HTMLMediaElement>();
  Object.defineProperty(HTMLMediaElement.prototype, "src", {
    ...source,
    set(this: HTMLMediaElement, url: string) {
      source?.set?.call(this, url);
      note("film asked for");
      if (met.has(this)) return;
      met.add(this);
      this.addEventListener("loadedmetadata", () => note("index there"));
      this.addEventListener("seeking", () => note("seek"));
      this.addEventListener("seeked", () => note("picture there"));
      this.addEventListener("timeupdate", () => {
        if (!this.paused && !this.seeking) note("moves");
      });
    },
  });

  const RealSocket = globalThis.WebSocket;
  globalThis.WebSocket = class extends RealSocket {
    constructor(url: string | URL) {
      super(url);
      this.addEventListener("open", () => note("socket open"));
      this.addEventListener("message", ({ data }) => {
        if (String(data).includes('"welcome"')) note("welcome");
      });
    }
    override send(data: string): void {
      if (data.includes('"hello"')) note("hello");
      super.send(data);
    }
  };
}

/** Reads in the page what was noted. */
export function readMarks(key: string): Marks {
  return Reflect.get(globalThis, key);
}
