// What most watch-together servers are: a socket.io room in which each message goes to all others.
import { createServer } from "node:http";
import { Server } from "socket.io";

const http = createServer();
const io = new Server(http, { transports: ["websocket"], serveClient: false });
io.on("connection", (socket) => {
  const room = `${socket.handshake.query.room}`;
  socket.join(room);
  socket.on("report", (report) => socket.to(room).emit("report", report));
  socket.on("command", (command) => io.to(room).emit("command", command));
  socket.on(
    "probe",
    (sentMs) => socket.emit("echo", sentMs, performance.now()),
  );
});
http.listen(0, "127.0.0.1", () => console.log(http.address().port));
