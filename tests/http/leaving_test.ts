import assert from "node:assert/strict";
import { countingBytes } from "../media/folder.ts";
import { type Served, withFilms } from "./film_server.ts";

const FILM = countingBytes(8 * 1024 * 1024);

/** How often this process holds a file open; 0 where the system does not tell. */
function heldOpen(path: string): number {
  const descriptors = "/proc/self/fd";
  try {
    // Other tests run beside this one, so only this file counts.
    return [...Deno.readDirSync(descriptors)].filter(({ name }) => {
      try {
        return Deno.readLinkSync(`${descriptors}/${name}`) === path;
      } catch {
        return false;
      }
    }).length;
  } catch {
    return 0;
  }
}

async function ask({ port }: Served, target: string): Promise<Deno.TcpConn> {
  const socket = await Deno.connect({ port, hostname: "127.0.0.1" });
  const head = `GET /media/${target} HTTP/1.1\r\nHost: h\r\n\r\n`;
  await socket.write(new TextEncoder().encode(head));
  return socket;
}

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise((resolve) => setTimeout(resolve, 5));
}

Deno.test("/media has lost nothing after a thousand who left in the middle", async () => {
  await withFilms({ "film.mp4": FILM }, async (served) => {
    const { media } = served;
    const path = await Deno.realPath(`${served.folder}/film.mp4`);
    const buffer = new Uint8Array(70_000);
    for (let round = 0; round < 50; round++) {
      await Promise.all(
        Array.from({ length: 20 }, async (_, index) => {
          const socket = await ask(served, `film.mp4?v=${round}-${index}`);
          // Some leave at once, some after the head, some in the middle.
          for (let reads = index % 4; reads > 0; reads--) {
            await socket.read(buffer);
          }
          socket.close();
        }),
      );
    }
    await until(() =>
      media.segments().every(({ endedMs }) => endedMs !== null)
    );
    // What is on the shelf is put off within a second.
    await until(() => heldOpen(path) === 0);
    const answer = await fetch(`${served.url}media/film.mp4`);
    const body = new Uint8Array(await answer.arrayBuffer());
    assert.ok(body.every((byte, index) => byte === FILM[index]));
  });
});

Deno.test("/media gives who has begun the film that was, and all others the one that took its name", async () => {
  await withFilms({ "film.mp4": FILM }, async (served) => {
    const { folder, url } = served;
    const first = await fetch(`${url}media/film.mp4`);
    const reader = first.body?.getReader();
    let begun = await reader?.read();
    const other = FILM.toReversed();
    await Deno.writeFile(`${folder}/part`, other);
    await Deno.rename(`${folder}/part`, `${folder}/film.mp4`);
    const second = await fetch(`${url}media/film.mp4`);
    assert.notEqual(second.headers.get("etag"), first.headers.get("etag"));
    const now = new Uint8Array(await second.arrayBuffer());
    assert.ok(now.every((byte, index) => byte === other[index]));
    let at = 0;
    for (; begun?.value !== undefined; begun = await reader?.read()) {
      const expected = FILM.subarray(at, at += begun.value.length);
      assert.ok(begun.value.every((byte, index) => byte === expected[index]));
    }
    assert.equal(at, FILM.length);
    // A part of the first under the tag of the second would be neither.
    const etag = first.headers.get("etag") ?? "";
    const rest = await fetch(`${url}media/film.mp4`, {
      headers: { range: "bytes=10-19", "if-range": etag },
    });
    assert.equal(rest.status, 200);
    await rest.body?.cancel();
  });
});
