import { readFacts } from "@/lib/film/mod.ts";
import type { ReadFileFacts } from "@/lib/media/facts_cache.ts";
import { openFileReader } from "@/lib/media/file_reader.ts";

/** Reads facts without a thread of their own, which takes a test long to start. */
export const readHere: ReadFileFacts = async ({ realPath }) => {
  const reader = await openFileReader(realPath);
  try {
    return await readFacts(reader);
  } finally {
    reader.close();
  }
};
