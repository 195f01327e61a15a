import { logOf } from "@/lib/observe/mod.ts";

/** How long films under way may take to end at a stop, in ms: a page that pauses takes none. */
const DRAIN_MS = 1000;

/**
 * Ends the process at SIGINT or SIGTERM, once what is under way has ended, or a second later.
 *
 * @param stop takes nobody in any more; a second signal, as an impatient Ctrl-C sends, finds it
 * under way
 */
export function endAtSignals(stop: () => Promise<void>): void {
  let isStopping = false;
  const end = () => {
    if (isStopping) return;
    isStopping = true;
    setTimeout(exit, DRAIN_MS);
    void stop().then(exit);
  };
  Deno.addSignalListener("SIGINT", end);
  Deno.addSignalListener("SIGTERM", end);
}

function exit(): void {
  try {
    Deno.exit(0);
  } catch {
    // Under a watcher (Deno 2.9) it comes back with an error, and the watcher starts the next run.
  }
}

/**
 * Says rejections that nobody awaited, and errors that nobody caught, as a timer throws them: they
 * must not end the evening of all rooms.
 */
export function sayFaults(): void {
  const say = (event: Event, reason: unknown): void => {
    event.preventDefault();
    logOf("server").error("Cannot leave a fault unsaid: {reason}", {
      reason: reason instanceof Error ? reason.stack ?? reason.message : reason,
    });
  };
  addEventListener("unhandledrejection", (event) => say(event, event.reason));
  addEventListener("error", (event) => say(event, event.error));
}
