import assert from "node:assert/strict";
import { findChromium, missingNeeds, type System } from "./needs.ts";

/** Beside Chromium. */
const BROWSERS = [
  "/usr/bin/chromium-headless-shell",
  "/usr/bin/firefox-esr",
  "/usr/sbin/nginx",
  "/usr/bin/WebKitWebDriver",
  "/usr/bin/Xvfb",
];
/** What prints its version on a system that has it, beside ffmpeg. */
const FETCHERS = {
  curl: "curl 8",
  mpv: "mpv 0.40",
  openssl: "OpenSSL 3",
  wget: "GNU Wget 1",
  "dpkg-query": "install ok installed",
};

/** A system that has these files, and programs that print this. */
function fakeSystem(
  files: readonly string[],
  programs: Readonly<Record<string, string>>,
): System {
  return {
    exists: (path) => Promise.resolve(files.includes(path)),
    output: (command, ...args) =>
      Promise.resolve(
        command === "openssl" && args[0] !== "version"
          ? null
          : programs[command] ?? null,
      ),
  };
}

async function missingPackages(system: System): Promise<readonly string[]> {
  return (await missingNeeds(system)).map((need) => need.aptPackage);
}

Deno.test("missingNeeds() names all on a bare system", async () => {
  assert.deepEqual(await missingPackages(fakeSystem([], {})), [
    "chromium",
    "chromium-headless-shell",
    "ffmpeg",
    "curl",
    "mpv",
    "openssl",
    "wget",
    "firefox-esr",
    "nginx",
    "fonts-noto-cjk",
    "webkit2gtk-driver",
    "xvfb",
    "gstreamer1.0-libav",
    "gstreamer1.0-plugins-good",
    "gstreamer1.0-plugins-bad",
  ]);
});

Deno.test("missingNeeds() asks for a font where fontconfig knows none", async () => {
  const system = fakeSystem(["/usr/bin/chromium", ...BROWSERS], {
    ...FETCHERS,
    ffmpeg: "ffmpeg version 7",
    "fc-list": "\n",
  });
  assert.deepEqual(await missingPackages(system), ["fonts-noto-cjk"]);
});

Deno.test("missingNeeds() is empty where all is there", async () => {
  const system = fakeSystem(["/usr/bin/google-chrome", ...BROWSERS], {
    ...FETCHERS,
    ffmpeg: "ffmpeg version 7",
    "fc-list": "NotoSansCJK-Regular.ttc: Noto Sans CJK SC",
  });
  assert.deepEqual(await missingPackages(system), []);
});

Deno.test("findChromium() prefers Debian's", async () => {
  const files = ["/usr/bin/google-chrome", "/usr/bin/chromium"];
  const found = await findChromium(fakeSystem(files, {}));
  assert.equal(found, "/usr/bin/chromium");
});
