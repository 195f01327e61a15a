/**
 * Files by Linux's own calls, for two things that Deno does not offer. A read
 * of what lies in memory (`preadv2` with `RWF_NOWAIT`) needs no other thread,
 * which costs as much as the read itself; and `statx` tells times to the
 * nanosecond.
 *
 * @module
 */
import type { Disk, DiskFile, FileIdentity } from "./disk.ts";
import { openLibc } from "./libc.ts";

/** From the Linux headers; the same on x86-64 and ARM64. */
const RWF_NOWAIT = 0x08;
const O_RDONLY_NONBLOCK_CLOEXEC = 0o2004000;
const AT_FDCWD = -100;
const AT_SYMLINK_NOFOLLOW = 0x100;
const AT_EMPTY_PATH = 0x1000;
const STATX_BASIC_STATS = 0x7ff;
/** Size of `struct statx`, and where its fields stand: alike on all systems. */
const STATX_BYTES = 256;
const S_IFMT = 0o170000;
const S_IFREG = 0o100000;

const SYMBOLS = {
  open: { parameters: ["buffer", "i32"], result: "i32", nonblocking: true },
  close: { parameters: ["i32"], result: "i32" },
  statx: {
    parameters: ["i32", "buffer", "i32", "u32", "buffer"],
    result: "i32",
  },
  // Nothing is copied: what comes back is where the first buffer lies.
  memcpy: { parameters: ["buffer", "buffer", "usize"], result: "u64" },
  // At most a buffer's length comes back, which 32 bits hold.
  preadv2: {
    parameters: ["i32", "buffer", "i32", "i64", "i32"],
    result: "i32",
  },
  pread: {
    parameters: ["i32", "buffer", "usize", "i64"],
    result: "i32",
    nonblocking: true,
  },
} as const satisfies Deno.ForeignLibraryInterface;

type Libc = Deno.DynamicLibrary<typeof SYMBOLS>["symbols"];

/** Linux's disk; null on other systems, and where native calls are not allowed. */
export function linuxDisk(): Disk | null {
  const libc = openLibc(SYMBOLS);
  if (libc === null) return null;
  return {
    async open(realPath) {
      const path = cString(realPath);
      // O_NONBLOCK is for a fifo, which would wait for somebody to write.
      const fd = await libc.open(path, O_RDONLY_NONBLOCK_CLOEXEC);
      // Deno says what is wrong, in the words that others know.
      if (fd < 0) return await failedToOpen(realPath);
      if (!look(libc, fd, EMPTY, AT_EMPTY_PATH)) {
        libc.close(fd);
        return null;
      }
      const file = new LinuxFile(libc, fd, path);
      await file.learn();
      return file;
    },
  };
}

class LinuxFile implements DiskFile {
  readonly identity: FileIdentity;
  readonly #libc: Libc;
  readonly #fd: number;
  readonly #path: Uint8Array<ArrayBuffer>;
  readonly #stat: Int32Array;
  readonly #device: bigint;
  readonly #vector = new BigUint64Array(2);

  /** Made right after a look at it. */
  constructor(libc: Libc, fd: number, path: Uint8Array<ArrayBuffer>) {
    this.#libc = libc;
    this.#fd = fd;
    this.#path = path;
    this.#stat = words.slice();
    this.#device = fields.getBigUint64(DEVICE_AT, true);
    this.identity = readIdentity();
  }

  /** None where Linux cannot tell what of it lies in memory: who sends it would wait for the disk. */
  get descriptor(): number | undefined {
    return tells.get(this.#device) === false ? undefined : this.#fd;
  }

  /** Learns, once for each file system, whether it tells what lies in memory. */
  async learn(): Promise<void> {
    if (tells.has(this.#device)) return;
    const first = new Uint8Array(1);
    if (this.#readNow(first, 0) >= 0) tells.set(this.#device, true);
    // What was read a moment ago lies in memory; of an empty file nothing does.
    else if (await this.#libc.pread(this.#fd, first, 1n, 0n) > 0) {
      tells.set(this.#device, this.#readNow(first, 0) >= 0);
    }
  }

  isCurrent(): boolean {
    return look(this.#libc, AT_FDCWD, this.#path, AT_SYMLINK_NOFOLLOW) &&
      IDENTITY_WORDS.every((word) => words[word] === this.#stat[word]);
  }

  readAt(
    buffer: Uint8Array<ArrayBuffer>,
    offset: number,
  ): number | Promise<number> {
    if (tells.get(this.#device) === false) {
      return this.#readAndWait(buffer, offset);
    }
    const length = this.#readNow(buffer, offset);
    // Whatever is wrong, the read that may wait finds it as well.
    return length >= 0 ? length : this.#readAndWait(buffer, offset);
  }

  close(): void {
    this.#libc.close(this.#fd);
  }

  /** Reads what lies in memory; -1 where nothing does, or nobody can tell. */
  #readNow(buffer: Uint8Array<ArrayBuffer>, offset: number): number {
    this.#vector[0] = addressOf(this.#libc, buffer);
    this.#vector[1] = BigInt(buffer.length);
    return this.#libc.preadv2(
      this.#fd,
      this.#vector,
      1,
      BigInt(offset),
      RWF_NOWAIT,
    );
  }

  async #readAndWait(
    buffer: Uint8Array<ArrayBuffer>,
    offset: number,
  ): Promise<number> {
    const length = await this.#libc.pread(
      this.#fd,
      buffer,
      BigInt(buffer.length),
      BigInt(offset),
    );
    if (length >= 0) return length;
    throw new Error(`Cannot read byte ${offset} as the disk fails`);
  }
}

/** Which file systems tell what lies in memory, by the number of their device: as many as are mounted. */
const tells = new Map<bigint, boolean>();

const EMPTY = new Uint8Array(1);
const statx = new Uint8Array(STATX_BYTES);
const fields = new DataView(statx.buffer);
const words = new Int32Array(statx.buffer);
/** Where in `struct statx` number, size, and the times of change stand, in words of 4 bytes. */
const IDENTITY_WORDS = [8, 9, 10, 11, 24, 25, 26, 28, 29, 30];

/** Where the two halves of the number of its device stand. */
const DEVICE_AT = 136;

/** Looks at a file: whether it is a regular one; what was seen lies in `statx`. */
function look(
  libc: Libc,
  fd: number,
  path: Uint8Array<ArrayBuffer>,
  flags: number,
): boolean {
  return libc.statx(fd, path, flags, STATX_BASIC_STATS, statx) === 0 &&
    (fields.getUint16(28, true) & S_IFMT) === S_IFREG;
}

function readIdentity(): FileIdentity {
  return {
    inode: fields.getBigUint64(32, true),
    sizeBytes: Number(fields.getBigUint64(40, true)),
    ctimeNs: timeNs(96),
    mtimeNs: timeNs(112),
  };
}

/** Reads a `struct statx_timestamp`. */
function timeNs(at: number): bigint {
  const seconds = fields.getBigInt64(at, true);
  return seconds * 1_000_000_000n + BigInt(fields.getUint32(at + 8, true));
}

/** Where a buffer lies; its memory never moves, so it is asked for once. */
const addresses = new WeakMap<ArrayBuffer, bigint>();

function addressOf(libc: Libc, view: Uint8Array<ArrayBuffer>): bigint {
  const { buffer, byteOffset } = view;
  let address = addresses.get(buffer);
  if (address === undefined) {
    const start = new Uint8Array(buffer);
    // Deno tells an address only to who may use every library; this one tells it too.
    address = BigInt(libc.memcpy(start, start, 0n));
    addresses.set(buffer, address);
  }
  return address + BigInt(byteOffset);
}

function cString(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(`${text}\0`);
}

async function failedToOpen(realPath: string): Promise<null> {
  (await Deno.open(realPath, { read: true })).close();
  return null;
}
