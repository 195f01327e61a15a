/**
 * The servers that are compared, each as a process on a port of its own.
 *
 * @module
 */
import { fileURLToPath } from "node:url";

/** A server at work. */
export interface Server {
  readonly port: number;
  readonly pid: number;
  stop(): Promise<void>;
}

/** A server that can be started. */
export interface Peer {
  readonly name: string;
  /** Null where this machine has not what it needs. */
  start(folder: string): Promise<Server | null>;
}

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const PEERS = `${ROOT}bench/peers`;
/** How long a server may take until it listens, in ms. */
const START_MS = 30_000;

/** All of them; each serves `folder` so that `/media/film.mp4` is the film in it. */
export const SERVERS: readonly Peer[] = [
  {
    name: "17kan",
    start: (folder) =>
      startOn((port) => ({
        command: Deno.execPath(),
        args: ["run", "-A", `${ROOT}lib/serve_main.ts`],
        env: {
          PORT: String(port),
          HOST: "127.0.0.1",
          MEDIA_DIR: `${folder}/media`,
          DATA_DIR: `${folder}/data`,
          LOG_LEVEL: "error",
        },
      })),
  },
  { name: "nginx", start: startNginx },
  {
    // Not what anybody would use, but what nobody on Deno's server can be faster than.
    name: "bare",
    start: (folder) =>
      startOn((port) => ({
        command: Deno.execPath(),
        args: ["run", "-A", `${PEERS}/bare_server.ts`, String(port), folder],
      })),
  },
  {
    name: "send",
    async start(folder) {
      const peers = await installPeers(folder);
      return peers === null ? null : await startOn((port) => ({
        command: "node",
        args: [`${peers}/send_server.mjs`, String(port), folder],
      }));
    },
  },
  {
    name: "flask",
    async start(folder) {
      if (!await succeeds("python3", ["-c", "import flask"])) return null;
      return await startOn((port) => ({
        command: "python3",
        args: [`${PEERS}/flask_server.py`, String(port), folder],
      }));
    },
  },
];

async function startNginx(folder: string): Promise<Server | null> {
  const command = await succeeds("nginx", ["-v"]) ? "nginx" : "/usr/sbin/nginx";
  if (!await succeeds(command, ["-v"])) return null;
  return await startOn((port) => {
    const config = `${folder}/nginx.conf`;
    Deno.writeTextFileSync(
      config,
      `daemon off; worker_processes auto; pid ${folder}/nginx.pid;
error_log ${folder}/nginx.log; ${Deno.uid() === 0 ? "user root;" : ""}
events { worker_connections 1024; }
http {
  sendfile on; tcp_nopush on; access_log off; keepalive_requests 1000000;
  client_body_temp_path ${folder}/nginx-body; proxy_temp_path ${folder}/nginx-proxy;
  fastcgi_temp_path ${folder}/nginx-fastcgi; uwsgi_temp_path ${folder}/nginx-uwsgi;
  scgi_temp_path ${folder}/nginx-scgi;
  server { listen 127.0.0.1:${port}; root ${folder}; }
}`,
    );
    return { command, args: ["-c", config, "-p", folder] };
  });
}

/** Installs what Node's server needs outside of this folder, once a run. */
async function installPeers(folder: string): Promise<string | null> {
  const peers = `${folder}/peers`;
  try {
    await Deno.mkdir(peers);
  } catch (error) {
    if (error instanceof Deno.errors.AlreadyExists) return peers;
    throw error;
  }
  for (const name of ["package.json", "package-lock.json", "send_server.mjs"]) {
    await Deno.copyFile(`${PEERS}/${name}`, `${peers}/${name}`);
  }
  const isInstalled = await succeeds("npm", ["ci", "--prefix", peers]);
  return isInstalled ? peers : null;
}

interface Start {
  readonly command: string;
  readonly args: string[];
  readonly env?: Record<string, string>;
}

async function startOn(startOf: (port: number) => Start): Promise<Server> {
  const listener = Deno.listen({ port: 0, hostname: "127.0.0.1" });
  const { port } = listener.addr;
  listener.close();
  const { command, args, env = {} } = startOf(port);
  const process = new Deno.Command(command, {
    args,
    env,
    stdin: "null",
    stdout: "null",
    stderr: "inherit",
  }).spawn();
  await listening(port);
  return {
    port,
    pid: process.pid,
    async stop() {
      process.kill("SIGTERM");
      await process.status;
    },
  };
}

async function listening(port: number): Promise<void> {
  const endMs = performance.now() + START_MS;
  for (;;) {
    try {
      (await Deno.connect({ port, hostname: "127.0.0.1" })).close();
      return;
    } catch (error) {
      if (performance.now() > endMs) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

async function succeeds(command: string, args: string[]): Promise<boolean> {
  try {
    const { success } = await new Deno.Command(command, {
      args,
      stdin: "null",
      stdout: "null",
      stderr: "null",
    }).output();
    return success;
  } catch {
    return false;
  }
}
