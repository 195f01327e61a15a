/** Opens TUN devices and moves packets through them, by the C library: Deno has no call for either. */

const SYMBOLS = {
  open: { parameters: ["buffer", "i32"], result: "i32" },
  ioctl: { parameters: ["i32", "u64", "buffer"], result: "i32" },
  read: { parameters: ["i32", "buffer", "usize"], result: "isize" },
  write: { parameters: ["i32", "buffer", "usize"], result: "isize" },
  ppoll: {
    parameters: ["buffer", "u64", "buffer", "pointer"],
    result: "i32",
  },
} as const;

/** linux/if_tun.h: `_IOW('T', 202, int)`. */
const TUNSETIFF = 0x400454ca;
/** linux/if_tun.h: IFF_TUN, packets of IP, and IFF_NO_PI, without a head of their own. */
const IFF_TUN_NO_PI = 0x1001;
/** fcntl.h: O_RDWR and O_NONBLOCK. */
const READ_WRITE_NONBLOCK = 0x802;
/** poll.h */
const POLLIN = 1;
/** Size of `struct ifreq`, with room to spare, and where its flags are. */
const REQUEST_BYTES = 64;
const FLAGS_AT = 16;
/** Above any packet of a device with 1500 bytes at most. */
const PACKET_BYTES = 2048;

/** Some TUN devices, looked at together. */
export interface TunDevices {
  /** Waits until a packet can be read, at most so long in ms. */
  wait(forMs: number): void;
  /** The next packet of a device, valid until the next call; null where none is there. */
  read(index: number): Uint8Array | null;
  /** Puts a packet into a device; one that is full drops it, as hardware does. */
  write(index: number, packet: Uint8Array): void;
}

/**
 * Makes devices by name. They live as long as this process, wherever they are moved.
 *
 * @throws {Error} where the kernel or a lack of rights refuses one
 */
export function openTunDevices(names: readonly string[]): TunDevices {
  const { symbols } = Deno.dlopen("libc.so.6", SYMBOLS);
  const path = new TextEncoder().encode("/dev/net/tun\0");
  const handles = names.map((name) => {
    const handle = symbols.open(path, READ_WRITE_NONBLOCK);
    const request = new Uint8Array(REQUEST_BYTES);
    new TextEncoder().encodeInto(name, request);
    new DataView(request.buffer).setUint16(FLAGS_AT, IFF_TUN_NO_PI, true);
    const isMade = handle >= 0 &&
      symbols.ioctl(handle, BigInt(TUNSETIFF), request) >= 0;
    if (!isMade) throw new Error(`Cannot make the TUN device ${name}`);
    return handle;
  });
  const polled = new DataView(new ArrayBuffer(8 * handles.length));
  for (const [index, handle] of handles.entries()) {
    polled.setInt32(8 * index, handle, true);
    polled.setInt16(8 * index + 4, POLLIN, true);
  }
  const polledBytes = new Uint8Array(polled.buffer);
  const time = new BigInt64Array(2);
  const timeBytes = new Uint8Array(time.buffer);
  const buffer = new Uint8Array(PACKET_BYTES);
  return {
    wait(forMs) {
      time[0] = BigInt(Math.floor(forMs / 1000));
      time[1] = BigInt(Math.round((forMs % 1000) * 1e6));
      symbols.ppoll(polledBytes, BigInt(handles.length), timeBytes, null);
    },
    read(index) {
      const handle = handles[index] ?? -1;
      const count = symbols.read(handle, buffer, BigInt(PACKET_BYTES));
      return count > 0 ? buffer.subarray(0, Number(count)) : null;
    },
    write(index, packet) {
      const handle = handles[index] ?? -1;
      symbols.write(
        handle,
        packet as Uint8Array<ArrayBuffer>,
        BigInt(packet.length),
      );
    },
  };
}
