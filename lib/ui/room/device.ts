import type { Device } from "@/lib/protocol/mod.ts";

/** The part of a window that tells a device. */
export interface DeviceFacts {
  matchMedia?(query: string): { readonly matches: boolean };
  readonly screen?: { readonly width: number; readonly height: number };
}

/** Shorter side of a screen below which a touch device is a phone, in CSS px. */
export const PHONE_BELOW_PX = 600;

/** What kind of device a page runs on; `other` on the server. */
export function deviceOf({ matchMedia, screen }: DeviceFacts): Device {
  if (matchMedia === undefined || screen === undefined) return "other";
  if (!matchMedia.call(globalThis, "(pointer: coarse)").matches) {
    return "desktop";
  }
  return Math.min(screen.width, screen.height) < PHONE_BELOW_PX
    ? "phone"
    : "tablet";
}
