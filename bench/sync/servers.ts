import {
  installPeers,
  ROOT,
  type ServerProcess,
  startProcess,
} from "../server_process.ts";

const NPM = `${ROOT}bench/sync/npm`;

/** Starts 17kan on a free port of all addresses. */
export function startServer(
  { mediaDir, dataDir }: {
    readonly mediaDir: string;
    readonly dataDir: string;
  },
): Promise<ServerProcess> {
  return startProcess(Deno.execPath(), [
    ...[
      "run",
      "-A",
      `${ROOT}lib/serve_main.ts`,
      "--port",
      "0",
      "--host",
      "0.0.0.0",
    ],
    ...["--media-dir", mediaDir, "--data-dir", dataDir],
    ...["--log-level", "error"],
  ], /:(\d+)\//);
}

/** Installs what the peers need and starts the server of their pages. */
export async function startPeers(): Promise<ServerProcess> {
  await installPeers(NPM);
  return await startProcess(
    Deno.execPath(),
    ["run", "-A", `${ROOT}bench/sync/peer_server.ts`],
    /^(\d+)$/m,
  );
}
