/** What of the machine decides how fast anything is sent over loopback, beside the server. @module */

/** Bytes copied per look: more than any cache holds. */
const COPY_BYTES = 64 * 1024 * 1024;
const COPIES = 4;

/**
 * How fast one thread copies memory now, in bytes per second. A film is copied twice on its way;
 * on a rented machine the neighbours share the memory's width, and the same run differs threefold.
 */
export function copyBps(): number {
  const from = new Uint8Array(COPY_BYTES).fill(1);
  const to = new Uint8Array(COPY_BYTES).fill(2);
  const startedMs = performance.now();
  for (let copy = 0; copy < COPIES; copy++) to.set(from);
  return COPY_BYTES * COPIES / ((performance.now() - startedMs) / 1000);
}

/** How TCP doses what is sent: `bbr` measures the line first, also where there is none. Linux alone. */
export async function congestionControl(): Promise<string> {
  const path = "/proc/sys/net/ipv4/tcp_congestion_control";
  return (await Deno.readTextFile(path).catch(() => "unknown")).trim();
}
