/** A folder with files in it, gone after the test. */
export async function withFolder(
  files: Readonly<Record<string, string | Uint8Array>>,
  test: (folder: string) => Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "17kan-media-" });
  try {
    for (const [name, content] of Object.entries(files)) {
      const path = `${folder}/${name}`;
      await Deno.mkdir(path.slice(0, path.lastIndexOf("/")), {
        recursive: true,
      });
      if (typeof content === "string") await Deno.writeTextFile(path, content);
      else await Deno.writeFile(path, content);
    }
    await test(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** From the Linux headers. */
const RWF_NOWAIT = 8;

/** Whether Linux can tell there what of a file lies in memory, asked by other means than ours. */
export async function canTell(folder?: string): Promise<boolean> {
  if (Deno.build.os !== "linux") return false;
  const path = await Deno.makeTempFile(
    folder === undefined ? {} : {
      dir: folder,
    },
  );
  const libc = Deno.dlopen("libc.so.6", {
    open: { parameters: ["buffer", "i32"], result: "i32" },
    preadv2: {
      parameters: ["i32", "buffer", "i32", "i64", "i32"],
      result: "i32",
    },
    close: { parameters: ["i32"], result: "i32" },
  });
  try {
    await Deno.writeTextFile(path, "x");
    const { open, preadv2, close } = libc.symbols;
    const fd = open(new TextEncoder().encode(`${path}\0`), 0);
    const byte = new Uint8Array(1);
    const at = Deno.UnsafePointer.value(Deno.UnsafePointer.of(byte));
    const vector = new BigUint64Array([at, 1n]);
    const told = preadv2(fd, vector, 1, 0n, RWF_NOWAIT);
    close(fd);
    return told === 1;
  } finally {
    libc.close();
    await Deno.remove(path);
  }
}

/** Bytes that repeat nowhere within a film of a test, so that a misplaced one shows. */
export function countingBytes(sizeBytes: number): Uint8Array<ArrayBuffer> {
  const words = new Uint32Array(Math.ceil(sizeBytes / 4));
  for (let index = 0; index < words.length; index++) {
    words[index] = index * 2654435761;
  }
  return new Uint8Array(words.buffer, 0, sizeBytes);
}
