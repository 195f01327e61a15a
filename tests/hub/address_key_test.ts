import assert from "node:assert/strict";
import { addressKey } from "@/lib/hub/address_key.ts";

const CASES: [address: string, key: string][] = [
  ["192.168.9.9", "192.168.9.9"],
  ["::ffff:192.168.9.9", "192.168.9.9"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2"],
  ["2001:0DB8:0001:0002::9", "2001:db8:1:2"],
  ["2001:db8::1", "2001:db8:0:0"],
  ["::1", "0:0:0:0"],
  ["fe80::1%eth0", "fe80:0:0:0"],
  ["local", "local"],
];
for (const [address, key] of CASES) {
  Deno.test(`addressKey() counts ${address} as ${key}`, () => {
    assert.equal(addressKey(address), key);
  });
}
