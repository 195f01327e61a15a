import { type Browser, chromium } from "playwright-core";
import { findChromium, findHeadlessShell } from "../setup/needs.ts";
import { thisSystem } from "../setup/this_system.ts";

/**
 * Options for `Deno.test`: Playwright keeps timers and pipes that Deno's
 * sanitizers would report as leaks.
 */
export const BROWSER_TEST = {
  sanitizeOps: false,
  sanitizeResources: false,
} as const;

/**
 * Starts a headless Chromium; close it when done.
 *
 * @param options.isWhole with the parts that make it a browser with windows: heavier by half
 */
export async function launchChromium(
  { args = [], isWhole = false }: {
    readonly args?: readonly string[];
    readonly isWhole?: boolean;
  } = {},
): Promise<Browser> {
  return await chromium.launch({
    executablePath: await executable(isWhole),
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

/** Debian's; the variable CHROMIUM names another one. */
async function executable(isWhole: boolean): Promise<string> {
  const path = Deno.env.get("CHROMIUM") ??
    (isWhole ? null : await findHeadlessShell(thisSystem)) ??
    await findChromium(thisSystem);
  if (path === null) throw new Error("There is no Chromium on this machine");
  return path;
}
