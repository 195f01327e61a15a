import assert from "node:assert/strict";
import { earlyFilmScript } from "@/lib/ui/early_film_script.ts";

const COMING = {
  name: `胡桃"</script><b>`,
  room: "17",
  viewerId: "abc",
  path: `films/夜 "1".mp4`,
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
  const video = { dataset: {}, src: "" };
  const window: Record<string, unknown> = {};
  let isThere = false;
  const document = { querySelector: () => isThere ? video : null };
  /** What came into the document is told to who watches it, until they are done. */
  let tell: (() => void) | null = null;
  class Observer {
    constructor(readonly onChange: () => void) {}
    observe(node: unknown) {
      assert.equal(node, document);
      tell = this.onChange;
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
  assert.equal(video.src, "");
  comes("picture");
  const { src } = video;
  video.src = "";
  comes("picture");
  assert.equal(video.src, "", "the picture is given its film once");
  video.src = src;
  return { video, window };
}

Deno.test("earlyFilmScript() gives the picture the film, under the promised id", () => {
  const script = earlyFilmScript(COMING) ?? assert.fail();
  assert.ok(!/[<]/.test(script), script);
  const { video, window } = run(script);
  assert.equal(
    video.src,
    `/media/films/${encodeURIComponent('夜 "1".mp4')}?v=abc&part=1`,
  );
  assert.deepEqual(video.dataset, { early: "" });
  assert.deepEqual(Object.values(window), ["abc"]);
});

Deno.test("earlyFilmScript() asks for all at once where the browser does not take parts", () => {
  const userAgent = "Mozilla/5.0 AppleWebKit/605.1.15 Version/18.0 Safari/605";
  const script = earlyFilmScript({ ...COMING, userAgent }) ?? assert.fail();
  assert.ok(run(script).video.src.endsWith("?v=abc"));
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
    const { video, window } = run(earlyFilmScript(COMING) ?? "", kept);
    assert.deepEqual([video.src, Object.keys(window)], ["", []]);
  });
}

Deno.test("earlyFilmScript() leaves alone what the picture does not fetch by itself", () => {
  assert.equal(earlyFilmScript({ ...COMING, path: "a.m3u8" }), null);
  assert.equal(earlyFilmScript({ ...COMING, path: "a.flv" }), null);
});
