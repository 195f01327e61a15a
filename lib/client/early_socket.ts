/**
 * The room's socket before its session. A door of its own beside mod.ts: it is among the first bytes
 * of the page, and the session that it is opened for is not.
 *
 * @module
 */
import type { Command } from "@/lib/protocol/mod.ts";
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

/** Probes that go out at once, as many as of the first burst, and the time between them, in ms. */
const PROBES = 8;
const PROBE_EVERY_MS = 12;
/** Frames kept until it is handed over: echoes of the probes. */
const HEARD_MAX = 2 * PROBES;

/** Who opens a socket where. */
interface Place {
  readonly name: string;
  readonly room: string;
}

/** Where the document's script leaves the socket for the page's code. */
const SOCKET_KEY = "__17kanSocket";

/**
 * The script of the document that opens the room's socket before any other code is there: a
 * handshake takes two round trips, which pass while the page's scripts are fetched.
 *
 * @returns JavaScript without a character that could end its element
 */
export function earlySocketScript(place: Place): string {
  // A query holds no quote, no backslash and no "<": all that is special is percent-encoded.
  return `try{window.${SOCKET_KEY}=new WebSocket(` +
    `location.origin.replace("http","ws")+"/sync?${queryOf(place)}")}catch{}`;
}

/**
 * Takes the socket that the document has opened, or opens one now. The session comes some round
 * trips later, and until then the connection can be made and the server's clock be asked: it
 * answers before it knows who asks.
 */
export function openEarlySocket(place: Place): EarlySocket {
  const socket: unknown = Reflect.get(globalThis, SOCKET_KEY);
  Reflect.deleteProperty(globalThis, SOCKET_KEY);
  return keepEarly(
    socket instanceof WebSocket && socket.url === socketUrl(place) &&
      socket.readyState <= WebSocket.OPEN
      ? socket
      : new WebSocket(socketUrl(place)),
  );
}

/** As much of a WebSocket as is touched here. */
export type Socketlike = Pick<
  WebSocket,
  "close" | "onclose" | "onmessage" | "onopen" | "readyState" | "send"
>;

/** Keeps a socket on which nothing was said yet until it is taken. */
export function keepEarly(socket: Socketlike): EarlySocket {
  let isTaken = false;
  let probed = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const heard: [frame: string, receivedMs: number][] = [];
  const probe = () => {
    if (socket.readyState !== WebSocket.OPEN || probed++ >= PROBES) return;
    const sentMs = performance.now();
    const command: Command = { type: "probe", sentMs };
    socket.send(JSON.stringify(command));
    timer = setTimeout(probe, PROBE_EVERY_MS);
  };
  socket.onopen = probe;
  socket.onmessage = ({ data }) => {
    const receivedMs = performance.now();
    if (typeof data === "string" && heard.length < HEARD_MAX) {
      heard.push([data, receivedMs]);
    }
  };
  // The document's may be open for a while already.
  probe();
  const isUsable = () => !isTaken && socket.readyState <= WebSocket.OPEN;
  return {
    take(events) {
      if (!isUsable()) return null;
      isTaken = true;
      clearTimeout(timer);
      const isOpen = socket.readyState === WebSocket.OPEN;
      const port = hold(socket, events);
      if (isOpen) {
        // As a socket does it: its events come after it was made.
        setTimeout(() => {
          if (socket.onopen === null) return;
          events.onOpen();
          for (const [frame, atMs] of heard) events.onFrame(frame, atMs);
        });
      }
      return port;
    },
    close() {
      clearTimeout(timer);
      if (!isUsable()) return;
      socket.onopen = socket.onmessage = null;
      socket.close();
    },
  };
}

/** Opens a socket to the room. */
export function openWebSocket(
  place: Place,
  events: SocketEvents,
): SocketPort {
  return hold(new WebSocket(socketUrl(place)), events);
}

function hold(
  socket: Socketlike,
  { onOpen, onFrame, onClose }: SocketEvents,
): SocketPort {
  socket.onopen = onOpen;
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

function socketUrl(place: Place): string {
  const url = new URL("/sync", location.href);
  url.protocol = location.protocol === "https:" ? "wss:" : "ws:";
  url.search = queryOf(place);
  return url.href;
}

function queryOf({ name, room }: Place): string {
  return new URLSearchParams({ u: name, room }).toString();
}
