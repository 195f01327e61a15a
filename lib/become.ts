/**
 * Puts another run of Deno in the place of this one: the same process, so that signals and whoever
 * waits for it find it where it was. Where the system has no such call it runs beside us, hears the
 * signals we hear, and we end as it does.
 *
 * @param args what Deno is called with
 */
export async function becomeDeno(args: readonly string[]): Promise<never> {
  const program = Deno.execPath();
  replace([program, ...args]);
  const child = new Deno.Command(program, { args: [...args] }).spawn();
  for (const signal of SIGNALS) {
    Deno.addSignalListener(signal, () => {
      try {
        child.kill(signal);
      } catch {
        // It has just ended by itself.
      }
    });
  }
  const { code } = await child.status;
  Deno.exit(code);
}

/** What ends a server; Windows knows no SIGTERM. */
const SIGNALS: readonly Deno.Signal[] = Deno.build.os === "windows"
  ? ["SIGINT"]
  : ["SIGINT", "SIGTERM", "SIGHUP"];

/** The C library by system. */
const LIBRARIES: Partial<Record<typeof Deno.build.os, string>> = {
  linux: "libc.so.6",
  darwin: "libSystem.B.dylib",
};

/** Comes back only where the system cannot. */
function replace(command: readonly string[]): void {
  const name = LIBRARIES[Deno.build.os];
  if (name === undefined) return;
  const words = command.map((word) => new TextEncoder().encode(`${word}\0`));
  const [program] = words;
  if (program === undefined) return;
  try {
    const libc = Deno.dlopen(name, {
      execv: { parameters: ["buffer", "buffer"], result: "i32" },
    });
    const pointers = new BigUint64Array(words.length + 1);
    for (const [index, word] of words.entries()) {
      pointers[index] = Deno.UnsafePointer.value(Deno.UnsafePointer.of(word));
    }
    libc.symbols.execv(program, pointers);
  } catch {
    // Another library, such as musl's: the other way does as well.
  }
}
