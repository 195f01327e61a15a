import { encodeCommand } from "@/lib/protocol/mod.ts";
import type { SessionPorts, SocketEvents, SocketPort } from "./ports.ts";

/** Opens a link to the room, by whatever means. */
export type Connect = (events: SocketEvents) => SocketPort;

/** Sockets in a row that carried nothing, after which the room is polled. */
const FAILED_MAX = 2;
/** How long after polling began, and after each vain trial, a socket is tried again, in ms. */
const TRIALS_MS = [2000, 60_000] as const;
/** The code by which a polled link ends that a socket takes the place of: it is back at once. */
const MOVED = 1001;

/**
 * Chooses how to reach the room: by WebSocket, and where those carry nothing, as behind a proxy
 * that lets no upgrade through, by polling. While it polls it tries a socket now and then: a
 * server that was merely away when the sockets failed is not polled for the rest of the evening.
 */
export function createTransport(
  { bySocket, byPolling, after, nowMs }: {
    readonly bySocket: Connect;
    readonly byPolling: Connect;
    readonly after: SessionPorts["after"];
    readonly nowMs: SessionPorts["nowMs"];
  },
): Connect {
  let failed = 0;

  /** Calls back once a socket has carried a frame; gives back how to stop trying. */
  const trySockets = (works: () => void): () => void => {
    let trial: SocketPort | null = null;
    let cancel = (): void => {};
    const later = (delayMs: number): void => {
      cancel = after(delayMs, () => {
        const own = bySocket({
          onOpen: () => {
            // The server answers this before it knows who asks.
            own.send(encodeCommand({ type: "probe", sentMs: nowMs() }));
          },
          onFrame: works,
          onClose: () => {
            trial = null;
            later(TRIALS_MS[1]);
          },
        });
        trial = own;
      });
    };
    later(TRIALS_MS[0]);
    return () => {
      cancel();
      trial?.close();
    };
  };

  return (events) => {
    const isPolled = failed >= FAILED_MAX;
    let hasCarried = false;
    let stopTrying = (): void => {};
    const ended = (): void => {
      stopTrying();
      if (hasCarried) return;
      hasCarried = true;
      failed = isPolled ? 0 : failed + 1;
    };
    const port = (isPolled ? byPolling : bySocket)({
      onOpen: () => events.onOpen(),
      onFrame: (frame, receivedMs) => {
        if (!hasCarried) {
          hasCarried = true;
          if (!isPolled) failed = 0;
          else {
            stopTrying = trySockets(() => {
              failed = 0;
              ended();
              port.close();
              events.onClose(MOVED);
            });
          }
        }
        events.onFrame(frame, receivedMs);
      },
      onClose: (code) => {
        ended();
        events.onClose(code);
      },
    });
    return {
      send: (frame) => port.send(frame),
      close: () => {
        ended();
        port.close();
      },
    };
  };
}
