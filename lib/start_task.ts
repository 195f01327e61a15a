/**
 * `deno task start`: reads the settings, bundles what the page needs where that is not done yet, and
 * hands over to `lib/serve_main.ts` with the permissions that these settings take, and no others. It has all
 * of them itself until then, and listens to nobody.
 */
import { delimiter, isAbsolute, join } from "node:path";
import { fileURLToPath } from "node:url";
import { becomeDeno } from "@/lib/become.ts";
import { type Config, readConfig } from "@/lib/config.ts";
import { prepareFolders } from "@/lib/folders.ts";
import { buildAhead } from "@/lib/fresh/build_ahead.ts";
import { readBuilt } from "@/lib/fresh/built_folder.ts";
import { BundleError } from "@/lib/fresh/bundle_errors.ts";
import { LIBC_PATHS } from "@/lib/media/mod.ts";
import { permissionFlags } from "@/lib/permissions.ts";
import { SERVER_FOLDERS } from "@/lib/server_folders.ts";
import { startErrorLine } from "@/lib/start_error.ts";

/** Whether `_fresh/` fits the sources, if need be once it is written. */
async function isBuilt(root: string): Promise<boolean> {
  if (await readBuilt(root) !== null) return true;
  try {
    await buildAhead(root, SERVER_FOLDERS);
    return true;
  } catch (error) {
    if (error instanceof BundleError) throw error;
    // A folder that cannot be written: then it is bundled in memory, at each start.
    return false;
  }
}

async function firstOf(paths: readonly string[]): Promise<string | null> {
  for (const path of paths) {
    if (await Deno.stat(path).then(() => true, () => false)) return path;
  }
  return null;
}

/** Where a program may lie, first come first. */
function programPaths(name: string): readonly string[] {
  const file = Deno.build.os === "windows" ? `${name}.exe` : name;
  return (Deno.env.get("PATH") ?? "").split(delimiter)
    .filter((folder) => isAbsolute(folder))
    .map((folder) => join(folder, file));
}

async function flagsFor(
  config: Config,
  root: string,
): Promise<readonly string[]> {
  // What rebuilds itself writes its own sources and runs what it likes.
  if (config.isDev) return ["-A"];
  await prepareFolders(config);
  return permissionFlags(config, {
    root,
    cwd: Deno.cwd(),
    isBuilt: await isBuilt(root),
    libc: Deno.build.os === "linux" ? await firstOf(LIBC_PATHS) : null,
    ffmpeg: await firstOf(programPaths("ffmpeg")),
  });
}

if (import.meta.main) {
  const root = fileURLToPath(new URL("../", import.meta.url));
  let config: Config | null = null;
  try {
    config = readConfig(Deno.args, (name) => Deno.env.get(name));
    const flags = await flagsFor(config, root);
    await becomeDeno([
      "run",
      ...flags,
      `${root}lib/serve_main.ts`,
      ...Deno.args,
    ]);
  } catch (error) {
    const line = error instanceof BundleError
      ? error.message
      : startErrorLine(error, config);
    if (line === null) throw error;
    console.error(line);
    Deno.exit(1);
  }
}
