import assert from "node:assert/strict";
import { earlyFilmScript } from "@/lib/ui/early_film_script.ts";

const COMING = {
  name: `胡桃"</script><b>`,
  room: "17",
  viewerId: "abc",
  path: `films/夜 "1".mp4`,
  shape: null,
  userAgent: "Mozilla/5.0 Chrome/156.0.0.0 Safari/537.36",
};

/** Runs the script as a document does, in a browser that has kept what is said. */
function run(
  script: string,
  { tab = {}, prefs = null, line }: {
    readonly tab?: Readonly<Record<string, string>>;
    readonly prefs?: string | null;
    readonly line?: { effectiveType?: string; saveData?: boolean };
  } = {},
) {
  const made = {
    dataset: {},
    src: "",
    preload: "",
    attributes: {} as Record<string, string>,
    setAttribute: (name: string, value: string) => {
      made.attributes[name] = value;
    },
  };
  const put: unknown[] = [];
  const picture = {
    dataset: {},
    src: "",
    attributes: [{ name: "data-testid", value: "video" }],
    replaceWith: (node: unknown) => put.push(node),
  };
  const window: Record<string, unknown> = {};
  let isThere = false;
  const document = {
    createElement: () => made,
    querySelector: () => isThere ? picture : null,
  };
  /** What came into the document is told to who watches it, until they are done. */
  let tell: (() => void) | null = null;
  class Observer {
    constructor(
      readonly onChange: (seen: unknown[], self: Observer) => void,
    ) {}
    observe(node: unknown) {
      assert.equal(node, document);
      tell = () => this.onChange([], this);
    }
    disconnect() {
      tell = null;
    }
  }
  new Function(
    "window",
    "navigator",
    "document",
    "sessionStorage",
    "localStorage",
    "MutationObserver",
    script,
  )(
    window,
    { connection: line },
    document,
    { getItem: (key: string) => tab[key] ?? null },
    { getItem: () => prefs },
    Observer,
  );
  const comes = (what: "head" | "picture") => {
    isThere = what === "picture";
    tell?.();
  };
  comes("head");
  assert.deepEqual([picture.src, put], ["", []]);
  comes("picture");
  comes("picture");
  assert.ok(put.length <= 1, "it takes the picture's place once");
  return { made, picture, put, window };
}

Deno.test("earlyFilmScript() gives the picture the film, under the promised id", () => {
  const script = earlyFilmScript(COMING) ?? assert.fail();
  assert.ok(!/[<]/.test(script), script);
  const { made, put, window } = run(script);
  assert.deepEqual(put, [made]);
  assert.deepEqual(made.attributes, { "data-testid": "video" });
  assert.equal(made.preload, "auto");
  assert.equal(
    made.src,
    `/media/films/${encodeURIComponent('夜 "1".mp4')}?v=abc&part=1`,
  );
  assert.deepEqual(made.dataset, { early: "" });
  assert.deepEqual(Object.values(window), ["abc"]);
});

Deno.test("earlyFilmScript() asks for all at once where the browser does not take parts", () => {
  const userAgent = "Mozilla/5.0 AppleWebKit/605.1.15 Version/18.0 Safari/605";
  const script = earlyFilmScript({ ...COMING, userAgent }) ?? assert.fail();
  const { made, picture, put } = run(script);
  assert.ok(picture.src.endsWith("?v=abc"));
  assert.deepEqual(picture.dataset, { early: "" });
  assert.deepEqual(
    [made.src, put],
    ["", []],
    "another player may take it over",
  );
});

const NOT: readonly (readonly [string, Parameters<typeof run>[1]])[] = [
  [
    "takes back a row of this tab",
    { tab: { [`17kan-token:17:${COMING.name}`]: "t" } },
  ],
  ["likes clips", { prefs: `{"clips":true}` }],
  ["has a short line", { line: { effectiveType: "3g" } }],
  ["spares data", { line: { saveData: true } }],
  ["has unreadable prefs", { prefs: "{" }],
];
for (const [who, kept] of NOT) {
  Deno.test(`earlyFilmScript() asks for nothing for one who ${who}`, () => {
    const { made, put, window } = run(earlyFilmScript(COMING) ?? "", kept);
    assert.deepEqual([made.src, put, Object.keys(window)], ["", [], []]);
  });
}

Deno.test("earlyFilmScript() leaves alone what the picture does not fetch by itself", () => {
  assert.equal(earlyFilmScript({ ...COMING, path: "a.m3u8" }), null);
  assert.equal(earlyFilmScript({ ...COMING, path: "a.flv" }), null);
});

Deno.test("earlyFilmScript() asks for nothing of a film that is better given in clips", () => {
  const shape = { indexBytes: 4e6, faststart: true, bitrateBps: 2e6 };
  assert.equal(earlyFilmScript({ ...COMING, shape }), null);
  const short = { ...shape, indexBytes: 1e5 };
  assert.notEqual(earlyFilmScript({ ...COMING, shape: short }), null);
});
