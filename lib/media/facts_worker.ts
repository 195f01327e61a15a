/**
 * What runs in the thread of `facts_thread.ts`: a path comes, facts go.
 *
 * @module
 */
/// <reference lib="deno.worker" />
import { readFacts } from "@/lib/film/mod.ts";
import type { FactsAnswer } from "./facts_thread.ts";
import { openFileReader } from "./file_reader.ts";

self.onmessage = async ({ data }: MessageEvent<string>) =>
  self.postMessage(await answer(data));

async function answer(realPath: string): Promise<FactsAnswer> {
  try {
    const reader = await openFileReader(realPath);
    try {
      return { type: "facts", facts: await readFacts(reader) };
    } finally {
      reader.close();
    }
  } catch (error) {
    return {
      type: "failed",
      message: error instanceof Error ? error.message : String(error),
    };
  }
}
