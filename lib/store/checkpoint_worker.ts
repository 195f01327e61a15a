/**
 * What runs in the thread of `checkpoints.ts`: with a connection of its own it copies the log.
 *
 * @module
 */
/// <reference lib="deno.worker" />
import { DatabaseSync } from "node:sqlite";
import type { CheckpointAnswer, CheckpointWish } from "./checkpoints.ts";

/**
 * How long it waits for who reads or writes, in ms: while it waits for readers, such as a backup,
 * nobody can write.
 */
const BUSY_MS = 10;

let database: DatabaseSync | null = null;

self.onmessage = ({ data }: MessageEvent<CheckpointWish>) =>
  self.postMessage(copy(data));

function copy({ path, mode }: CheckpointWish): CheckpointAnswer {
  try {
    database ??= open(path);
    // Most of it is copied while others write, so that they wait for the rest alone.
    database.exec("PRAGMA wal_checkpoint(PASSIVE)");
    if (mode === "RESTART") database.exec("PRAGMA wal_checkpoint(RESTART)");
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function open(path: string): DatabaseSync {
  // A file that is gone would be made anew, and empty.
  Deno.statSync(path);
  const opened = new DatabaseSync(path);
  opened.exec(
    `PRAGMA busy_timeout = ${BUSY_MS}; PRAGMA synchronous = NORMAL;`,
  );
  return opened;
}
