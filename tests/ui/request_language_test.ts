import assert from "node:assert/strict";
import { requestLanguage } from "@/lib/ui/request_language.ts";

Deno.test("requestLanguage() takes the address, then the cookie, then the browser", () => {
  const CASES: [string, string | null, string | null, string][] = [
    ["/", null, null, "zh-CN"],
    ["/", null, "en-GB,en;q=0.9", "en"],
    ["/", "a=1; lang=zh-CN", "en", "zh-CN"],
    ["/?lang=en", "lang=zh-CN", "zh", "en"],
    ["/?lang=fr", "lang=xx", "de,en;q=0.5", "en"],
    ["/", "notlang=en", "zh", "zh-CN"],
  ];
  for (const [path, cookie, accept, expected] of CASES) {
    const headers = new Headers();
    if (cookie !== null) headers.set("cookie", cookie);
    if (accept !== null) headers.set("accept-language", accept);
    const url = new URL(path, "http://a.example");
    assert.equal(requestLanguage({ url, headers }), expected, path);
  }
});
