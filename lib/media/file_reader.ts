/**
 * Reads a film's bytes from disk for its facts.
 *
 * @module
 */
import type { ClosableReader } from "@/lib/film/mod.ts";
import { readFully } from "./fill.ts";

/**
 * Opens a film for reading in any order.
 *
 * @throws {Deno.errors.NotFound} And the like, when it cannot be opened.
 */
export async function openFileReader(
  realPath: string,
): Promise<ClosableReader> {
  const file = await Deno.open(realPath, { read: true });
  let sizeBytes: number;
  try {
    sizeBytes = (await file.stat()).size;
  } catch (error) {
    file.close();
    throw error;
  }
  // One file has one position, so reads take turns.
  let turn: Promise<unknown> = Promise.resolve();
  return {
    sizeBytes,
    read(offset, length) {
      const bytes = turn.then(() => readAt(file, { offset, length }));
      turn = bytes.catch(() => {});
      return bytes;
    },
    close: () => void turn.then(() => file.close()),
  };
}

async function readAt(
  file: Deno.FsFile,
  { offset, length }: { offset: number; length: number },
): Promise<Uint8Array> {
  await file.seek(offset, Deno.SeekMode.Start);
  return await readFully(
    length,
    async (buffer) => await file.read(buffer) ?? 0,
  );
}
