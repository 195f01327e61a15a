import assert from "node:assert/strict";
import type { Sender } from "@/lib/media/send/sender.ts";
import { canTell, countingBytes } from "../media/folder.ts";
import { sending, type Served, withFilms } from "./film_server.ts";

const FILM = countingBytes(12 * 1024 * 1024);
/** Linux, and films where it can tell what of them lies in memory: elsewhere none is handed over. */
const IS_LINUX = await canTell();

/** From how many connections on the thread sends parts from their first byte. */
const RUSHES = [
  { rushConnections: 1, whose: "by the thread" },
  { rushConnections: Infinity, whose: "begun at once" },
] as const;

/** A test of what Linux sends, which other systems leave out. */
function testOfLinux(
  name: string,
  test: (served: Served) => Promise<void>,
): void {
  for (const { rushConnections, whose } of RUSHES) {
    Deno.test({
      name: `${name}: ${whose}`,
      ignore: !IS_LINUX,
      fn: () =>
        withFilms({ "film.mp4": FILM }, test, {
          ...sending("by Linux"),
          rushConnections,
        }),
    });
  }
}

testOfLinux(
  "/media gives the page's player part after part on one connection, each as one chunk of its own",
  async ({ port, media }) => {
    const client = await Client.connect(port);
    for (const [first, last] of STRETCHES) {
      const { status, headers, body } = await client.ask(
        `/media/film.mp4?v=a`,
        [`Range: bytes=${first}-${last}`],
      );
      assert.equal(status, 206);
      assert.equal(
        headers.get("content-range"),
        `bytes ${first}-${last}/${FILM.length}`,
      );
      const isChunked = isLong([first, last]);
      assert.equal(
        headers.get("transfer-encoding"),
        isChunked ? "chunked" : null,
      );
      assert.equal(headers.has("content-length"), !isChunked);
      assert.ok(
        isEqual(body, FILM.subarray(first, last + 1)),
        `${first}-${last}`,
      );
    }
    client.close();
    const told = media.segments("a");
    assert.deepEqual(
      told.map(({ bytes }) => bytes),
      STRETCHES.map(([first, last]) => last - first + 1),
    );
    assert.ok(
      told.every(({ aborted, endedMs }) => !aborted && endedMs !== null),
    );
  },
);

/** Long and short ones, at odd places. */
const STRETCHES: readonly (readonly [first: number, last: number])[] = [
  [0, 1_048_575],
  [1_048_576, 2_097_151],
  [7, 70_006],
  [1, 3],
  [5_000_001, 9_000_000],
  [FILM.length - 65_536, FILM.length - 1],
];

Deno.test({
  name: "/media sends parts by Linux for one who asks as for many",
  ignore: !IS_LINUX,
  fn: () =>
    withFilms({ "film.mp4": FILM }, async ({ port }) => {
      const clients = [];
      const framed = [];
      for (let count = 0; count < 9; count++) {
        const client = await Client.connect(port);
        const { headers, body } = await client.ask("/media/film.mp4?v=a", [
          "Range: bytes=0-99999",
        ]);
        assert.ok(isEqual(body, FILM.subarray(0, 100_000)));
        framed.push(headers.get("transfer-encoding"));
        clients.push(client);
      }
      assert.deepEqual(framed, Array(9).fill("chunked"));
      for (const client of clients) client.close();
      // By clocks that stand still all of them ask at once, and looking for sockets takes no time.
    }, { ...sending("by Linux", () => 0), nowMs: () => 0 }),
});

testOfLinux(
  "/media says the length of what is long, and ends its connection after it",
  async ({ port }) => {
    for (const range of [[], ["Range: bytes=1-"]]) {
      const client = await Client.connect(port);
      const { headers, body } = await client.ask("/media/film.mp4", range);
      const expected = FILM.subarray(range.length);
      assert.equal(headers.get("content-length"), String(expected.length));
      assert.equal(headers.get("connection"), "close");
      assert.ok(isEqual(body, expected));
      assert.equal(await client.next(), null, "the connection is over");
      client.close();
    }
  },
);

for (const { rushConnections, whose } of RUSHES) {
  Deno.test({
    name:
      `/media sends all of a part, and of a film, where the thread takes no more orders: ${whose}`,
    ignore: !IS_LINUX,
    fn: () => {
      const { sender = null } = sending("by Linux");
      assert.ok(sender !== null);
      let asked = 0;
      const full: Sender = {
        lineTo(peer) {
          const line = sender.lineTo(peer);
          return line === null ? null : {
            ...line,
            send() {
              asked++;
              return null;
            },
          };
        },
        close: () => sender.close(),
      };
      return withFilms({ "film.mp4": FILM }, async ({ port }) => {
        const client = await Client.connect(port);
        for (const [first, last] of STRETCHES) {
          const { body } = await client.ask("/media/film.mp4?v=a", [
            `Range: bytes=${first}-${last}`,
          ]);
          assert.ok(isEqual(body, FILM.subarray(first, last + 1)));
        }
        const { body } = await client.ask("/media/film.mp4", []);
        assert.ok(isEqual(body, FILM));
        client.close();
        assert.equal(asked, 1 + STRETCHES.filter(isLong).length);
      }, { sender: full, rushConnections });
    },
  });
}

function isLong([first, last]: readonly [number, number]): boolean {
  return last - first + 1 >= 65_536;
}

testOfLinux(
  "/media frames nothing for an old proxy that speaks HTTP/1.0, not even on a connection that stays",
  async ({ port }) => {
    const client = await Client.connect(port);
    const { headers, body } = await client.ask("/media/film.mp4?v=a", [
      "Range: bytes=0-199999",
      "Connection: keep-alive",
    ], "HTTP/1.0");
    assert.equal(headers.get("transfer-encoding"), null);
    assert.ok(isEqual(body, FILM.subarray(0, 200_000)));
    client.close();
  },
);

testOfLinux(
  "/media answers requests that were sent in a row in their order, and each whole",
  async ({ port }) => {
    const client = await Client.connect(port);
    const firsts = Array.from({ length: 12 }, (_, index) => index * 900_000);
    for (const first of firsts) {
      await client.send("/media/film.mp4?v=a", [
        `Range: bytes=${first}-${first + 299_999}`,
      ]);
    }
    for (const first of firsts) {
      const { body } = await client.answer();
      assert.ok(
        isEqual(body, FILM.subarray(first, first + 300_000)),
        `${first}`,
      );
    }
    client.close();
  },
);

testOfLinux(
  "/media keeps no file open for hundreds who left, and forgets none of them",
  async ({ port, media }) => {
    const client = await Client.connect(port);
    await client.ask("/media/film.mp4?v=stays", ["Range: bytes=0-99999"]);
    const before = openFiles();
    for (let round = 0; round < 300; round++) {
      const leaving = await Client.connect(port);
      const range = round % 2 === 0 ? [] : ["Range: bytes=0-4000000"];
      await leaving.send(`/media/film.mp4?v=leaves`, range);
      if (round % 3 > 0) await leaving.next();
      leaving.close();
    }
    await until(() =>
      media.segments().every(({ endedMs }) => endedMs !== null)
    );
    assert.ok(
      media.segments("leaves").every(({ aborted, bytes }) =>
        aborted || bytes >= 4_000_000
      ),
    );
    // The film itself is put off a second later.
    await until(() => openFiles() <= before);
    const { body } = await client.ask("/media/film.mp4?v=stays", [
      "Range: bytes=0-99999",
    ]);
    assert.ok(isEqual(body, FILM.subarray(0, 100_000)));
    client.close();
  },
);

testOfLinux(
  "/media tells how far a film is that somebody takes slowly",
  async ({ port, media }) => {
    const client = await Client.connect(port);
    await client.send("/media/film.mp4?v=slow", []);
    await client.next();
    const told = () => media.segments("slow")[0];
    await until(() => (told()?.bytes ?? 0) > 0);
    const { bytes = 0, endedMs } = told() ?? {};
    assert.ok(bytes > 0 && bytes < FILM.length && endedMs === null, `${bytes}`);
    await until(() => (told()?.waitSumMs ?? 0) > 0);
    client.close();
    await until(() => told()?.endedMs !== null);
    assert.equal(told()?.aborted, true);
  },
);

testOfLinux(
  "/media loses no end of a film for who says more than they were to",
  async ({ port, media }) => {
    const client = await Client.connect(port);
    await client.send("/media/film.mp4?v=talks", []);
    let got = (await client.next())?.length ?? 0;
    await client.send("/media/film.mp4?v=talks", []);
    const read = async (bytes: number) => {
      while (got < bytes) {
        const more = await client.next();
        if (more === null) break;
        got += more.length;
      }
    };
    // The rest lies in the server's buffers when it has sent all. A connection that is closed with
    // something unread is reset, and they are thrown away.
    await read(FILM.length - 3_000_000);
    await until(() => media.segments("talks")[0]?.endedMs !== null);
    await read(Infinity);
    assert.ok(got > FILM.length, `${got} bytes with the head`);
    client.close();
  },
);

testOfLinux(
  "/media hands no connection on to programs that the server starts",
  async ({ port }) => {
    const client = await Client.connect(port);
    await client.send("/media/film.mp4", []);
    await client.next();
    const kept: string[] = [];
    for (const { name } of Deno.readDirSync("/proc/self/fd")) {
      const to = linkOf(`/proc/self/fd/${name}`);
      if (!/^(?:socket|anon_inode):/.test(to)) continue;
      const info = Deno.readTextFileSync(`/proc/self/fdinfo/${name}`);
      const flags = parseInt(/^flags:\s+(\d+)/m.exec(info)?.[1] ?? "", 8);
      if ((flags & O_CLOEXEC) === 0) kept.push(to);
    }
    assert.deepEqual(kept, []);
    client.close();
  },
);

/** From the Linux headers; the same on x86-64 and ARM64. */
const O_CLOEXEC = 0o2000000;

Deno.test({
  name:
    "/media leaves HTTP/2 to Deno, where others are answered on the same connection",
  ignore: !IS_LINUX || !await hasCurlWithHttp2(),
  fn: () =>
    withFilms({ "film.mp4": FILM }, async ({ url }) => {
      const wanted = await sha256(FILM);
      for (let tries = 0; tries < 5; tries++) {
        const { code, stdout } = await new Deno.Command("curl", {
          args: ["-sS", "--http2-prior-knowledge", `${url}media/film.mp4`],
        }).output();
        assert.equal(code, 0);
        assert.equal(await sha256(stdout), wanted);
      }
    }, sending("by Linux")),
});

async function hasCurlWithHttp2(): Promise<boolean> {
  try {
    const { stdout } = await new Deno.Command("curl", { args: ["-V"] })
      .output();
    return /HTTP2/.test(new TextDecoder().decode(stdout));
  } catch {
    return false;
  }
}

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", bytes);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16)).join();
}

/** Where a link of `/proc` leads; nowhere once it is gone. */
function linkOf(path: string): string {
  try {
    return Deno.readLinkSync(path);
  } catch {
    return "";
  }
}

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Uint8Array;
}

/** A client that looks at what is on the wire. */
class Client {
  readonly #socket: Deno.TcpConn;
  #rest = new Uint8Array(0);

  private constructor(socket: Deno.TcpConn) {
    this.#socket = socket;
  }

  static async connect(port: number): Promise<Client> {
    return new Client(await Deno.connect({ port, hostname: "127.0.0.1" }));
  }

  async ask(
    path: string,
    lines: readonly string[],
    version = "HTTP/1.1",
  ): Promise<Answer> {
    await this.send(path, lines, version);
    return await this.answer();
  }

  async send(
    path: string,
    lines: readonly string[],
    version = "HTTP/1.1",
  ): Promise<void> {
    const head = [`GET ${path} ${version}`, "Host: h", ...lines, "", ""];
    await this.#socket.write(new TextEncoder().encode(head.join("\r\n")));
  }

  async answer(): Promise<Answer> {
    const [line = "", ...fields] = (await this.#until("\r\n\r\n")).trimEnd()
      .split("\r\n");
    const headers = new Headers(
      fields.map((field): [string, string] => {
        const colon = field.indexOf(":");
        return [field.slice(0, colon), field.slice(colon + 1).trim()];
      }),
    );
    const status = Number(line.split(" ")[1]);
    const length = headers.get("content-length");
    if (length !== null) {
      return { status, headers, body: await this.#bytes(Number(length)) };
    }
    if (headers.get("transfer-encoding") !== "chunked") {
      return { status, headers, body: await this.#bytes(Infinity) };
    }
    const chunks: Uint8Array[] = [];
    for (;;) {
      const size = parseInt(await this.#until("\r\n"), 16);
      chunks.push(await this.#bytes(size));
      assert.equal(
        await this.#until("\r\n"),
        "\r\n",
        "a chunk ends where it says",
      );
      if (size === 0) break;
    }
    return { status, headers, body: joined(chunks) };
  }

  /** What comes next; null at the end, which a broken connection is as well. */
  async next(): Promise<Uint8Array | null> {
    const buffer = new Uint8Array(262_144);
    try {
      const got = await this.#socket.read(buffer);
      return got === null ? null : buffer.subarray(0, got);
    } catch (error) {
      if (error instanceof Deno.errors.ConnectionReset) return null;
      throw error;
    }
  }

  close(): void {
    this.#socket.close();
  }

  async #until(mark: string): Promise<string> {
    for (;;) {
      const text = new TextDecoder("latin1").decode(
        this.#rest.subarray(0, 4096),
      );
      const at = text.indexOf(mark);
      if (at >= 0) {
        this.#rest = this.#rest.slice(at + mark.length);
        return text.slice(0, at + mark.length);
      }
      const more = await this.next();
      assert.ok(
        more !== null,
        `the connection ended before ${JSON.stringify(mark)}`,
      );
      this.#rest = joined([this.#rest, more]);
    }
  }

  /** So many bytes; all there are for `Infinity`. */
  async #bytes(length: number): Promise<Uint8Array> {
    const pieces = [this.#rest];
    let got = this.#rest.length;
    while (got < length) {
      const more = await this.next();
      if (more === null) break;
      pieces.push(new Uint8Array(more));
      got += more.length;
    }
    const all = joined(pieces);
    this.#rest = all.slice(Math.min(length, all.length));
    return all.slice(0, Math.min(length, all.length));
  }
}

function joined(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(
    pieces.reduce((sum, { length }) => sum + length, 0),
  );
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}

/** Files that this process has open. */
function openFiles(): number {
  return [...Deno.readDirSync("/proc/self/fd")].length;
}

function isEqual(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length &&
    left.every((byte, index) => byte === right[index]);
}

/** Waits for something that comes within moments. */
async function until(isTrue: () => boolean): Promise<void> {
  const endMs = performance.now() + 20_000;
  while (!isTrue()) {
    assert.ok(performance.now() < endMs, `${isTrue} comes within 20 s`);
    await new Promise((resolve) => setTimeout(resolve));
  }
}
