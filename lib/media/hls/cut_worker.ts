/**
 * What runs in the thread of `cut_thread.ts`: tables come, clips go.
 *
 * @module
 */
/// <reference lib="deno.worker" />
import { answerTables, type Tables } from "./cut_thread.ts";

self.onmessage = ({ data }: MessageEvent<Tables>) => {
  const { answer, transfer } = answerTables(data);
  self.postMessage(answer, transfer);
};
