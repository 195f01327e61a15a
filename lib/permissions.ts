import { resolve } from "node:path";
import { type Config, ConfigError, SETTING_NAMES } from "@/lib/config.ts";

/** Where a start happens. */
export interface Place {
  /** The folder of this project. */
  readonly root: string;
  /** The folder that relative paths start from. */
  readonly cwd: string;
  /** Whether `_fresh/` fits the sources, so that no bundler has to run. */
  readonly isBuilt: boolean;
  /** Linux's C library; null on systems without one that we know. */
  readonly libc: string | null;
  /** ffmpeg, which makes small pictures of films; null where it is not installed. */
  readonly ffmpeg: string | null;
}

/**
 * The flags by which Deno lets the server do what it has to, and nothing else: listen on its one
 * address, read itself, the films and its data, write its data, name this machine's addresses, and
 * run ffmpeg where that is installed.
 *
 * @throws {ConfigError} for a path that no permission can name
 */
export function permissionFlags(
  { host, port, mediaDir, dataDir, tls }: Config,
  { root, cwd, isBuilt, libc, ffmpeg }: Place,
): readonly string[] {
  const at = (path: string) => resolve(cwd, path);
  const read = [root, at(mediaDir), at(dataDir)];
  if (tls !== null) read.push(at(tls.certPath), at(tls.keyPath));
  const name = host.includes(":") ? `[${host}]` : host;
  const net = [`${name}:${port}`];
  // A new certificate is tried on a port of its own first.
  if (tls !== null && port !== 0) net.push(`${name}:0`);
  return [
    "--no-prompt",
    `--allow-net=${net.join(",")}`,
    `--allow-read=${listed(read)}`,
    `--allow-write=${listed([at(dataDir)])}`,
    "--allow-sys=networkInterfaces",
    ...(libc === null ? [] : [`--allow-ffi=${libc}`]),
    // The bundler's library hands its program the whole environment.
    ...(isBuilt
      ? [
        `--allow-env=${SETTING_NAMES.join(",")}`,
        // A path with a comma cannot be named, and pictures are not worth a start that fails.
        ...(ffmpeg === null || ffmpeg.includes(",")
          ? []
          : [`--allow-run=${ffmpeg}`]),
      ]
      : ["--allow-env", "--allow-run"]),
  ];
}

function listed(paths: readonly string[]): string {
  for (const path of paths) {
    // Deno 2.9 has no way to write one.
    if (path.includes(",")) {
      throw new ConfigError(
        `Cannot use the path "${path}" as it must have no comma, at which Deno's permissions divide`,
      );
    }
  }
  return [...new Set(paths)].join(",");
}
