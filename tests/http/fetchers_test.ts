import assert from "node:assert/strict";
import { filmUrl } from "@/lib/media/mod.ts";
import { countingBytes } from "../media/folder.ts";
import { thisSystem } from "../setup/this_system.ts";
import { type Served, withFilms } from "./film_server.ts";

const FILM = countingBytes(3_000_001);
const HALF = 1_234_567;

/** Runs a program of somebody else; gives what it says, and throws where it fails. */
async function run(command: string, ...args: string[]): Promise<Uint8Array> {
  const { code, stdout, stderr } = await new Deno.Command(command, { args })
    .output();
  const said = new TextDecoder().decode(stderr);
  assert.equal(code, 0, `${command} ${args.join(" ")}: ${said}`);
  return stdout;
}

/** A test of a program, which a machine without it leaves out; `deno task test` installs it. */
async function testWith(
  program: string,
  name: string,
  act: (served: Served, url: string) => Promise<void>,
  films: Record<string, string | Uint8Array> = { "film.mp4": FILM },
): Promise<void> {
  const isThere = await thisSystem.output(
    program,
    program === "ffmpeg" ? "-version" : "--version",
  ) !== null;
  Deno.test({
    name,
    ignore: !isThere,
    fn: () =>
      withFilms(films, (served) => act(served, `${served.url}media/film.mp4`)),
  });
}

/** A folder outside of the server's. */
async function inFolder(
  act: (folder: string) => Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "17kan-fetched-" });
  try {
    await act(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

await testWith(
  "curl",
  "curl fetches a film whole, by parts, and goes on after a break",
  (_, url) =>
    inFolder(async (folder) => {
      const whole = await run("curl", "-sSf", url);
      assert.ok(isEqual(whole, FILM));
      const part = await run("curl", "-sSf", "-r", "5-1000004", url);
      assert.ok(isEqual(part, FILM.subarray(5, 1_000_005)));
      const tail = await run("curl", "-sSf", "-r", "-70000", url);
      assert.ok(isEqual(tail, FILM.subarray(-70_000)));
      // Several ranges at once may be answered by the whole.
      const several = await run("curl", "-sSf", "-r", "0-1,5-6", url);
      assert.ok(isEqual(several, FILM));
      const path = `${folder}/film.mp4`;
      // Whatever the page's own player gets, a download with its address is whole.
      for (const query of ["", "?v=abc"]) {
        await Deno.writeFile(path, FILM.subarray(0, HALF));
        await run("curl", "-sSf", "-C", "-", "-o", path, url + query);
        assert.ok(isEqual(await Deno.readFile(path), FILM), query);
      }
    }),
);

await testWith(
  "curl",
  "curl is told the length by HEAD, and nothing it knows already",
  async (_, url) => {
    const head = text(await run("curl", "-sSfI", url));
    assert.match(head, /^content-length: 3000001\r$/im);
    const etag = /^etag: (.*)\r$/im.exec(head)?.[1] ?? "";
    const ask = async (...headers: string[]) =>
      text(
        await run(
          "curl",
          "-sS",
          "-o",
          "/dev/null",
          "-w",
          "%{http_code} %{size_download}",
          ...headers.flatMap((header) => ["-H", header]),
          url,
        ),
      );
    assert.equal(await ask(`If-None-Match: ${etag}`), "304 0");
    assert.equal(
      await ask(`If-Range: ${etag}`, "Range: bytes=0-99"),
      "206 100",
    );
    assert.equal(
      await ask('If-Range: "old"', "Range: bytes=0-99"),
      "200 3000001",
    );
    assert.match(await ask("Range: bytes=3000001-"), /^416 /);
  },
);

await testWith(
  "wget",
  "wget fetches a film and goes on after a break",
  (_, url) =>
    inFolder(async (folder) => {
      const path = `${folder}/film.mp4`;
      await run("wget", "-q", "-O", path, url);
      assert.ok(isEqual(await Deno.readFile(path), FILM));
      await Deno.writeFile(path, FILM.subarray(0, HALF));
      await run("wget", "-q", "-c", "-P", folder, url);
      assert.ok(isEqual(await Deno.readFile(path), FILM));
    }),
);

const ODD_NAMES = [
  "a b",
  "100%",
  "1+1=2",
  "c#d?e&f",
  `it's "quoted"`,
  "\u00e9 composed",
  "e\u0301 apart",
  "电影 第一集",
  "\u{1f3ac}\u200d\u{1f37f}",
  "a%2fb",
  "tab\tand\nline",
  "x".repeat(200),
];

await testWith(
  "curl",
  "curl fetches films of odd names, each its own, the composed and the decomposed apart",
  async ({ url, folder }) => {
    const there = [...Deno.readDirSync(folder)].map(({ name }) => name);
    assert.deepEqual(there.sort(), ODD_NAMES.map((n) => `${n}.mp4`).sort());
    for (const name of ODD_NAMES) {
      const address = url.slice(0, -1) + filmUrl(`${name}.mp4`);
      assert.equal(text(await run("curl", "-sSf", address)), name);
    }
  },
  Object.fromEntries(ODD_NAMES.map((name) => [`${name}.mp4`, name])),
);

await testWith(
  "curl",
  "curl gets nothing from outside of the folder, hidden, or no file",
  async ({ url, folder }) => {
    const outside = await Deno.makeTempFile();
    await Deno.writeTextFile(outside, "secret");
    await Deno.symlink(outside, `${folder}/link.mp4`);
    await Deno.writeTextFile(`${folder}/.hidden.mp4`, "secret");
    await Deno.mkdir(`${folder}/sub.mp4`);
    await new Deno.Command("mkfifo", { args: [`${folder}/fifo.mp4`] }).output();
    const name = outside.slice(1);
    for (
      const path of [
        `../${name}`,
        `%2e%2e/${name}`,
        `..%2f..%2f..%2f${encodeURIComponent(name)}`,
        `sub.mp4/../../${name}`,
        `..%5c${encodeURIComponent(name)}`,
        `film.mp4%00`,
        `/${name}`,
        "link.mp4",
        ".hidden.mp4",
        "sub.mp4",
        "sub.mp4/",
        "fifo.mp4",
        "film.mp4/",
        "",
        "x".repeat(5000),
      ]
    ) {
      const status = text(
        await run(
          ...["curl", "-sS", "--path-as-is", "--max-time", "5"] as const,
          ...["-o", "/dev/null", "-w", "%{http_code}", `${url}media/${path}`],
        ),
      );
      assert.equal(status, "404", path.slice(0, 50));
    }
    await Deno.remove(outside);
  },
);

await testWith(
  "curl",
  "curl fetches what lies beyond 4 GiB, and an empty film",
  async ({ url, folder }) => {
    const sizeBytes = 5 * 1024 ** 3;
    const file = await Deno.create(`${folder}/huge.mp4`);
    await file.truncate(sizeBytes);
    await file.seek(sizeBytes - 6, Deno.SeekMode.Start);
    await file.write(new TextEncoder().encode("beyond"));
    file.close();
    const huge = `${url}media/huge.mp4`;
    for (
      const range of ["-6", `${sizeBytes - 6}-`, `${sizeBytes - 6}-9999999999`]
    ) {
      assert.equal(
        text(await run("curl", "-sSf", "-r", range, huge)),
        "beyond",
      );
    }
    const head = text(await run("curl", "-sSfI", huge));
    assert.match(head, /^content-length: 5368709120\r$/im);
    await Deno.writeTextFile(`${folder}/empty.mp4`, "");
    const empty = `${url}media/empty.mp4`;
    assert.equal(text(await run("curl", "-sSf", empty)), "");
    assert.equal(text(await run("curl", "-sSf", "-r", "-5", empty)), "");
  },
);

const DEMO = new URL("../../static/001.mp4", import.meta.url).pathname;
const demo = { "film.mp4": await Deno.readFile(DEMO) };
/** Whole, and what a viewer's address leaves whole too. */
const FILES = ["media/film.mp4", "media/film.mp4?v=abc"];
/** The same in clips; ffmpeg 5.1, and mpv by it, cannot seek in such, not in those that it made either. */
const CLIPS = "hls/film.mp4/index.m3u8";

await testWith(
  "ffmpeg",
  "ffmpeg decodes a film to its end, from the middle, and in clips",
  async ({ url }) => {
    const framesOf = async (address: string, ...seek: string[]) => {
      const progress = text(
        await run(
          ...["ffmpeg", "-v", "error", "-nostdin", ...seek] as const,
          ...["-i", url + address, "-map", "0:v", "-f", "null"],
          ...["-progress", "-", "-"],
        ),
      );
      return Number(progress.match(/frame=(\d+)/g)?.at(-1)?.slice(6));
    };
    for (const address of [...FILES, CLIPS]) {
      assert.equal(await framesOf(address), 1920, address);
    }
    for (const address of FILES) {
      const frames = await framesOf(address, "-ss", "60");
      assert.ok(Math.abs(frames - 120) <= 1, `${frames} of 120 frames`);
    }
  },
  demo,
);

await testWith(
  "mpv",
  "mpv plays a film from its middle to its end, and in clips",
  async ({ url }) => {
    const play = (address: string, ...from: string[]) =>
      run(
        ...["mpv", "--no-config", "--vo=null", "--ao=null"] as const,
        ...["--untimed", "--really-quiet", "--no-audio", ...from],
        url + address,
      );
    for (const address of FILES) await play(address, "--start=50");
    await play(CLIPS);
  },
  demo,
);

function text(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

function isEqual(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}
