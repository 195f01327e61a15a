/** Something the tests need from the system. */
export interface Need {
  /** The Debian package that brings it. */
  readonly aptPackage: string;
  /** The tests run without it too, only slower; not every Debian and Ubuntu has the package. */
  readonly isExtra?: boolean;
  /** Whether the system has it already. */
  isThere(system: System): Promise<boolean>;
}

/** What a look at the system takes; the tests hand in another one. */
export interface System {
  /** Whether a file exists. */
  exists(path: string): Promise<boolean>;
  /** A program's standard output; null when it is missing or ends badly. */
  output(command: string, ...args: string[]): Promise<string | null>;
}

/** Where Debian, Ubuntu and Fedora put a Chromium, the first one preferred. */
const CHROMIUM_PATHS = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
] as const;

/**
 * Chromium without windows: the same engine and decoders, at half the processor
 * time for a page (measured: 6.5 s beside 13.3 s for six pages with a film).
 */
const HEADLESS_SHELL = "/usr/bin/chromium-headless-shell";

/** All that the tests need beside Deno. */
export const NEEDS: readonly Need[] = [
  {
    aptPackage: "chromium",
    isThere: async (system) => await findChromium(system) !== null,
  },
  { ...program("chromium-headless-shell", HEADLESS_SHELL), isExtra: true },
  {
    aptPackage: "ffmpeg",
    isThere: async (system) =>
      await system.output("ffmpeg", "-version") !== null,
  },
  // Whoever fetches films beside browsers.
  ...([
    ["curl", "--version"],
    ["mpv", "--version"],
    // OpenSSL 3.0 knows it as a command only.
    ["openssl", "version"],
    ["wget", "--version"],
  ] as const).map(([aptPackage, asks]): Need => ({
    aptPackage,
    isThere: async (system) => await system.output(aptPackage, asks) !== null,
  })),
  program("firefox-esr", "/usr/bin/firefox-esr"),
  program("nginx", "/usr/sbin/nginx"),
  {
    // Without Chinese glyphs a page is laid out with boxes of other widths.
    aptPackage: "fonts-noto-cjk",
    isThere: async (system) =>
      (await system.output("fc-list", ":lang=zh-cn") ?? "").trim() !== "",
  },
  // WebKit's driver brings its MiniBrowser; both want a screen, and decoders for film and sound.
  program("webkit2gtk-driver", "/usr/bin/WebKitWebDriver"),
  program("xvfb", "/usr/bin/Xvfb"),
  installed("gstreamer1.0-libav"),
  installed("gstreamer1.0-plugins-good"),
  installed("gstreamer1.0-plugins-bad"),
];

/** A Debian package that is a program at a path. */
function program(aptPackage: string, path: string): Need {
  return { aptPackage, isThere: (system) => system.exists(path) };
}

/** A Debian package without a program, such as decoders that WebKit loads. */
function installed(aptPackage: string): Need {
  return {
    aptPackage,
    isThere: async (system) =>
      (await system.output("dpkg-query", "-W", "-f=${Status}", aptPackage))
        ?.includes("ok installed") ?? false,
  };
}

/** The path of a Chromium, or null when there is none. */
export async function findChromium(system: System): Promise<string | null> {
  for (const path of CHROMIUM_PATHS) {
    if (await system.exists(path)) return path;
  }
  return null;
}

/** The path of Debian's Chromium without windows, or null where it is absent. */
export async function findHeadlessShell(
  system: System,
): Promise<string | null> {
  return await system.exists(HEADLESS_SHELL) ? HEADLESS_SHELL : null;
}

/** The needs that the system does not meet. */
export async function missingNeeds(
  system: System,
  needs: readonly Need[] = NEEDS,
): Promise<readonly Need[]> {
  const missing: Need[] = [];
  for (const need of needs) {
    if (!await need.isThere(system)) missing.push(need);
  }
  return missing;
}
