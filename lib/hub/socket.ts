import type { Hub } from "./hub.ts";
import type { Visitor } from "./ports.ts";

/** Idle sockets are pinged by Deno after this, in seconds, and closed when no pong comes. */
const IDLE_TIMEOUT_S = 30;

/**
 * Upgrades a request to a socket of the hub.
 *
 * @throws {TypeError} when the request is no WebSocket handshake
 */
export function openSocket(
  request: Request,
  visitor: Visitor,
  hub: Hub,
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
        if (socket.readyState === WebSocket.OPEN) socket.close(code, reason);
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
