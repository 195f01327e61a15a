import assert from "node:assert/strict";

/** Runs a program in the project; whether it came to its last line. */
async function comesToItsEnd(program: string): Promise<boolean> {
  const { stdout } = await new Deno.Command(Deno.execPath(), {
    // By the second turn of its events it has ended, however late the first one came.
    args: [
      "eval",
      `${program}; setTimeout(() => setTimeout(() => console.log("end")), 20)`,
    ],
    cwd: new URL("../", import.meta.url),
    stdin: "null",
    stdout: "piped",
    stderr: "null",
  }).output();
  return new TextDecoder().decode(stdout).includes("end\n");
}

for (
  const [what, fault] of [
    [
      "a rejection that nobody awaited",
      "Promise.reject(new Error('nobody awaits this'))",
    ],
    [
      "an error that nobody caught",
      "setTimeout(() => { throw new Error('nobody catches this') })",
    ],
  ] as const
) {
  Deno.test(`sayFaults() lets a process go on after ${what}`, async () => {
    const [unsaid, said] = await Promise.all([
      comesToItsEnd(fault),
      comesToItsEnd(
        `import { sayFaults } from "@/lib/process_end.ts"; sayFaults(); ${fault}`,
      ),
    ]);
    assert.deepEqual([unsaid, said], [false, true]);
  });
}
