import assert from "node:assert/strict";
import { deviceOf } from "@/lib/ui/room/device.ts";

Deno.test("deviceOf() tells by touch and by the shorter side", () => {
  const by = (matches: boolean, width: number, height: number) =>
    deviceOf({ matchMedia: () => ({ matches }), screen: { width, height } });
  assert.equal(by(false, 390, 844), "desktop");
  assert.equal(by(true, 390, 844), "phone");
  assert.equal(by(true, 844, 390), "phone");
  assert.equal(by(true, 820, 1180), "tablet");
  assert.equal(deviceOf({}), "other");
});
