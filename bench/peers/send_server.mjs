// Node with `send`: how Express serves files. Its port and folder are arguments.
import http from "node:http";
import send from "send";

const [port, root] = process.argv.slice(2);
http.createServer((request, response) => {
  send(request, new URL(request.url, "http://host").pathname, { root })
    .pipe(response);
}).listen(Number(port), "127.0.0.1");
