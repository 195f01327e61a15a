import fc from "fast-check";
import { type Dice, dice } from "@/lib/base/mod.ts";
import { concat, encode } from "./raw_socket.ts";

const utf8 = new TextEncoder();

/** Frames of RFC 6455 that are wrong, or right and seldom: as bytes on the line. */
export function oddFrameBytes(): fc.Arbitrary<Uint8Array> {
  const payload = fc.uint8Array({ maxLength: 300 });
  const seed = fc.nat();
  const framed = fc.record({
    fin: fc.boolean(),
    reserved: fc.constantFrom(0, 0, 0, 1, 4, 7),
    opcode: fc.nat(15),
    payload,
    masked: fc.constantFrom(true, true, true, false),
  });
  return fc.oneof(
    fc.tuple(framed, seed).map(([frame, seed]) => encode(frame, dice(seed))),
    // Text that is no UTF-8, whole and in pieces.
    fc.tuple(payload, seed).map(([payload, seed]) =>
      encode({ opcode: 1, payload }, dice(seed))
    ),
    fc.tuple(fc.nat(200), seed).map(([cut, seed]) => pieces(cut, dice(seed))),
    // A length that is a lie: what follows is read as its end, or never comes.
    fc.tuple(
      fc.constantFrom(126, 65_535, 65_536, 2 ** 31, 2 ** 40, 2 ** 53 - 1),
      payload,
      seed,
    ).map(([claims, payload, seed]) =>
      encode({ opcode: 1, payload, claims }, dice(seed))
    ),
    // Close, ping and pong with and without reasons.
    fc.tuple(fc.constantFrom(8, 9, 10), payload, seed).map((
      [opcode, payload, seed],
    ) => encode({ opcode, payload: payload.subarray(0, 125) }, dice(seed))),
    fc.constant(concat([utf8.encode("GET / HTTP/1.1\r\n\r\n")])),
    payload,
  );
}

/** A good probe in two pieces, with a ping in between (RFC 6455 5.4). */
function pieces(cut: number, roll: Dice): Uint8Array {
  const bytes = utf8.encode('{"type":"probe","sentMs":1}');
  const at = cut % bytes.length;
  return concat([
    encode({ fin: false, opcode: 1, payload: bytes.subarray(0, at) }, roll),
    encode({ opcode: 9, payload: bytes.subarray(0, 5) }, roll),
    encode({ opcode: 0, payload: bytes.subarray(at) }, roll),
  ]);
}

const PATHS = [
  "/",
  "/?u=%F0%9F%98%80&room=%00",
  "/?u=" + "a".repeat(3000),
  "/sync?u=evil&room=fuzz",
  "/sync/poll?u=evil&room=fuzz",
  "/media/001.mp4",
  "/media/../../etc/passwd",
  "/media/%2e%2e%2f%2e%2e%2fetc%2fpasswd",
  "/media/%00",
  "/media/%ff%fe",
  "/media/" + "%E8%83%A1".repeat(400),
  "/hls/001.mp4/index.m3u8",
  "/hls/001.mp4/999999999.m4s",
  "/hls/001.mp4/-1.m4s",
  "/api/library",
  "/api/rooms/fuzz",
  "/api/rooms/%E0%A4%A",
  "/api/rooms/__proto__",
  "/api/segments?v=%ff",
  "/healthz",
  "/metrics",
  "/status",
  "/_fresh/js/../../main.ts",
  "//",
  "/\\",
  "*",
  "http://other.example/",
];

/** Heads of requests, with and without a body, that no browser sends. */
export function oddHeads(): fc.Arbitrary<Uint8Array> {
  const method = fc.constantFrom(
    "GET",
    "HEAD",
    "POST",
    "DELETE",
    "OPTIONS",
    "PUT",
    "TRACE",
    "CONNECT",
    "get",
    "G\0T",
  );
  const path = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...PATHS) },
    {
      weight: 1,
      arbitrary: fc.string({ unit: "binary-ascii", maxLength: 60 }).map((
        text,
      ) => "/" + text.replaceAll(/[\r\n ]/g, "")),
    },
  );
  const header = fc.oneof(
    fc.constantFrom(
      "Content-Length: -1",
      "Content-Length: 5",
      "Content-Length: 18446744073709551616",
      "Content-Length: 3\r\nContent-Length: 4",
      "Transfer-Encoding: chunked",
      "Transfer-Encoding: chunked\r\nContent-Length: 3",
      "Connection: close",
      "Expect: 100-continue",
      "Host:",
      "Host: a\r\nHost: b",
      " folded: x",
      "no colon",
      "Accept-Language: zh;q=2,*;q=x,,;",
      "Accept-Encoding: br;q=0, gzip;q=nan",
      "Accept: */*;q=,text/html",
      "Cookie: lang=%ff; name=%E0%A4%A; =; ;;",
      "Origin: null",
      "Origin: https://other.example",
      'If-None-Match: W/"", *, "',
      "If-Modified-Since: yesterday",
      'If-Range: "x"',
      "X-17kan-Link: " + "f".repeat(4000),
      "Upgrade: h2c\r\nHTTP2-Settings: AAA",
      "A: " + "b".repeat(9000),
    ),
    fc.tuple(
      fc.string({ unit: "binary-ascii", minLength: 1, maxLength: 20 }),
      fc.string({ unit: "binary", maxLength: 60 }),
    ).map(([name, value]) => `${name}: ${value}`),
    ranges().map((value) => `Range: ${value}`),
  );
  return fc.tuple(
    method,
    path,
    fc.constantFrom("HTTP/1.1", "HTTP/1.1", "HTTP/1.0", "HTTP/9", ""),
    fc.array(header, { maxLength: 4 }),
    fc.constantFrom(
      "",
      "0\r\n\r\n",
      "zz\r\nx",
      "5\r\nhello\r\n0\r\n\r\n",
      "abc",
    ),
  ).map(([method, path, version, headers, body]) =>
    utf8.encode(
      [`${method} ${path} ${version}`, "Host: a", ...headers, "", body].join(
        "\r\n",
      ),
    )
  );
}

/** Ranges of RFC 9110 14.1, right and wrong. */
function ranges(): fc.Arbitrary<string> {
  const number = fc.oneof(
    fc.nat(5000).map(String),
    fc.constantFrom("", "-0", "1e3", "0x1", "99999999999999999999", "９", " 1"),
  );
  const one = fc.tuple(number, number).map(([from, to]) => `${from}-${to}`);
  return fc.tuple(
    fc.constantFrom("bytes=", "bytes=", "bytes =", "BYTES=", "items=", "", "="),
    fc.array(one, { maxLength: 30 }),
    fc.constantFrom(",", ", ", ";", " ,\t"),
  ).map(([unit, list, comma]) => unit + list.join(comma));
}

/** A film asked for by odd ranges alone, since most heads do not get so far. */
export function oddRanges(): fc.Arbitrary<Uint8Array> {
  return fc.tuple(
    fc.constantFrom("GET", "HEAD"),
    fc.constantFrom("/media/001.mp4", "/media/001.mp4?v=x&part=1"),
    ranges(),
  ).map(([method, path, range]) =>
    utf8.encode(
      `${method} ${path} HTTP/1.1\r\nHost: a\r\nRange: ${range}\r\n` +
        "Connection: close\r\n\r\n",
    )
  );
}

/** Handshakes of RFC 6455 4.1 of which something is odd, some with a frame behind them. */
export function oddHandshakes(): fc.Arbitrary<Uint8Array> {
  const maybe = (...values: string[]) => fc.constantFrom(...values);
  return fc.tuple(
    maybe("GET", "GET", "POST"),
    fc.oneof(
      fc.string({ unit: "binary", maxLength: 80 }).map((name) =>
        encodeURIComponent(name.toWellFormed())
      ),
      maybe("%ff", "%00", "", "a".repeat(5000), "%E2%80%AE", "evil&u=other"),
    ),
    maybe("Upgrade: websocket", "Upgrade: WebSocket, foo", "Upgrade: h2c", ""),
    maybe("Connection: Upgrade", "Connection: keep-alive", ""),
    maybe("13", "8", "13, 14", "", "999999999999"),
    maybe("dGhlIHNhbXBsZSBub25jZQ==", "", "x", "=".repeat(500)),
    maybe(
      "",
      "Origin: https://other.example",
      "Origin: null",
      "Sec-WebSocket-Protocol: a, b, a",
      "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits",
    ),
    oddFrameBytes(),
  ).map(([method, name, upgrade, connection, version, key, extra, frame]) =>
    concat([
      utf8.encode(
        [
          `${method} /sync?u=${name}&room=fuzz HTTP/1.1`,
          "Host: a",
          upgrade,
          connection,
          `Sec-WebSocket-Version: ${version}`,
          `Sec-WebSocket-Key: ${key}`,
          extra,
        ].filter((line) => line !== "").join("\r\n") + "\r\n\r\n",
      ),
      frame,
    ])
  );
}
