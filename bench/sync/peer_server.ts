/**
 * A process of its own that serves the pages of `peers/` and passes on what they say:
 * `/PEER?room=R&film=URL` is a page, `/relay?room=R` its socket. Prints its port.
 *
 * The relay answers each probe with its clocks and sends every other message to all of the room,
 * the sender too, with its monotonic and its wall time and the number of those inside; whoever
 * comes later gets the last message that set the state.
 */
import { build } from "esbuild";

const PEERS = new URL("./peers/", import.meta.url);
const NPM = new URL("./npm/", import.meta.url);

/** What a peer needs beside its own file. */
const ENTRIES: Readonly<Record<string, string>> = {
  jellyfin: `import { start } from "./jellyfin.ts"; start();`,
  syncplay: `import { start } from "./syncplay.ts"; start();`,
  original: `import { start } from "./original.ts"; start();`,
  timingsrc: `import { setTimingsrc } from "timingsrc";
    import { TimingObject } from "timing-object";
    import { start } from "./timingsrc.ts";
    start({ setTimingsrc, TimingObject });`,
};

interface Room {
  readonly sockets: Set<WebSocket>;
  /** The last message that set the state, as it was sent. */
  state: string | null;
}

async function bundle(code: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: PEERS.pathname, loader: "ts" },
    bundle: true,
    format: "esm",
    write: false,
    logLevel: "error",
    tsconfigRaw: "{}",
    alias: { "@": new URL("../../", import.meta.url).pathname },
    nodePaths: [new URL("node_modules", NPM).pathname],
  });
  return outputFiles[0]?.text ?? "";
}

function page(script: string, filmUrl: string): string {
  const film = new URL(filmUrl).href.replaceAll('"', "%22");
  return `<!doctype html><title>peer</title>
<video src="${film}" preload="auto" width="800"></video>
<script type="module">${script}</script>`;
}

function relay(request: Request, room: Room): Response {
  const { socket, response } = Deno.upgradeWebSocket(request);
  const tell = (message: object) => {
    const frame = JSON.stringify({
      ...message,
      serverMs: performance.now(),
      wallMs: Date.now(),
      count: room.sockets.size,
    });
    for (const one of room.sockets) {
      if (one.readyState === WebSocket.OPEN) one.send(frame);
    }
    return frame;
  };
  socket.onopen = () => {
    room.sockets.add(socket);
    if (room.state !== null) socket.send(room.state);
    tell({ type: "joined" });
  };
  socket.onmessage = ({ data }) => {
    const message = JSON.parse(String(data));
    if (message.type !== "probe") {
      const frame = tell(message);
      if (message.isState) room.state = frame;
      return;
    }
    const serverMs = performance.now();
    socket.send(JSON.stringify({ ...message, serverMs, wallMs: Date.now() }));
  };
  socket.onclose = () => {
    if (room.sockets.delete(socket)) tell({ type: "left" });
  };
  return response;
}

if (import.meta.main) {
  const scripts = new Map<string, string>();
  for (const [name, code] of Object.entries(ENTRIES)) {
    scripts.set(name, await bundle(code));
  }
  const rooms = new Map<string, Room>();
  Deno.serve({
    port: 0,
    hostname: "0.0.0.0",
    onListen: ({ port }) => console.log(port),
  }, (request) => {
    const { pathname, searchParams } = new URL(request.url);
    if (pathname === "/relay") {
      const key = searchParams.get("room") ?? "";
      const room = rooms.get(key) ?? { sockets: new Set(), state: null };
      rooms.set(key, room);
      return relay(request, room);
    }
    const script = scripts.get(pathname.slice(1));
    if (script === undefined) return new Response(null, { status: 404 });
    return new Response(page(script, searchParams.get("film") ?? ""), {
      headers: { "content-type": "text/html; charset=utf-8" },
    });
  });
}
