/** How a run of Deno ended. */
export interface Ended {
  /** All that it printed on standard output. */
  readonly output: string;
  /** Whether it ended by itself with code 0. */
  readonly isGood: boolean;
}

/**
 * Runs the Deno that runs us, passes its output on as it comes and keeps a copy.
 *
 * @param limitMs Ends it after this long, so that a test that hangs is a failure
 */
export async function runDeno(
  { args, env, limitMs }: {
    readonly args: readonly string[];
    readonly env: Readonly<Record<string, string>>;
    readonly limitMs: number;
  },
): Promise<Ended> {
  const child = new Deno.Command(Deno.execPath(), {
    args: [...args],
    env: { ...env },
    stdin: "null",
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  const killer = setTimeout(() => {
    console.error(
      `Ended after ${limitMs / 60_000} min: deno ${args.join(" ")}`,
    );
    child.kill("SIGKILL");
  }, limitMs);
  try {
    const output = await passOn(child.stdout);
    return { output, isGood: (await child.status).success };
  } finally {
    clearTimeout(killer);
  }
}

async function passOn(stream: ReadableStream<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder();
  let output = "";
  for await (const bytes of stream) {
    let rest = bytes;
    while (rest.length > 0) rest = rest.subarray(await Deno.stdout.write(rest));
    output += decoder.decode(bytes, { stream: true });
  }
  return output + decoder.decode();
}
