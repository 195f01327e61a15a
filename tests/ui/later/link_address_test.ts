import assert from "node:assert/strict";
import {
  addressName,
  reachOf,
  readAddress,
} from "@/lib/ui/later/link_address.ts";

Deno.test("readAddress() reads addresses as people type them", () => {
  const CASES: [string, string][] = [
    ["https://example.com/a.mp4", "https://example.com/a.mp4"],
    ["  HTTP://EXAMPLE.com/a b.mp4 ", "http://example.com/a%20b.mp4"],
    ["example.com/影.mp4", "https://example.com/%E5%BD%B1.mp4"],
    ["192.168.9.9:8080/a.mp4", "https://192.168.9.9:8080/a.mp4"],
    ["http://localhost:59117/a.mp4", "http://localhost:59117/a.mp4"],
    ["http://[::1]/a.mp4", "http://[::1]/a.mp4"],
  ];
  for (const [text, url] of CASES) {
    assert.deepEqual(readAddress(text), { url }, text);
  }
});

Deno.test("readAddress() names what is wrong", () => {
  const CASES: [string, string][] = [
    ["", "empty"],
    ["   ", "empty"],
    ["javascript:alert(1)", "not-http"],
    ["file:///etc/passwd", "not-http"],
    ["magnet:?xt=urn:btih:1", "not-http"],
    ["film", "no-address"],
    ["http://", "no-address"],
    ["https://a b/c", "no-address"],
    ["https://me:secret@example.com/a.mp4", "password"],
    ["https://me@example.com/a.mp4", "password"],
    ["https://:secret@example.com/a.mp4", "password"],
    [`https://example.com/${"a".repeat(2048)}`, "too-long"],
  ];
  for (const [text, fault] of CASES) {
    assert.deepEqual(readAddress(text), { fault }, text);
  }
});

Deno.test("addressName() takes the last part of the path", () => {
  const CASES: [string, string][] = [
    ["https://example.com/a/%E5%BD%B1.mp4?x=1", "影.mp4"],
    ["https://example.com/", "example.com"],
    ["https://example.com/100%.mp4", "100%.mp4"],
    ["no address", "no address"],
  ];
  for (const [url, name] of CASES) assert.equal(addressName(url), name);
});

Deno.test("reachOf() tells who reaches an address", () => {
  const CASES: [string, string][] = [
    ["http://localhost:8000/a.mp4", "machine"],
    ["http://films.localhost/a.mp4", "machine"],
    ["http://127.0.0.1/a.mp4", "machine"],
    ["http://127.8.9.10/a.mp4", "machine"],
    ["http://2130706433/a.mp4", "machine"],
    ["http://[::1]:80/a.mp4", "machine"],
    ["http://10.0.0.5/a.mp4", "house"],
    ["http://172.16.0.1/a.mp4", "house"],
    ["http://172.31.0.1/a.mp4", "house"],
    ["http://192.168.1.2:8080/a.mp4", "house"],
    ["http://169.254.1.2/a.mp4", "house"],
    ["http://[fd00::1]/a.mp4", "house"],
    ["http://[fe80::1]/a.mp4", "house"],
    ["http://nas.local/a.mp4", "house"],
    ["http://172.15.0.1/a.mp4", "anyone"],
    ["http://172.32.0.1/a.mp4", "anyone"],
    ["http://192.169.1.2/a.mp4", "anyone"],
    ["http://100.1.2.3/a.mp4", "anyone"],
    ["http://10.example.com/a.mp4", "anyone"],
    ["http://fd.example.com/a.mp4", "anyone"],
    ["https://[2001:db8::1]/a.mp4", "anyone"],
  ];
  for (const [url, reach] of CASES) assert.equal(reachOf(url), reach, url);
});
