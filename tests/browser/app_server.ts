import { readProxies } from "@/lib/forwarded.ts";
import { buildServer, type OtherParts, type Server } from "../../main.ts";

/** The app on a port of its own, with folders of its own. */
export interface AppServer {
  readonly port: number;
  readonly origin: string;
  readonly mediaDir: string;
  /** Ends the server and starts it again on the same port with the same data. */
  restart(whileDown?: () => Promise<void>): Promise<void>;
  close(): Promise<void>;
}

/** What is not as usual about a server. */
export interface AppOptions {
  readonly parts?: OtherParts;
  readonly uplinkMbps?: number;
  /** Origins whose pages may show ours in a frame. */
  readonly embedders?: readonly string[];
  /** Origins whose pages may read films, where not all may. */
  readonly allowedOrigins?: readonly string[];
  /** Serves as `deno task dev` does. */
  readonly isDev?: boolean;
}

/** Starts the whole app on a free port. */
export async function startApp(options: AppOptions = {}): Promise<AppServer> {
  const folder = await Deno.makeTempDir({ prefix: "17kan-browser-" });
  const mediaDir = `${folder}/media`;
  const dataDir = `${folder}/data`;
  await Deno.mkdir(mediaDir);
  await Deno.mkdir(dataDir);
  let running = await serve({ mediaDir, dataDir, port: 0, options });
  const { port } = running;
  return {
    port,
    origin: `http://127.0.0.1:${port}`,
    mediaDir,
    async restart(whileDown = () => Promise.resolve()) {
      await running.stop();
      try {
        await whileDown();
      } finally {
        running = await serve({ mediaDir, dataDir, port, options });
      }
    },
    async close() {
      await running.stop();
      await Deno.remove(folder, { recursive: true });
    },
  };
}

interface Running {
  readonly port: number;
  stop(): Promise<void>;
}

async function serve(
  { mediaDir, dataDir, port, options }: {
    readonly mediaDir: string;
    readonly dataDir: string;
    readonly port: number;
    readonly options: AppOptions;
  },
): Promise<Running> {
  const app: Server = await buildServer({
    port,
    host: "127.0.0.1",
    mediaDir,
    dataDir,
    tls: null,
    publicUrl: null,
    allowedOrigins: options.allowedOrigins ?? [],
    embedders: options.embedders ?? [],
    proxies: readProxies(""),
    uplinkMbps: options.uplinkMbps ?? null,
    logLevel: "error",
    isDev: options.isDev ?? false,
  }, options.parts);
  const stopping = new AbortController();
  const http = Deno.serve(
    {
      port,
      hostname: "127.0.0.1",
      signal: stopping.signal,
      onListen: () => {},
    },
    app.handler,
  );
  return {
    port: http.addr.port,
    async stop() {
      app.close();
      stopping.abort();
      await http.finished;
    },
  };
}
