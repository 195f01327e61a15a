import {
  connectionOf,
  createMediaServer,
  type MediaServer,
  partBytesMaxOf,
  readViewer,
} from "@/lib/media/mod.ts";
import { withFolder } from "../media/folder.ts";
import { readHere } from "../media/read_here.ts";

/** Films on a port of this machine. */
export interface Served {
  readonly media: MediaServer;
  readonly folder: string;
  readonly port: number;
  /** Address of everything, with a slash at its end. */
  readonly url: string;
}

/** A real server on a free port, as the route of films makes one. */
export async function withFilms(
  files: Readonly<Record<string, string | Uint8Array>>,
  test: (served: Served) => Promise<void>,
): Promise<void> {
  await withFolder(files, async (folder) => {
    const media = createMediaServer({
      mediaDir: folder,
      demoPath: `${folder}/none.mp4`,
      watch: () => null,
      readFacts: readHere,
    });
    await media.library();
    const server = Deno.serve(
      { port: 0, hostname: "127.0.0.1", onListen() {} },
      (request, { remoteAddr, completed }) => {
        const url = new URL(request.url);
        return media.serve(request, {
          rawPath: url.pathname.slice("/media/".length),
          viewer: readViewer(url),
          partBytesMax: partBytesMaxOf(url),
          connection: connectionOf(remoteAddr),
          completed,
        });
      },
    );
    const { port } = server.addr;
    try {
      await test({ media, folder, port, url: `http://127.0.0.1:${port}/` });
    } finally {
      await server.shutdown();
      media.close();
    }
  });
}
