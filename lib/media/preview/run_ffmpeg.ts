/**
 * ffmpeg, where it is installed and may run.
 *
 * @module
 */
import type { Timers } from "../timers.ts";

/** What came of a run. */
export type Ran =
  /** What it wrote; nothing where the film has no picture there. */
  | { readonly type: "wrote"; readonly bytes: Uint8Array<ArrayBuffer> }
  /** It failed, took too long, or wrote too much. */
  | { readonly type: "stopped" }
  /** There is no such program, or it may not run. */
  | { readonly type: "missing" };

/** Runs a program; never rejects. */
export type RunProgram = (args: readonly string[]) => Promise<Ran>;

/** Stands for ffmpeg where the host wants no processor time to go into pictures. */
export const noProgram: RunProgram = () => Promise.resolve({ type: "missing" });

/** How long one picture may take, in ms; from a slow disk it takes a second. */
export const STILL_TIME_MAX_MS = 10_000;
/** A picture of this size has no more bytes; it has about 5,000. */
export const STILL_BYTES_MAX = 128 * 1024;

/** Makes what runs ffmpeg; it looks for the program when it is first asked. */
export function ffmpegRunner(timers: Timers): RunProgram {
  let isMissing = false;
  return async (args) => {
    if (isMissing || !await mayRun()) return { type: "missing" };
    try {
      return await runOnce(args, timers);
    } catch (error) {
      // Looked for once: whoever installs it starts the server anew.
      isMissing = error instanceof Deno.errors.NotFound ||
        error instanceof Deno.errors.NotCapable ||
        error instanceof Deno.errors.PermissionDenied;
      return { type: isMissing ? "missing" : "stopped" };
    }
  };
}

// Platforms without programs lack some of it, and none must be asked for leave in the middle.
async function mayRun(): Promise<boolean> {
  try {
    const leave = await Deno.permissions.query({
      name: "run",
      command: "ffmpeg",
    });
    return leave.state === "granted";
  } catch {
    return false;
  }
}

async function runOnce(args: readonly string[], timers: Timers): Promise<Ran> {
  const program = new Deno.Command("ffmpeg", {
    args: [...args],
    stdin: "null",
    stdout: "piped",
    stderr: "null",
  }).spawn();
  let isStopped = false;
  const stop = () => {
    isStopped = true;
    try {
      program.kill("SIGKILL");
    } catch {
      // It has just ended by itself.
    }
  };
  const cancel = timers.after(STILL_TIME_MAX_MS, stop);
  try {
    const parts: Uint8Array[] = [];
    let sizeBytes = 0;
    for await (const part of program.stdout) {
      sizeBytes += part.length;
      if (sizeBytes > STILL_BYTES_MAX) stop();
      else parts.push(part);
    }
    const { success } = await program.status;
    if (isStopped || !success) return { type: "stopped" };
    return {
      type: "wrote",
      bytes: await new Blob(parts as BlobPart[]).bytes(),
    };
  } finally {
    cancel();
  }
}
