// The least that can be: each message goes to all of the room as it came, by ws alone.
import { WebSocketServer } from "ws";

const rooms = new Map();
const server = new WebSocketServer({ port: 0, host: "127.0.0.1" });
server.on("connection", (socket, request) => {
  const room = new URL(request.url, "http://a").searchParams.get("room");
  const those = rooms.get(room) ?? new Set();
  rooms.set(room, those.add(socket));
  socket.on("message", (data) => {
    const text = data.toString();
    if (text.startsWith('{"type":"probe"')) return socket.send(text);
    const isCommand = text.startsWith('{"type":"command"');
    for (const one of those) if (isCommand || one !== socket) one.send(text);
  });
  socket.on("close", () => those.delete(socket));
  socket.on("error", () => {});
});
server.on("listening", () => console.log(server.address().port));
