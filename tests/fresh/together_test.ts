import assert from "node:assert/strict";
import { type Piece, together } from "@/lib/fresh/together.ts";

/** Pieces by name, each with what it imports; those with a capital can be asked for. */
function pieces(
  imports: Readonly<Record<string, readonly string[]>>,
): ReadonlyMap<string, Piece> {
  return new Map(
    Object.entries(imports).map(([name, imports]) => [name, {
      text: "",
      exports: [],
      imports,
      source: /^[A-Z]/.test(name) ? `islands/${name}.tsx` : null,
    }]),
  );
}

const CASES: readonly (readonly [
  what: string,
  imports: Readonly<Record<string, readonly string[]>>,
  pages: Partial<Parameters<typeof together>[1]>,
  homes: Readonly<Record<string, string>>,
])[] = [
  [
    "puts what a page starts with into few files, however often it was cut",
    { Boot: ["x"], A: ["x", "y"], Rare: ["y", "z"], x: [], y: ["x"], z: [] },
    { islands: ["A"] },
    { Boot: "Boot", x: "Boot", A: "A", y: "A", Rare: "Rare", z: "z" },
  ],
  [
    "gives what two fetch soon to the first",
    { Boot: [], A: [], F: ["x"], G: ["x", "y"], x: ["z"], y: [], z: [] },
    { islands: ["A"], fetched: ["F", "G"] },
    { Boot: "Boot", A: "A", F: "F", G: "G", x: "F", z: "F", y: "G" },
  ],
  [
    "leaves apart what several islands share",
    { Boot: [], A: ["x", "y"], B: ["x"], F: ["x"], x: [], y: [] },
    { islands: ["A", "B"], fetched: ["F"] },
    { Boot: "Boot", A: "A", B: "B", F: "F", x: "x", y: "A" },
  ],
  [
    "leaves apart what can be asked for by itself",
    { Boot: [], A: ["Words"], Words: ["x"], x: [] },
    { islands: ["A"] },
    { Boot: "Boot", A: "A", Words: "Words", x: "A" },
  ],
];
for (const [what, imports, pages, homes] of CASES) {
  Deno.test(`together() ${what}`, () => {
    const found = together(pieces(imports), {
      boot: "Boot",
      islands: [],
      fetched: [],
      ...pages,
    });
    assert.deepEqual(Object.fromEntries(found), homes);
  });
}
