/**
 * The room's socket before its session. A door of its own beside mod.ts: it is among the first bytes
 * of the page, and the session that it is opened for is not.
 *
 * @module
 */
import type { SocketEvents, SocketPort } from "./ports.ts";

/** A socket to a room that is opened before the code that talks through it is there. */
export interface EarlySocket {
  /**
   * Hands it over with all it has heard; null where it is gone already, or was handed over before.
   */
  take(events: SocketEvents): SocketPort | null;
  /** Closes it, unless it was handed over. */
  close(): void;
}

/** Who opens a socket where. */
export interface SocketPlace {
  readonly name: string;
  readonly room: string;
}

/** Where the document's script leaves its {@linkcode Begun} socket for the page's code. */
export const SOCKET_KEY = "__17kanSocket";

/** What the document's script has begun. */
export interface Begun {
  readonly socket: Socketlike;
  /** Frames that came, and the local ms of each. */
  readonly heard: readonly (readonly [frame: string, receivedMs: number])[];
  /** Whether the hello was said. */
  readonly isGreeted: boolean;
}

/** Takes the socket that the document has opened; one that hands over nothing where it has none. */
export function takeEarlySocket(place: SocketPlace): EarlySocket {
  const begun: unknown = Reflect.get(globalThis, SOCKET_KEY);
  Reflect.deleteProperty(globalThis, SOCKET_KEY);
  return isBegun(begun, socketUrl(place)) ? keepEarly(begun) : NO_SOCKET;
}

/** As much of a WebSocket as is touched here. */
export type Socketlike = Pick<
  WebSocket,
  "close" | "onclose" | "onmessage" | "onopen" | "readyState" | "send"
>;

const NO_SOCKET: EarlySocket = { take: () => null, close: () => {} };

/** Keeps a socket that was begun until it is taken. */
export function keepEarly(begun: Begun): EarlySocket {
  const { socket } = begun;
  let isTaken = false;
  const isUsable = () => !isTaken && socket.readyState <= WebSocket.OPEN;
  return {
    take(events) {
      if (!isUsable()) return null;
      isTaken = true;
      // Where nothing was said yet, opening is still to be told.
      if (!begun.isGreeted) return hold(socket, events);
      const port = hold(socket, events);
      const heard = [...begun.heard];
      const listening = socket.onmessage;
      socket.onmessage = ({ data }) => heard.push([data, performance.now()]);
      // As a socket does it: its events come after it was made, and in their order.
      setTimeout(() => {
        if (socket.onmessage === null) return;
        socket.onmessage = listening;
        events.onOpen(true);
        for (const [frame, atMs] of heard) events.onFrame(frame, atMs);
      });
      return port;
    },
    close() {
      if (!isUsable()) return;
      socket.onopen = socket.onmessage = null;
      socket.close();
    },
  };
}

/** Opens a socket to the room. */
export function openWebSocket(
  place: SocketPlace,
  events: SocketEvents,
): SocketPort {
  return hold(new WebSocket(socketUrl(place)), events);
}

/** The query by which a socket says who comes where: percent-encoded, so without quotes and "<". */
export function socketQuery({ name, room }: SocketPlace): string {
  return new URLSearchParams({ u: name, room }).toString();
}

function hold(
  socket: Socketlike,
  { onOpen, onFrame, onClose }: SocketEvents,
): SocketPort {
  socket.onopen = () => onOpen();
  socket.onmessage = (event) => {
    const receivedMs = performance.now();
    if (typeof event.data === "string") onFrame(event.data, receivedMs);
  };
  socket.onclose = ({ code }) => onClose(code);
  return {
    send: (frame) => {
      if (socket.readyState !== WebSocket.OPEN) return false;
      socket.send(frame);
      return true;
    },
    close: () => {
      socket.onopen = socket.onmessage = socket.onclose = null;
      socket.close();
    },
  };
}

function isBegun(value: unknown, url: string): value is Begun {
  return typeof value === "object" && value !== null && "socket" in value &&
    value.socket instanceof WebSocket && value.socket.url === url;
}

function socketUrl(place: SocketPlace): string {
  const url = new URL("/sync", location.href);
  url.protocol = location.protocol === "https:" ? "wss:" : "ws:";
  url.search = socketQuery(place);
  return url.href;
}
