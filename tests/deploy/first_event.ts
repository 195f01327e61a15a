import { decodeEvent, PROTOCOL_VERSION } from "@/lib/protocol/mod.ts";

/** What a newcomer says first. */
export const HELLO = JSON.stringify({
  type: "hello",
  version: PROTOCOL_VERSION,
  token: null,
  device: "desktop",
});

/** Opens a socket of a room, says hello, and tells the type of what is said first. */
export function firstEvent(socket: WebSocket): Promise<string> {
  return new Promise((resolve, reject) => {
    socket.onopen = () => socket.send(HELLO);
    socket.onerror = () => reject(new Error("The socket does not open"));
    socket.onmessage = ({ data }) => {
      socket.onmessage = null;
      const event = decodeEvent(String(data));
      socket.onclose = () =>
        resolve(event.ok ? event.value.type : event.detail);
      socket.close();
    };
  });
}

/** Says hello and stays; tells the token by which the room knows who sits there. */
export function tokenOf(socket: WebSocket): Promise<string> {
  return new Promise((resolve, reject) => {
    socket.onopen = () => socket.send(HELLO);
    socket.onerror = () => reject(new Error("The socket does not open"));
    socket.onmessage = ({ data }) => {
      const event = decodeEvent(String(data));
      if (!event.ok || event.value.type !== "welcome") return;
      socket.onmessage = null;
      resolve(event.value.token);
    };
  });
}
