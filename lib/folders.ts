import { type Config, ConfigError, readConfig } from "@/lib/config.ts";

/**
 * Sees to the folders of the settings. Those that nobody named are made where they are missing,
 * so that there is a place to drop a film into; a folder that somebody named must be usable.
 *
 * @throws {ConfigError} when MEDIA_DIR is no folder, or DATA_DIR cannot be made
 */
export async function prepareFolders(
  { mediaDir, dataDir }: Config,
): Promise<void> {
  const usual = readConfig([], () => undefined);
  if (mediaDir === usual.mediaDir) await makeFolder(mediaDir);
  else if (!await isFolder(mediaDir)) {
    throw refused("MEDIA_DIR", mediaDir, "a folder that exists");
  }
  // Without its usual folder a read-only machine still shows films: rooms live in memory.
  if (!await makeFolder(dataDir) && dataDir !== usual.dataDir) {
    throw refused("DATA_DIR", dataDir, "a folder that can be made or written");
  }
}

async function makeFolder(path: string): Promise<boolean> {
  try {
    await Deno.mkdir(path, { recursive: true });
    return true;
  } catch {
    return await isFolder(path);
  }
}

async function isFolder(path: string): Promise<boolean> {
  return await Deno.stat(path).then(
    ({ isDirectory }) => isDirectory,
    () => false,
  );
}

function refused(name: string, value: string, allowed: string): ConfigError {
  return new ConfigError(
    `Cannot use ${name}=${JSON.stringify(value)} as it must be ${allowed}`,
  );
}
