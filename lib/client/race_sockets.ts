import type { Connect } from "./transport.ts";
import type { SessionPorts, SocketPort } from "./ports.ts";

/** How long one try is waited for before another is made beside it, in ms. */
const BESIDE_MS = 500;
/** Tries under way at once: the first, which a slow line may need, and the newest two. */
const AT_ONCE_MAX = 3;

/**
 * Opens sockets until one is open, and lets go of the others. A packet that was lost while the line
 * was away is sent again only after seconds; a socket that is begun once the line is back does not
 * wait for that.
 *
 * @param connect opens one socket
 */
export function raceSockets(
  connect: Connect,
  { after, unit }: Pick<SessionPorts, "after" | "unit">,
): Connect {
  return (events) => {
    const tries = new Set<SocketPort>();
    let winner: SocketPort | null = null;
    let isOver = false;
    let cancel = (): void => {};

    const letGo = (): void => {
      cancel();
      for (const one of tries) if (one !== winner) one.close();
      tries.clear();
    };
    const begin = (): void => {
      const own: SocketPort = connect({
        onOpen: (isGreeted) => {
          if (isOver || winner !== null) return;
          winner = own;
          letGo();
          events.onOpen(isGreeted);
        },
        onFrame: (frame, receivedMs) => {
          if (winner === own) events.onFrame(frame, receivedMs);
        },
        onClose: (code) => {
          tries.delete(own);
          // One that is refused tells that there is nobody: the next wait is the session's.
          if (isOver || (winner !== null && winner !== own)) return;
          isOver = true;
          letGo();
          events.onClose(code);
        },
      });
      tries.add(own);
      if (tries.size > AT_ONCE_MAX) {
        const [, second] = tries;
        if (second !== undefined) {
          tries.delete(second);
          second.close();
        }
      }
      cancel = after(BESIDE_MS * (1 + unit() / 4), begin);
    };
    begin();
    return {
      send: (frame) => winner?.send(frame) ?? false,
      close: () => {
        isOver = true;
        winner?.close();
        letGo();
      },
    };
  };
}
