import type { Dice } from "@/lib/base/mod.ts";

/** What came of a knock at the server's door. */
export interface Answer {
  /** The status of the first answer; null where there was none. */
  readonly status: number | null;
  readonly head: string;
}

/** A frame of RFC 6455 5.2, or what looks like one. */
export interface Bytes {
  readonly fin?: boolean;
  /** The three reserved bits. */
  readonly reserved?: number;
  readonly opcode: number;
  readonly payload: Uint8Array;
  readonly masked?: boolean;
  /** What its length is said to be, where that is a lie. */
  readonly claims?: number;
}

const TEXT = 1;
const CLOSE = 8;

/** A WebSocket by hand: it can say what no browser says, and hang up in every way. */
export class RawSocket {
  readonly #conn: Deno.TcpConn;
  /** Text frames that came and were not taken yet. */
  readonly frames: string[] = [];
  /** The code with which the server closed; null while it has not. */
  closedWith: number | null = null;
  #isOver = false;
  #rest = new Uint8Array(0);
  #heard: () => void = () => {};

  private constructor(conn: Deno.TcpConn, rest: Uint8Array, reads: boolean) {
    this.#conn = conn;
    this.#take(rest);
    if (reads) void this.#read();
  }

  /** Whether the connection has ended. */
  get isOver(): boolean {
    return this.#isOver || this.closedWith !== null;
  }

  /**
   * Opens one; null where the server does not let it in.
   *
   * @param options `reads`: false for one that never takes what it is sent; `by`: for whom we are
   *   a proxy
   */
  static async open(
    port: number,
    path: string,
    { reads = true, by }: { readonly reads?: boolean; readonly by?: string } =
      {},
  ): Promise<RawSocket | null> {
    const conn = await Deno.connect({ hostname: "127.0.0.1", port });
    try {
      await write(
        conn,
        new TextEncoder().encode(
          `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n` +
            "Connection: Upgrade\r\nUpgrade: websocket\r\n" +
            "Sec-WebSocket-Version: 13\r\n" +
            (by === undefined ? "" : `X-Forwarded-For: ${by}\r\n`) +
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
        ),
      );
      const { text, rest } = await readHead(conn);
      if (text.startsWith("HTTP/1.1 101")) {
        return new RawSocket(conn, rest, reads);
      }
    } catch {
      // It hung up.
    }
    close(conn);
    return null;
  }

  /** Says frames in one go; false once the other end is gone. */
  say(frames: readonly (string | Uint8Array)[], roll: Dice): Promise<boolean> {
    const parts = frames.map((frame) =>
      typeof frame === "string"
        ? encode(
          { opcode: TEXT, payload: new TextEncoder().encode(frame) },
          roll,
        )
        : frame
    );
    return write(this.#conn, concat(parts)).then(() => true, () => false);
  }

  /** Waits until something is so, or the connection is over; false when it took too long. */
  async until(isSo: () => boolean, withinMs: number): Promise<boolean> {
    const endMs = performance.now() + withinMs;
    while (!isSo() && !this.isOver) {
      const leftMs = endMs - performance.now();
      if (leftMs <= 0) return false;
      let timer: ReturnType<typeof setTimeout> | undefined;
      await new Promise<void>((resolve) => {
        this.#heard = resolve;
        timer = setTimeout(resolve, leftMs);
      });
      clearTimeout(timer);
    }
    return true;
  }

  /** Hangs up without a word. */
  drop(): void {
    close(this.#conn);
  }

  async #read(): Promise<void> {
    const buffer = new Uint8Array(64 * 1024);
    try {
      for (;;) {
        const got = await this.#conn.read(buffer);
        if (got === null) break;
        this.#take(buffer.subarray(0, got));
      }
    } catch {
      // Cut.
    }
    this.#isOver = true;
    close(this.#conn);
    this.#heard();
  }

  #take(bytes: Uint8Array): void {
    this.#rest = concat([this.#rest, bytes]);
    for (;;) {
      const frame = decode(this.#rest);
      if (frame === null) break;
      this.#rest = this.#rest.slice(frame.endsAt);
      if (frame.opcode === TEXT) {
        this.frames.push(new TextDecoder().decode(frame.payload));
      }
      if (frame.opcode === CLOSE) {
        const [high = 0, low = 0] = frame.payload;
        this.closedWith = frame.payload.length < 2 ? 1005 : high * 256 + low;
      }
    }
    this.#heard();
  }
}

/** Says bytes to a port, and gives what is answered within a while. */
export async function knock(
  port: number,
  bytes: Uint8Array,
  withinMs: number,
): Promise<Answer> {
  const conn = await Deno.connect({ hostname: "127.0.0.1", port });
  const timer = setTimeout(() => close(conn), withinMs);
  let text = "";
  try {
    await write(conn, bytes);
    text = (await readHead(conn)).text;
  } catch {
    // It hung up, or said nothing in time.
  }
  clearTimeout(timer);
  close(conn);
  const status = /^HTTP\/1\.[01] (\d{3})/.exec(text)?.[1];
  return { status: status === undefined ? null : Number(status), head: text };
}

/** The bytes of a frame. */
export function encode(
  { fin = true, reserved = 0, opcode, payload, masked = true, claims }: Bytes,
  roll: Dice,
): Uint8Array {
  const length = claims ?? payload.length;
  const head = new Uint8Array(14);
  const view = new DataView(head.buffer);
  head[0] = (fin ? 0x80 : 0) | (reserved << 4) | opcode;
  let at = 2;
  if (length < 126) head[1] = length;
  else if (length < 65536) {
    head[1] = 126;
    view.setUint16(2, length);
    at = 4;
  } else {
    head[1] = 127;
    view.setBigUint64(2, BigInt(length));
    at = 10;
  }
  if (!masked) return concat([head.subarray(0, at), payload]);
  head[1] = (head[1] ?? 0) | 0x80;
  const mask = [0, 1, 2, 3].map(() => roll.whole(0, 255));
  head.set(mask, at);
  const body = payload.map((byte, index) => byte ^ (mask[index % 4] ?? 0));
  return concat([head.subarray(0, at + 4), body]);
}

/** Parts put together. */
export function concat(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(
    parts.reduce((sum, { length }) => sum + length, 0),
  );
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** The first whole frame of what a server sent; null where there is none yet. */
function decode(
  bytes: Uint8Array,
): { opcode: number; payload: Uint8Array; endsAt: number } | null {
  const [first = 0, second = 0] = bytes;
  if (bytes.length < 2) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let [length, at] = [second & 127, 2];
  if (length === 126) {
    if (bytes.length < 4) return null;
    [length, at] = [view.getUint16(2), 4];
  } else if (length === 127) {
    if (bytes.length < 10) return null;
    [length, at] = [Number(view.getBigUint64(2)), 10];
  }
  const endsAt = at + length;
  if (bytes.length < endsAt) return null;
  return { opcode: first & 15, payload: bytes.slice(at, endsAt), endsAt };
}

async function readHead(
  conn: Deno.Conn,
): Promise<{ text: string; rest: Uint8Array }> {
  const buffer = new Uint8Array(16 * 1024);
  let [text, size] = ["", 0];
  const decoder = new TextDecoder("latin1");
  while (size < buffer.length) {
    const got = await conn.read(buffer.subarray(size));
    if (got === null) break;
    size += got;
    text = decoder.decode(buffer.subarray(0, size));
    const end = text.indexOf("\r\n\r\n");
    if (end < 0) continue;
    return { text: text.slice(0, end), rest: buffer.slice(end + 4, size) };
  }
  return { text, rest: new Uint8Array(0) };
}

async function write(conn: Deno.Conn, bytes: Uint8Array): Promise<void> {
  let at = 0;
  while (at < bytes.length) at += await conn.write(bytes.subarray(at));
}

function close(conn: Deno.Conn): void {
  try {
    conn.close();
  } catch {
    // It is closed.
  }
}
