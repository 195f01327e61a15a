import {
  cutFilm,
  planClipOf,
  readClip,
  writePlaylist,
} from "@/lib/film/cut/mod.ts";
import { blobReader } from "@/lib/film/mod.ts";
import { DEMO } from "./still_media.ts";

/** The files of a stream, by their names: `index.m3u8`, `init.mp4` and clips. */
export type StreamFiles = Record<string, Uint8Array<ArrayBuffer>>;

/** The demo film as a stream, as a packager leaves it in a folder. */
export async function demoStream(): Promise<StreamFiles> {
  const reader = blobReader(new Blob([await Deno.readFile(DEMO)]));
  const cut = await cutFilm(reader);
  const playlist = writePlaylist(cut.clips, {
    init: "init.mp4",
    clip: (index) => `clip%20${index}.m4s`,
  });
  const files: StreamFiles = {
    "index.m3u8": new TextEncoder().encode(playlist),
    "init.mp4": new Uint8Array(cut.init),
  };
  for (const index of cut.clips.keys()) {
    const plan = planClipOf(cut, index);
    if (plan === null) break;
    const bytes = await readClip(reader, plan);
    files[`clip ${index}.m4s`] = new Uint8Array(bytes);
  }
  return files;
}

/** How many bytes the film has in it, without its playlist. */
export function bytesOf(files: StreamFiles): number {
  return Object.entries(files).reduce(
    (sum, [name, { length }]) => sum + (name.endsWith(".m3u8") ? 0 : length),
    0,
  );
}
