/**
 * What runs in the thread of `sender.ts`.
 *
 * @module
 */
/// <reference lib="deno.worker" />
import { openSendCalls } from "./linux_send.ts";
import { type OrderMemory, OrderTable } from "./orders.ts";
import { sendUntilEnd } from "./send_loop.ts";

/** How the thread is started. */
export interface SendStart {
  readonly memory: OrderMemory;
  /** The file that wakes it. */
  readonly wake: number;
}

// At once, as the right to call Linux is given up soon.
const libc = openSendCalls();

self.onmessage = ({ data: { memory, wake } }: MessageEvent<SendStart>) => {
  if (libc === null) throw new Error("Cannot call Linux");
  const table = new OrderTable(memory);
  const ending = sendUntilEnd({
    libc,
    table,
    wake,
    tell: (told) => self.postMessage(told),
    nowMs: () => performance.now(),
  });
  // What it throws is this thread's end, which the other one hears of.
  ending.then(() => {
    libc.close(wake);
    self.close();
  }, (error) => reportError(error));
};
