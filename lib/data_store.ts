import { join } from "node:path";
import type { Logger } from "@logtape/logtape";
import {
  createMemoryStore,
  createSqliteStore,
  type Store,
} from "@/lib/store/mod.ts";

/** The name of the file with the rooms, inside the data folder. */
const FILE_NAME = "17kan.sqlite";

/**
 * The store of a data folder. Where it cannot be written, rooms live in memory, and the log says
 * so: people came to watch a film.
 */
export async function openDataStore(
  dataDir: string,
  log: Logger,
): Promise<Store> {
  try {
    await Deno.mkdir(dataDir, { recursive: true });
    return createSqliteStore(join(dataDir, FILE_NAME));
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
