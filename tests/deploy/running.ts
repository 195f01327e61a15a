import { fromFileUrl } from "../faults/paths.ts";

/** A server as a host starts it. */
export interface Running {
  readonly pid: number;
  /** What it printed so far. */
  said(): string;
  signal(name: Deno.Signal): void;
  /** Ends it, and gives its exit code. */
  stop(): Promise<number>;
}

/** How long a start may take on a busy machine, in ms. */
const START_WITHIN_MS = 60_000;

/** Runs Deno in the project's folder until it prints what it prints when it is ready. */
export async function run(
  { args, env = {}, ready, cwd = fromFileUrl("../../") }: {
    readonly args: readonly string[];
    readonly env?: Readonly<Record<string, string>>;
    readonly ready: RegExp;
    readonly cwd?: string;
  },
): Promise<Running> {
  const child = new Deno.Command(Deno.execPath(), {
    args: [...args],
    cwd,
    env: { NO_COLOR: "1", DENO_NO_UPDATE_CHECK: "1", ...env },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  let said = "";
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const listen = async (stream: ReadableStream<Uint8Array>): Promise<void> => {
    const decoder = new TextDecoder();
    for await (const chunk of stream) {
      said += decoder.decode(chunk, { stream: true });
      if (ready.test(said)) resolve();
    }
  };
  const streams = [listen(child.stdout), listen(child.stderr)];
  void child.status.then(() => reject(new Error(`It has ended:\n${said}`)));
  const late = setTimeout(
    () => reject(new Error(`It does not start:\n${said}`)),
    START_WITHIN_MS,
  );
  const stop = async (): Promise<number> => {
    try {
      child.kill("SIGTERM");
    } catch {
      // It has ended by itself.
    }
    const { code } = await child.status;
    await Promise.allSettled(streams);
    return code;
  };
  try {
    await promise;
  } catch (error) {
    await stop();
    throw error;
  } finally {
    clearTimeout(late);
  }
  return {
    pid: child.pid,
    said: () => said,
    signal: (name) => child.kill(name),
    stop,
  };
}
