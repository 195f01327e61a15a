import { TextLineStream } from "./net/text_lines.ts";

/** A server in a process of its own, as it is in life. */
export interface ServerProcess {
  readonly port: number;
  close(): void;
}

const ROOT = new URL("../../", import.meta.url).pathname;
const NPM = `${ROOT}bench/sync/npm`;

/** Starts 17kan on a free port of all addresses. */
export function startServer(
  { mediaDir, dataDir }: {
    readonly mediaDir: string;
    readonly dataDir: string;
  },
): Promise<ServerProcess> {
  return start([
    ...["run", "-A", `${ROOT}main.ts`, "--port", "0", "--host", "0.0.0.0"],
    ...["--media-dir", mediaDir, "--data-dir", dataDir],
    ...["--log-level", "error"],
  ], /:(\d+)\//);
}

/** Installs what the peers need and starts the server of their pages. */
export async function startPeers(): Promise<ServerProcess> {
  const { success } = await new Deno.Command("npm", {
    args: ["ci", "--no-audit", "--no-fund", "--silent"],
    cwd: NPM,
    stdin: "null",
  }).spawn().status;
  if (!success) throw new Error("Cannot install the peers with npm");
  return await start(
    ["run", "-A", `${ROOT}bench/sync/peer_server.ts`],
    /^(\d+)$/,
  );
}

async function start(
  args: readonly string[],
  portPattern: RegExp,
): Promise<ServerProcess> {
  const child = new Deno.Command(Deno.execPath(), {
    args: [...args],
    cwd: ROOT,
    stdin: "null",
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  const found = Promise.withResolvers<number>();
  (async () => {
    for await (const line of child.stdout.pipeThrough(new TextLineStream())) {
      const port = portPattern.exec(line)?.[1];
      if (port !== undefined) found.resolve(Number(port));
    }
    found.reject(new Error(`Cannot start "deno ${args.join(" ")}"`));
  })().catch(found.reject);
  return {
    port: await found.promise,
    close: () => {
      try {
        child.kill("SIGTERM");
      } catch {
        // It ended by itself.
      }
    },
  };
}
