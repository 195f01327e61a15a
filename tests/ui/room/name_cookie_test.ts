import assert from "node:assert/strict";
import { keptName } from "@/lib/ui/room/name_cookie.ts";

const CASES: [what: string, header: string | null, name: string | null][] = [
  ["nothing without cookies", null, null],
  ["the name among others", "lang=en; name=%E8%83%A1%E6%A1%83", "胡桃"],
  ["nothing of what cannot be read", "name=%E8%83", null],
  ["nothing that cannot be seen", "name=%20%20", null],
  ["nothing of a cookie that only ends so", "nickname=a", null],
  ["no character of markup lost or run", "name=%3Cb%3E", "<b>"],
];
for (const [what, header, name] of CASES) {
  Deno.test(`keptName() gives ${what}`, () => {
    assert.equal(keptName(header), name);
  });
}
