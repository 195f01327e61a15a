import assert from "node:assert/strict";
import { narrowCors } from "@/lib/origin.ts";

const LISTED = ["https://film.example"];

for (
  const [what, open, allowed, origin, expected] of [
    ["keeps all open without a list", "*", [], "https://a.example", "*"],
    ["keeps all open for *", "*", ["*"], "https://a.example", "*"],
    [
      "names a listed origin",
      "*",
      LISTED,
      "https://film.example",
      "https://film.example",
    ],
    ["closes to an origin not listed", "*", LISTED, "https://a.example", null],
    ["closes where no origin is said", "*", LISTED, null, null],
    [
      "leaves a closed answer closed",
      null,
      LISTED,
      "https://film.example",
      null,
    ],
  ] as const
) {
  Deno.test(`narrowCors() ${what}`, () => {
    const headers = new Headers(
      open === null ? {} : { "access-control-allow-origin": open },
    );
    const request = new Request("http://17kan/media/001.mp4", {
      headers: origin === null ? {} : { origin },
    });
    narrowCors(request, headers, allowed);
    assert.equal(headers.get("access-control-allow-origin"), expected);
  });
}
