/** Frames of RFC 6455, read and written with as little work as can be. @module */

const encoder = new TextEncoder();
const scratch = new Uint8Array(64 * 1024);
/** Where a payload begins whose length takes two more bytes, behind a mask. */
const LONG_AT = 8;

/**
 * Where the payload of a frame that a server sent begins and ends, or -1 where it is not all there.
 * Payloads of 64 KiB and more are read as far as 2^32.
 */
export function endOf(
  bytes: Uint8Array,
  at: number,
  available: number,
  out: { begins: number },
): number {
  if (available < at + 2) return -1;
  let length = (bytes[at + 1] ?? 0) & 127;
  let begins = at + 2;
  if (length === 126) {
    if (available < at + 4) return -1;
    length = ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0);
    begins = at + 4;
  } else if (length === 127) {
    if (available < at + 10) return -1;
    length = 0;
    for (let i = at + 6; i < at + 10; i++) {
      length = length * 256 + (bytes[i] ?? 0);
    }
    begins = at + 10;
  }
  out.begins = begins;
  return available < begins + length ? -1 : begins + length;
}

/** Whether text stands at a place. */
export function beginsWith(
  bytes: Uint8Array,
  at: number,
  text: string,
): boolean {
  for (let i = 0; i < text.length; i++) {
    if (bytes[at + i] !== text.charCodeAt(i)) return false;
  }
  return true;
}

/**
 * A text frame whose mask is all zeros: as good as any other to the server, and free. It lies in
 * memory that the next one takes.
 */
export function maskedFrame(text: string): Uint8Array<ArrayBuffer> {
  const { written } = encoder.encodeInto(text, scratch.subarray(LONG_AT));
  scratch[0] = 0x81;
  if (written > 125) {
    scratch[1] = 0x80 | 126;
    scratch[2] = written >> 8;
    scratch[3] = written & 255;
    scratch.fill(0, 4, LONG_AT);
    return scratch.subarray(0, LONG_AT + written);
  }
  scratch[1] = 0x80 | written;
  scratch.fill(0, 2, 6);
  scratch.copyWithin(6, LONG_AT, LONG_AT + written);
  return scratch.subarray(0, 6 + written);
}

/** The request that asks for a socket at this path. */
export function handshake(path: string): Uint8Array<ArrayBuffer> {
  return encoder.encode(
    `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\n` +
      "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n" +
      "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
  );
}
