import { freePort } from "../free_port.ts";
import { fromFileUrl } from "./paths.ts";

/** A real server in a process of its own, which can be killed, stopped and started again. */
export interface ServerProcess {
  readonly port: number;
  readonly origin: string;
  /** Where its films lie. */
  readonly mediaDir: string;
  /** The process of the last start. */
  pid(): number;
  /** What it wrote to its log, all runs together. */
  log(): string;
  /** Sends it a signal. */
  signal(
    name: "SIGKILL" | "SIGTERM" | "SIGSTOP" | "SIGCONT" | "SIGUSR2",
  ): void;
  /** Waits until it is gone; gives back its exit code. */
  gone(): Promise<number>;
  /** Starts it again on the same port with the same data; gives the ms until it answers. */
  start(): Promise<number>;
  close(): Promise<void>;
}

/** How a server is started. */
export interface ServerOptions {
  readonly dataDir: string;
  /** What is started in the place of `lib/serve_main.ts`. */
  readonly main?: string;
  readonly v8Flags?: string;
  /** Files that it may open; as many as the system lets it if left out. */
  readonly filesMax?: number;
  /** Further settings, such as `--uplink=4`. */
  readonly settings?: readonly string[];
}

/** How long a start may take on a busy machine, in ms. */
const START_WITHIN_MS = 60_000;

/** Starts a server on a free port. */
export async function startServer(
  {
    dataDir,
    main = "../../lib/serve_main.ts",
    v8Flags,
    filesMax,
    settings = [],
  }: ServerOptions,
): Promise<ServerProcess> {
  const mediaDir = await Deno.makeTempDir({ prefix: "17kan-films-" });
  const port = freePort();
  const origin = `http://127.0.0.1:${port}`;
  let child: Deno.ChildProcess | null = null;
  let said = "";

  const listen = async (stream: ReadableStream<Uint8Array>): Promise<void> => {
    const decoder = new TextDecoder();
    for await (const chunk of stream) said += decoder.decode(chunk);
  };
  const start = async (): Promise<number> => {
    const beganMs = performance.now();
    const [program = "", ...before] = filesMax === undefined
      ? [Deno.execPath()]
      : limited(filesMax);
    child = new Deno.Command(program, {
      args: [
        ...before,
        "run",
        "-A",
        "--no-check",
        ...(v8Flags === undefined ? [] : [`--v8-flags=${v8Flags}`]),
        fromFileUrl(main),
        `--port=${port}`,
        "--host=127.0.0.1",
        `--data-dir=${dataDir}`,
        `--media-dir=${mediaDir}`,
        "--links-per-address=20000",
        "--joins-per-address=20000",
        "--log-level=warning",
        ...settings,
      ],
      stdin: "null",
      stdout: "piped",
      stderr: "piped",
    }).spawn();
    void listen(child.stdout).catch(() => {});
    void listen(child.stderr).catch(() => {});
    while (performance.now() - beganMs < START_WITHIN_MS) {
      const isUp = await fetch(`${origin}/healthz`).then(async (response) => {
        await response.body?.cancel();
        return response.ok;
      }, () => false);
      if (isUp) return performance.now() - beganMs;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    throw new Error(`The server does not start:\n${said}`);
  };
  const gone = async (): Promise<number> => {
    const code = (await child?.status)?.code ?? 0;
    child = null;
    return code;
  };
  await start();
  return {
    port,
    origin,
    mediaDir,
    pid: () => child?.pid ?? 0,
    log: () => said,
    signal: (name) => child?.kill(name),
    gone,
    start,
    async close() {
      if (child !== null) {
        child.kill("SIGCONT");
        child.kill("SIGKILL");
        await gone();
      }
      await Deno.remove(mediaDir, { recursive: true });
    },
  };
}

/** Deno by a shell that lets it open so many files; the process is Deno's all the same. */
function limited(filesMax: number): string[] {
  return [
    "sh",
    "-c",
    `ulimit -n ${filesMax} && exec "$0" "$@"`,
    Deno.execPath(),
  ];
}
