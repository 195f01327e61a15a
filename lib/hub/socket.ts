import { CLOSE } from "@/lib/protocol/mod.ts";
import type { Hub } from "./hub.ts";
import type { Visitor } from "./ports.ts";

/** Idle sockets are pinged by Deno after this, in seconds, and closed when no pong comes. */
const IDLE_TIMEOUT_S = 30;

/** How long a socket that we closed may take to end, in ms, before the connection is cut. */
const CLOSING_MS = 10_000;
/** And one that takes nothing, or says too much: what it was told last it may still hear. */
const CLOSING_SOON_MS: { readonly [code: number]: number } = {
  [CLOSE.slow]: 0,
  [CLOSE.abuse]: 100,
};

/**
 * Upgrades a request to a socket of the hub.
 *
 * @param hangUp cuts the connection, with all that it still has to send
 * @throws {TypeError} when the request is no WebSocket handshake
 */
export function openSocket(
  request: Request,
  visitor: Visitor,
  hub: Hub,
  hangUp: () => void,
): Response {
  const { socket, response } = Deno.upgradeWebSocket(request, {
    idleTimeout: IDLE_TIMEOUT_S,
  });
  socket.addEventListener("open", () => {
    const end = hub.connect({
      send: (frame) => {
        if (socket.readyState === WebSocket.OPEN) socket.send(frame);
      },
      close: (code, reason) => {
        // Closing one that closes already would throw.
        if (socket.readyState !== WebSocket.OPEN) return;
        socket.close(code, reason);
        // It says so behind all that it has to send, which would be held for who never takes it.
        const late = setTimeout(
          hangUp,
          CLOSING_SOON_MS[code] ?? CLOSING_MS,
        );
        socket.addEventListener("close", () => clearTimeout(late));
      },
      bufferedBytes: () => socket.bufferedAmount,
    }, visitor);
    socket.addEventListener("message", ({ data }) => {
      end.receive(typeof data === "string" ? data : null);
    });
    socket.addEventListener("close", () => end.closed());
    // An error is always followed by close; without a listener it would end the process.
    socket.addEventListener("error", (event) => event.preventDefault());
  });
  return response;
}
