/**
 * Servers in processes of their own, as they are in life.
 *
 * @module
 */

/** A server at work. */
export interface ServerProcess {
  readonly port: number;
  readonly pid: number;
  /** Ends it at once, and waits until it is gone. */
  close(): Promise<void>;
}

/** Where the project lies, with a slash behind. */
export const ROOT = new URL("../", import.meta.url).pathname;

/**
 * Installs the peers of a folder, as its lock file names them.
 *
 * @throws {Error} when npm cannot
 */
export async function installPeers(folder: string): Promise<void> {
  const { success } = await new Deno.Command("npm", {
    args: ["ci", "--no-audit", "--no-fund", "--silent"],
    cwd: folder,
    stdin: "null",
  }).spawn().status;
  if (!success) throw new Error("Cannot install the peers with npm");
}

/**
 * Starts a server.
 *
 * @param portPattern finds the port, its first group, in what the server says
 * @throws {Error} when it ends without having said one
 */
export async function startProcess(
  command: string,
  args: readonly string[],
  portPattern: RegExp,
): Promise<ServerProcess> {
  const child = new Deno.Command(command, {
    args: [...args],
    cwd: ROOT,
    stdin: "null",
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  const found = Promise.withResolvers<number>();
  const listen = async () => {
    let said = "";
    const texts = child.stdout.pipeThrough(new TextDecoderStream());
    for await (const piece of texts) {
      // It may go on to talk for hours.
      if (said.length < SAID_MAX) said += piece;
      const port = portPattern.exec(said)?.[1];
      if (port !== undefined) found.resolve(Number(port));
    }
    found.reject(new Error(`Cannot start "${command} ${args.join(" ")}"`));
  };
  listen().catch(found.reject);
  return {
    port: await found.promise,
    pid: child.pid,
    close: async () => {
      try {
        child.kill("SIGKILL");
      } catch {
        // It ended by itself.
      }
      await child.status;
    },
  };
}

/** Letters of a server's words among which its port is looked for. */
const SAID_MAX = 4096;
