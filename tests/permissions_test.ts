import assert from "node:assert/strict";
import { ConfigError, readConfig } from "@/lib/config.ts";
import { permissionFlags } from "@/lib/permissions.ts";

const PLACE = {
  root: "/17kan/",
  cwd: "/home",
  isBuilt: true,
  libc: null,
  ffmpeg: null,
};

function flagsOf(flags: readonly string[], place = {}): readonly string[] {
  const config = readConfig(flags, () => undefined);
  return permissionFlags(config, { ...PLACE, ...place });
}

Deno.test("permissionFlags() lets the server do what its settings take, and nothing else", () => {
  const flags = flagsOf([]);
  assert.deepEqual(flags.filter((flag) => !/^--allow-env=/.test(flag)), [
    "--no-prompt",
    "--allow-net=0.0.0.0:59117",
    "--allow-read=/17kan/,/home/media,/home/data",
    "--allow-write=/home/data",
    "--allow-sys=networkInterfaces",
  ]);
  assert.ok(flags.some((flag) => /^--allow-env=PORT,HOST,/.test(flag)));
});

Deno.test("permissionFlags() adds the files of a certificate, and a port to try it on", () => {
  const flags = flagsOf([
    "--host=::",
    "--tls-cert=/etc/a.pem",
    "--tls-key=b.pem",
  ], { libc: "/lib/libc.so.6" });
  assert.ok(flags.includes("--allow-net=[::]:59117,[::]:0"));
  assert.ok(flags.includes(
    "--allow-read=/17kan/,/home/media,/home/data,/etc/a.pem,/home/b.pem",
  ));
  assert.ok(flags.includes("--allow-ffi=/lib/libc.so.6"));
});

Deno.test("permissionFlags() lets programs run only where the bundler has to, and ffmpeg where it is", () => {
  const runs = (place = {}) =>
    flagsOf([], place).filter((flag) => flag.startsWith("--allow-run"));
  assert.deepEqual(runs(), []);
  assert.deepEqual(runs({ ffmpeg: "/usr/bin/ffmpeg" }), [
    "--allow-run=/usr/bin/ffmpeg",
  ]);
  assert.deepEqual(runs({ ffmpeg: "/a,b/ffmpeg" }), []);
  assert.ok(flagsOf([], { isBuilt: false }).includes("--allow-run"));
});

Deno.test("permissionFlags() refuses a path that no permission can name", () => {
  assert.throws(() => flagsOf(["--media-dir=/a,b"]), ConfigError);
});
