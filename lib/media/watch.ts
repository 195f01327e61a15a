/**
 * Tells when something in a folder changes.
 *
 * @module
 */
import { isAbsence } from "./path.ts";
import type { Timers } from "./timers.ts";

/** A folder being watched. */
export interface FolderWatch {
  /** Ends it; nothing is told afterwards. */
  close(): void;
}

/**
 * Starts watching: tells of every change inside, as often as the system does.
 *
 * @returns Null when the folder cannot be watched, such as one that is missing.
 */
export type WatchFolder = (
  mediaDir: string,
  onEvent: () => void,
) => FolderWatch | null;

/** Watches with the system's own notices, sub-folders included. */
export const watchFolder: WatchFolder = (mediaDir, onEvent) => {
  const watcher = openWatcher(mediaDir);
  if (watcher === null) return null;
  const listen = async () => {
    // Reading a film is a notice as well: without this every play is a change.
    for await (const { kind } of watcher) if (kind !== "access") onEvent();
  };
  // It ends by close(), or with the folder itself; both are no failure.
  listen().catch(() => {});
  return { close: () => watcher.close() };
};

function openWatcher(mediaDir: string): Deno.FsWatcher | null {
  try {
    return Deno.watchFs(mediaDir, { recursive: true });
  } catch (error) {
    if (isAbsence(error)) return null;
    // The system's limit of watches is reached; scans on demand must do.
    if (error instanceof Error) return null;
    throw error;
  }
}

/** A folder is quiet when nothing has changed for so long, in milliseconds. */
export const QUIET_MS = 500;

/** A film being copied is never quiet: tell at least so often, in milliseconds. */
export const RESTLESS_MS = 10_000;

/**
 * Makes one call of many: calls back when it has been quiet for `QUIET_MS`, or
 * `RESTLESS_MS` after the first call of a storm.
 */
export function debounce(
  run: () => void,
  timers: Timers,
): { call(): void; close(): void } {
  let cancelQuiet: (() => void) | null = null;
  let cancelRestless: (() => void) | null = null;
  const close = () => {
    cancelQuiet?.();
    cancelRestless?.();
    cancelQuiet = cancelRestless = null;
  };
  const fire = () => {
    close();
    run();
  };
  return {
    call() {
      cancelQuiet?.();
      cancelQuiet = timers.after(QUIET_MS, fire);
      cancelRestless ??= timers.after(RESTLESS_MS, fire);
    },
    close,
  };
}
