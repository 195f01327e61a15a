/**
 * What runs in the thread of `passwords.ts`: a password comes, its hash or a verdict goes.
 *
 * @module
 */
/// <reference lib="deno.worker" />
import { answerPassword } from "./argon.ts";
import type { PasswordQuestion } from "./passwords.ts";

self.onmessage = async ({ data }: MessageEvent<PasswordQuestion>) =>
  self.postMessage(await answerPassword(data));
