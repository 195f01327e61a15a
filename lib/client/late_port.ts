import type { SocketEvents, SocketPort } from "./ports.ts";
import type { Connect } from "./transport.ts";

/** The code of a link that broke without a word, as in RFC 6455 7.1.5. */
const BROKEN = 1006;

/**
 * A link by a means whose code is still on its way: next to no room is polled. Where the code does
 * not come the link has failed, and the session tries again as after any other.
 */
export function openLate(
  means: Promise<Connect>,
  events: SocketEvents,
): SocketPort {
  let port: SocketPort | null = null;
  let isOver = false;
  means.then((connect) => {
    if (!isOver) port = connect(events);
  }, () => {
    if (!isOver) events.onClose(BROKEN);
  });
  return {
    send: (frame) => port?.send(frame) ?? false,
    close: () => {
      isOver = true;
      port?.close();
    },
  };
}
