/**
 * What runs in the thread of `facts_thread.ts`: a path comes, facts go.
 *
 * @module
 */
/// <reference lib="deno.worker" />
import type { FactsAnswer } from "./facts_thread.ts";
import { readFileFacts } from "./file_facts.ts";

self.onmessage = async ({ data }: MessageEvent<string>) =>
  self.postMessage(await answer(data));

async function answer(realPath: string): Promise<FactsAnswer> {
  try {
    return { type: "facts", facts: await readFileFacts(realPath) };
  } catch (error) {
    return {
      type: "failed",
      message: error instanceof Error ? error.message : String(error),
    };
  }
}
