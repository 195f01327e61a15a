import { type Browser, chromium } from "playwright-core";

/** Debian's Chromium; CHROMIUM names another one. */
const EXECUTABLE = "/usr/bin/chromium";

/**
 * Options for `Deno.test`: Playwright keeps timers and pipes that Deno's
 * sanitizers would report as leaks.
 */
export const BROWSER_TEST = {
  sanitizeOps: false,
  sanitizeResources: false,
} as const;

/** Starts a headless Chromium; close it when done. */
export function launchChromium(
  { args = [] }: { args?: readonly string[] } = {},
): Promise<Browser> {
  return chromium.launch({
    executablePath: Deno.env.get("CHROMIUM") ?? EXECUTABLE,
    headless: true,
    args: [
      // Containers run as root, where Chromium's sandbox refuses to start.
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      ...args,
    ],
  });
}
