import assert from "node:assert/strict";
import { compareRoutePaths, parseRoutePath } from "@/lib/fresh/pattern.ts";

const ROUTES: readonly (readonly [string, string])[] = [
  ["index.tsx", "/"],
  ["about.tsx", "/about"],
  ["blog/index.ts", "/blog"],
  ["blog/[slug].tsx", "/blog/:slug"],
  ["[[lang]].tsx", "/{:lang}?"],
  ["blog/[[page]].tsx", "/blog{/:page}?"],
  ["docs/[...rest].tsx", "/docs/:rest*"],
  ["(inside)/index.tsx", "/"],
  ["(inside)/a/(b)/c.tsx", "/a/c"],
  ["at-[id].tsx", "/at-:id"],
  ["film.mp4.ts", "/film.mp4"],
];

for (const [path, pattern] of ROUTES) {
  Deno.test(`parseRoutePath() reads ${path} as ${pattern}`, () => {
    assert.equal(parseRoutePath(path).pattern, pattern);
    assert.equal(parseRoutePath(path).kind, "route");
  });
}

Deno.test("parseRoutePath() tells special files and their folders apart", () => {
  for (
    const [path, kind, folders] of [
      ["_app.tsx", "app", []],
      ["_404.tsx", "not-found", []],
      ["a/_error.tsx", "error", ["a"]],
      ["(in)/[id]/_layout.tsx", "layout", ["(in)", ":id"]],
      ["a/_middleware.ts", "middleware", ["a"]],
    ] as const
  ) assert.deepEqual(parseRoutePath(path), { kind, pattern: "", folders });
});

for (const path of ["[id.tsx", "a]/b.tsx", "[a][b].tsx", "[[a]]-b.tsx"]) {
  Deno.test(`parseRoutePath() refuses ${path}`, () => {
    assert.throws(() => parseRoutePath(path), SyntaxError);
  });
}

Deno.test("compareRoutePaths() tries the more specific address first", () => {
  const sorted = [
    "a/b.tsx",
    "a/x-[id].tsx",
    "a/[id].tsx",
    "a/[[id]].tsx",
    "a/[...rest].tsx",
    "[any]/b.tsx",
    "[...all].tsx",
  ];
  assert.deepEqual(sorted.toReversed().sort(compareRoutePaths), sorted);
});
