/**
 * Linux's C library, where calls to the system are allowed.
 *
 * @module
 */

/** Where it lies: for Debian's kin, by processor, then for others. */
export const LIBC_PATHS = [
  "/lib/x86_64-linux-gnu/libc.so.6",
  "/lib/aarch64-linux-gnu/libc.so.6",
  "/lib64/libc.so.6",
  "/usr/lib/libc.so.6",
] as const;

/**
 * Opens some of its calls.
 *
 * @param paths Where it may lie; a name alone lets the system find it, and takes leave for all.
 * @returns null on other systems, and where no such library may be opened
 */
export function openLibc<Calls extends Deno.ForeignLibraryInterface>(
  calls: Calls,
  paths: readonly string[] = ["libc.so.6", ...LIBC_PATHS],
): Deno.DynamicLibrary<Calls>["symbols"] | null {
  if (Deno.build.os !== "linux") return null;
  for (const path of paths) {
    const asked = path.startsWith("/") ? { path } : {};
    const { state } = Deno.permissions.querySync({ name: "ffi", ...asked });
    if (state !== "granted") continue;
    try {
      return Deno.dlopen(path, calls).symbols;
    } catch {
      // Another libc, one without these calls, or none at this place.
    }
  }
  return null;
}
