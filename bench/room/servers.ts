import { ROOT, type ServerProcess, startProcess } from "../server_process.ts";
import type { Kind } from "./dialects.ts";

/** Where the relays lie that 17kan is compared with. */
export const PEERS = `${ROOT}bench/peers`;

/** Starts a fresh server of a kind; 17kan with the limits of addresses raised, and a disk. */
export async function startServer(kind: Kind): Promise<ServerProcess> {
  switch (kind) {
    case "17kan": {
      const folder = await Deno.makeTempDir({ prefix: "17kan-room-" });
      const server = await startProcess(Deno.execPath(), [
        ...[
          "run",
          "-A",
          `${ROOT}lib/serve_main.ts`,
          "--port=0",
          "--host=127.0.0.1",
        ],
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
      return await startProcess(
        "node",
        [`${PEERS}/socketio_relay.mjs`],
        /^(\d+)$/m,
      );
    case "ws":
      return await startProcess("node", [`${PEERS}/ws_relay.mjs`], /^(\d+)$/m);
  }
}
