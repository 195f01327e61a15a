import { join } from "node:path";
import type { Logger } from "@logtape/logtape";
import {
  createCheckpoints,
  createMemoryStore,
  createSqliteStore,
  type Store,
  UnfitFileError,
} from "@/lib/store/mod.ts";

/** The name of the file with the rooms, inside the data folder. */
const FILE_NAME = "17kan.sqlite";

/**
 * The store of a data folder. Where it cannot be written, rooms live in memory, and the log says
 * so: people came to watch a film. A file that is damaged or not ours is moved aside, never
 * written over.
 */
export async function openDataStore(
  dataDir: string,
  log: Logger,
): Promise<Store> {
  const path = join(dataDir, FILE_NAME);
  const open = () =>
    createSqliteStore(
      path,
      createCheckpoints(path, (reason) =>
        log.warning(
          "Cannot copy the log of the store beside the rooms: {reason}; they wait for it once it is long",
          { reason },
        )),
    );
  try {
    await Deno.mkdir(dataDir, { recursive: true });
    try {
      return open();
    } catch (error) {
      if (!(error instanceof UnfitFileError)) throw error;
      const aside = await moveAside(path);
      log.error(
        "Cannot use {path} as {reason}; it is kept as {aside}, and rooms start anew",
        { path, reason: error.message, aside },
      );
      return open();
    }
  } catch (error) {
    log.warning(
      "Cannot keep rooms in {dataDir}: {reason}; they are lost at a restart",
      {
        dataDir,
        reason: error instanceof Error ? error.message : String(error),
      },
    );
    return createMemoryStore();
  }
}

/** Renames a database with what belongs to it, so that it can still be repaired by hand. */
async function moveAside(path: string): Promise<string> {
  const time = new Date().toISOString().replaceAll(/[:.]/g, "-");
  const aside = `${path}.aside-${time}`;
  for (const part of ["-wal", "-shm", ""]) {
    try {
      await Deno.rename(path + part, aside + part);
    } catch (error) {
      if (!(error instanceof Deno.errors.NotFound) && part === "") throw error;
    }
  }
  return aside;
}
