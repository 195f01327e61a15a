import type { Kind } from "./dialects.ts";

/** A server in a process of its own. */
export interface Server {
  readonly port: number;
  readonly pid: number;
  close(): Promise<void>;
}

const ROOT = new URL("../../", import.meta.url).pathname;
const PEERS = `${ROOT}bench/peers`;

/**
 * Installs the peers, as their lock file names them.
 *
 * @throws {Error} when npm cannot
 */
export async function installPeers(): Promise<void> {
  const { success } = await new Deno.Command("npm", {
    args: ["ci", "--no-audit", "--no-fund", "--silent"],
    cwd: PEERS,
    stdin: "null",
  }).spawn().status;
  if (!success) throw new Error("Cannot install the peers with npm");
}

/** Starts a fresh server of a kind; 17kan with the limits of addresses raised, and a disk. */
export async function startServer(kind: Kind): Promise<Server> {
  switch (kind) {
    case "17kan": {
      const folder = await Deno.makeTempDir({ prefix: "17kan-room-" });
      const server = await start(Deno.execPath(), [
        ...["run", "-A", `${ROOT}main.ts`, "--port=0", "--host=127.0.0.1"],
        ...[`--media-dir=${folder}`, `--data-dir=${folder}/data`],
        ...["--links-per-address=50000", "--joins-per-address=50000"],
        "--log-level=error",
      ], /:(\d+)\//);
      return {
        ...server,
        close: async () => {
          await server.close();
          await Deno.remove(folder, { recursive: true });
        },
      };
    }
    case "socket.io":
      return await start("node", [`${PEERS}/socketio_relay.mjs`], /^(\d+)$/m);
    case "ws":
      return await start("node", [`${PEERS}/ws_relay.mjs`], /^(\d+)$/m);
  }
}

async function start(
  command: string,
  args: readonly string[],
  portPattern: RegExp,
): Promise<Server> {
  const child = new Deno.Command(command, {
    args: [...args],
    cwd: ROOT,
    stdin: "null",
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  const found = Promise.withResolvers<number>();
  (async () => {
    let said = "";
    for await (
      const piece of child.stdout.pipeThrough(new TextDecoderStream())
    ) {
      said += piece;
      const port = portPattern.exec(said)?.[1];
      if (port !== undefined) found.resolve(Number(port));
    }
    found.reject(new Error(`Cannot start "${command} ${args.join(" ")}"`));
  })().catch(found.reject);
  return {
    port: await found.promise,
    pid: child.pid,
    close: async () => {
      child.kill("SIGKILL");
      await child.status;
    },
  };
}
