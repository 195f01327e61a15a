/** Uses under way: the last one stops esbuild's process. */
let running = 0;

/**
 * Loads esbuild, which a start from `_fresh/` never does, and stops its process after the last
 * use. Uses inside `use` share that process.
 *
 * @param use what is done with it
 */
export async function withEsbuild<T>(
  use: (esbuild: typeof import("esbuild")) => Promise<T>,
): Promise<T> {
  const esbuild = await import("esbuild");
  running++;
  try {
    return await use(esbuild);
  } finally {
    if (--running === 0) await esbuild.stop();
  }
}
