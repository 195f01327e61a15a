/**
 * Runs a command to its end.
 *
 * @throws {Error} with what it said, where it failed
 */
export async function runCommand(
  command: string,
  args: readonly string[],
): Promise<void> {
  const { success, stderr } = await new Deno.Command(command, {
    args: [...args],
    stdin: "null",
    stdout: "null",
    stderr: "piped",
  }).output();
  if (success) return;
  const why = new TextDecoder().decode(stderr).trim();
  throw new Error(`Cannot run "${command} ${args.join(" ")}": ${why}`);
}
