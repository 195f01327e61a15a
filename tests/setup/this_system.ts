import type { System } from "./needs.ts";

/** The machine that we run on. */
export const thisSystem: System = {
  async exists(path) {
    try {
      return (await Deno.stat(path)).isFile;
    } catch {
      return false;
    }
  },
  async output(command, ...args) {
    try {
      const { success, stdout } = await new Deno.Command(command, {
        args,
        stdin: "null",
        stderr: "null",
      }).output();
      return success ? new TextDecoder().decode(stdout) : null;
    } catch {
      return null;
    }
  },
};
