/**
 * Sockets by libc itself, so that the load client costs next to nothing: with
 * MSG_TRUNC the kernel throws a body away without copying it (tcp(7)), and the
 * server is the bottleneck. Linux alone.
 *
 * @module
 */

/** From the Linux headers, alike on x86-64 and ARM64. */
export const MSG_PEEK = 0x02;
export const MSG_TRUNC = 0x20;
export const MSG_DONTWAIT = 0x40;
export const POLLIN = 1;
const AF_INET = 2;
const SOCK_STREAM = 1;

/** The calls that are used. Those that fail give -1. */
export const libc = Deno.dlopen("libc.so.6", {
  socket: { parameters: ["i32", "i32", "i32"], result: "i32" },
  connect: { parameters: ["i32", "buffer", "u32"], result: "i32" },
  send: { parameters: ["i32", "buffer", "usize", "i32"], result: "isize" },
  recv: { parameters: ["i32", "buffer", "usize", "i32"], result: "isize" },
  poll: { parameters: ["buffer", "u64", "i32"], result: "i32" },
  close: { parameters: ["i32"], result: "i32" },
}).symbols;

/**
 * Opens a connection to a port of this machine.
 *
 * @throws {Error} If nobody listens there.
 */
export function connect(port: number): number {
  const socket = libc.socket(AF_INET, SOCK_STREAM, 0);
  const address = new Uint8Array(16);
  const view = new DataView(address.buffer);
  view.setUint16(0, AF_INET, true);
  view.setUint16(2, port);
  address.set([127, 0, 0, 1], 4);
  if (libc.connect(socket, address, address.length) !== 0) {
    throw new Error(`Cannot connect to port ${port}`);
  }
  return socket;
}
