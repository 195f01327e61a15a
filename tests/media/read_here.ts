import type { ReadFileFacts } from "@/lib/media/facts_cache.ts";
import { readFileFacts } from "@/lib/media/file_facts.ts";

/** Reads facts without a thread of their own, which takes a test long to start. */
export const readHere: ReadFileFacts = ({ realPath }) =>
  readFileFacts(realPath);
