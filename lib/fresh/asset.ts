import { BUILD_PARAM, buildId } from "./build_id.ts";

/**
 * The address of a static file that browsers may keep for a year, since it
 * changes with every build. Call it while rendering, not at module level.
 *
 * @param path Path below `static/`: `/icon.svg`; other addresses stay as is
 */
export function asset(path: string): string {
  const id = buildId();
  if (!/^\/(?!\/)/.test(path) || id === "") return path;
  const url = new URL(path, "http://asset.invalid");
  if (!url.searchParams.has(BUILD_PARAM)) url.searchParams.set(BUILD_PARAM, id);
  return url.pathname + url.search + url.hash;
}
