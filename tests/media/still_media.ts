import { createMediaServer, type MediaServer } from "@/lib/media/mod.ts";
import type { MediaServerOptions } from "@/lib/media/media_server.ts";
import { withFolder } from "./folder.ts";
import { readHere } from "./read_here.ts";

/** The demo film as it comes with us. */
export const DEMO = new URL("../../static/001.mp4", import.meta.url).pathname;

/** Films of a folder that lies still: what watching does is tested by itself. */
export async function withMedia(
  files: Readonly<Record<string, string | Uint8Array>>,
  test: (media: MediaServer, folder: string) => Promise<void>,
  options: Partial<MediaServerOptions> = {},
): Promise<void> {
  await withFolder(files, async (mediaDir) => {
    const media = createMediaServer({
      mediaDir,
      demoPath: DEMO,
      watch: () => null,
      readFacts: readHere,
      ...options,
    });
    // The first scan is under way in the folder that the test removes.
    await media.library();
    try {
      await test(media, mediaDir);
    } finally {
      media.close();
    }
  });
}
