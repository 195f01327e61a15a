import type { SessionPorts } from "./ports.ts";

/** The ports of a session in a browser. */
export function browserPorts(
  { name, room }: { readonly name: string; readonly room: string },
): SessionPorts {
  return {
    nowMs: () => performance.now(),
    unit: () => Math.random(),
    rollId,
    after: (delayMs, callback) => {
      const timer = setTimeout(callback, delayMs);
      return () => clearTimeout(timer);
    },
    connect: ({ onOpen, onFrame, onClose }) => {
      const socket = new WebSocket(socketUrl({ name, room }));
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
    },
    isHidden: () => document.hidden,
    onWake: (callback) => {
      const seen = () => {
        if (!document.hidden) callback();
      };
      addEventListener("online", callback);
      addEventListener("pageshow", seen);
      document.addEventListener("visibilitychange", seen);
      return () => {
        removeEventListener("online", callback);
        removeEventListener("pageshow", seen);
        document.removeEventListener("visibilitychange", seen);
      };
    },
    token: tabToken(`17kan-token:${room}:${name}`),
  };
}

/**
 * The token of this tab. It lies on the tab's shelf only while no page lives in it, from
 * `pagehide` to the next load: a browser that duplicates a tab copies the shelf, and two tabs with
 * one token would take the row from each other.
 */
function tabToken(key: string): SessionPorts["token"] {
  let own = guarded(() => sessionStorage.getItem(key));
  const take = () => guarded(() => sessionStorage.removeItem(key));
  take();
  addEventListener("pagehide", () => {
    guarded(() => own === null ? null : sessionStorage.setItem(key, own));
  });
  // A page that the browser had only put aside lives on.
  addEventListener("pageshow", take);
  return {
    read: () => own,
    write: (token) => {
      own = token;
    },
  };
}

function socketUrl(
  { name, room }: { readonly name: string; readonly room: string },
): string {
  const url = new URL("/sync", location.href);
  url.protocol = location.protocol === "https:" ? "wss:" : "ws:";
  url.search = new URLSearchParams({ u: name, room }).toString();
  return url.href;
}

// crypto.randomUUID is absent on plain http; getRandomValues is there.
function rollId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(9));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join(
    "",
  );
}

// A browser that keeps nothing, as some private windows do, throws at the mere look.
function guarded<T>(use: () => T): T | null {
  try {
    return use();
  } catch {
    return null;
  }
}
