import type { Connect } from "./transport.ts";
import type { SocketPort } from "./ports.ts";

/** Asks whether the server answers a request; a broken line may throw. */
export type Ask = (signal: AbortSignal) => Promise<boolean>;

/** The code of a link that broke without a word, as in RFC 6455 7.1.5. */
const BROKEN = 1006;

/**
 * Opens a socket once the server has answered a request. Browsers hold the next socket back for
 * each that failed, Chromium for up to 5 s and Firefox for a minute, but no request.
 *
 * @param onAnswer hears that the server is there, and a socket is begun
 */
export function askFirst(
  connect: Connect,
  ask: Ask,
  onAnswer: () => void,
): Connect {
  return (events) => {
    const ending = new AbortController();
    let socket: SocketPort | null = null;
    const answered = (isThere: boolean): void => {
      if (ending.signal.aborted) return;
      if (!isThere) return events.onClose(BROKEN);
      onAnswer();
      socket = connect(events);
    };
    ask(ending.signal).catch(() => false).then(answered);
    return {
      send: (frame) => socket?.send(frame) ?? false,
      close: () => {
        ending.abort();
        socket?.close();
      },
    };
  };
}
