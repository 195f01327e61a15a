import { encodeCommand } from "@/lib/protocol/mod.ts";
import { type Ask, askFirst } from "./ask_first.ts";
import type { SessionPorts, SocketEvents, SocketPort } from "./ports.ts";
import { raceSockets } from "./race_sockets.ts";

/** Opens a link to the room, by whatever means. */
export type Connect = (events: SocketEvents) => SocketPort;

/** Sockets in a row that carried nothing, after which the room is polled. */
const FAILED_MAX = 2;
/**
 * Of so many tries in a row that ask first one does not, as something may be in the way of requests
 * alone. Each that fails lets Firefox hold back the next sockets of all its windows for longer.
 */
const BLIND_EACH = 64;
/** How long after polling began, and after each vain trial, a socket is tried again, in ms. */
const TRIALS_MS = [2000, 60_000] as const;
/** The code by which a polled link ends that a socket takes the place of: it is back at once. */
const MOVED = 1001;

/** The ways to a room. */
export interface Ways {
  /** Opens one socket. */
  readonly bySocket: Connect;
  readonly byPolling: Connect;
  readonly ask: Ask;
}

/**
 * Chooses how to reach the room: by WebSocket, and where those carry nothing though the server
 * answers, as behind a proxy that lets no upgrade through, by polling. After a socket that failed or
 * was ended the server is asked for by requests until it answers. While the room is polled a socket is tried
 * now and then: it may have been a bad moment.
 */
export function createTransport(
  { bySocket, byPolling, ask }: Ways,
  ports: Pick<SessionPorts, "after" | "nowMs" | "unit">,
): Connect {
  const { after, nowMs } = ports;
  let failed = 0;
  let asked = 0;
  /** Whether the last link that carried was ended by the other side, which may be gone. */
  let wasEnded = false;

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
    const asks = (failed > 0 || wasEnded) && !isPolled &&
      ++asked % BLIND_EACH !== 0;
    // One that goes without asking may only have failed since nobody is there.
    let tells = (failed === 0 && !wasEnded) || isPolled;
    let hasCarried = false;
    let stopTrying = (): void => {};
    const ended = (): void => {
      stopTrying();
      if (hasCarried || !tells) return;
      hasCarried = true;
      failed = isPolled ? 1 : failed + 1;
    };
    const connect = isPolled ? byPolling : raceSockets(
      asks ? askFirst(bySocket, ask, () => tells = true) : bySocket,
      ports,
    );
    const port = connect({
      onOpen: (isGreeted) => events.onOpen(isGreeted),
      onFrame: (frame, receivedMs) => {
        if (!hasCarried) {
          hasCarried = true;
          if (!isPolled) {
            failed = asked = 0;
            wasEnded = false;
          } else {
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
        wasEnded ||= hasCarried;
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
