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

/** What a Chromium is started with in containers, and so that it talks to nobody by itself. */
export const CHROMIUM_ARGS: readonly string[] = [
  // Containers run as root, where Chromium's sandbox refuses to start.
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
/** Lets films play with sound and without a tap, as after a first click. */
export const PLAY_FREELY = "--autoplay-policy=no-user-gesture-required";

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
    args: [...CHROMIUM_ARGS, ...args],
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
