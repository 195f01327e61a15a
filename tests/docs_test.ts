import assert from "node:assert/strict";
import { readConfig } from "@/lib/config.ts";
import { hotkey } from "@/lib/ui/player/hotkeys.ts";

const ROOT = new URL("../", import.meta.url);
const READMES = ["README.md", "README.zh-CN.md"];
/** Documents that name files of the project. */
const GUIDES = [
  ...READMES,
  "ARCHITECTURE.md",
  "CONTRIBUTING.md",
  "CHANGELOG.md",
  "docs/fresh.md",
  "docs/engines.md",
  "docs/deploy.md",
  "SECURITY.md",
  "docs/media.md",
  "docs/trust.md",
];
/** Folders that appear at run time, and files that a guide only imagines. */
const NOT_COMMITTED = /^(?:_fresh|media|data|node_modules)\/|mute_test\.ts$|…/;

/** What a picture of a README may weigh, in bytes. */
const PICTURE_BYTES_MAX = 200_000;

for (const readme of READMES) {
  Deno.test(`${readme} shows pictures in its language, each described and below 200 KB`, async () => {
    const text = await read(readme);
    const shown = [
      ...[...text.matchAll(/!\[([^\]]*)\]\(([^)]+)\)/g)]
        .map(([, alt = "", path = ""]) => ({ alt, path })),
      ...[...text.matchAll(/<img src="([^"]+)" alt="([^"]*)"/g)]
        .map(([, path = "", alt = ""]) => ({ alt, path })),
    ];
    const language = readme === "README.md" ? "en" : "zh-CN";
    assert.deepEqual(
      shown.map(({ path }) => path),
      ["desktop", "phone"].map((one) => `docs/pictures/${one}.${language}.jpg`),
    );
    for (const { alt, path } of shown) {
      assert.ok(alt.length > 20, `${path} is not described`);
      assert.equal(/\p{Script=Han}/u.test(alt), language === "zh-CN", alt);
      const bytes = await Deno.readFile(new URL(path, ROOT));
      assert.deepEqual([...bytes.slice(0, 2)], [0xff, 0xd8], `${path}: a JPEG`);
      assert.ok(bytes.length < PICTURE_BYTES_MAX, `${path}: ${bytes.length}`);
    }
  });

  Deno.test(`${readme} lists the settings that readConfig() knows`, async () => {
    const listed = firstCells(await read(readme), /^`([A-Z_]+)`$/);
    assert.deepEqual(listed, settings());
  });

  Deno.test(`${readme} lists the defaults that readConfig() takes`, async () => {
    const defaults = readConfig([], () => undefined);
    const text = await read(readme);
    for (
      const [name, value] of [
        ["PORT", defaults.port],
        ["HOST", defaults.host],
        ["MEDIA_DIR", defaults.mediaDir],
        ["DATA_DIR", defaults.dataDir],
        ["LOG_LEVEL", defaults.logLevel],
      ]
    ) {
      assert.match(
        text,
        new RegExp(`^\\| \`${name}\` +\\| \`${value}\` `, "m"),
      );
    }
  });

  Deno.test(`${readme} names each key that hotkey() takes by what is printed on it`, async () => {
    const text = await read(readme);
    for (const key of printedKeys()) {
      const shown = /[1-8]/.test(key) ? "0" : key.toUpperCase();
      assert.ok(text.includes(`\`${shown}\``), `nothing of ${key}`);
    }
  });

  Deno.test(`${readme} lists the tasks of deno.json`, async () => {
    const listed = firstCells(await read(readme), /^`deno task ([\w-]+)`$/);
    const { tasks }: { readonly tasks: object } = JSON.parse(
      await read("deno.json"),
    );
    assert.deepEqual(listed.sort(), Object.keys(tasks).sort());
  });
}

Deno.test("both READMEs list the same addresses and run the same lines", async () => {
  const [english = "", chinese = ""] = await Promise.all(READMES.map(read));
  const addresses = (text: string) =>
    firstCells(text, /^`((?:GET|WS) \/[a-z/]*)/);
  assert.deepEqual(addresses(chinese), addresses(english));
  assert.ok(addresses(english).length > 5);
  const lines = (text: string) =>
    [...text.matchAll(/```\w+\n([^]*?)```/g)].map(([, code = ""]) =>
      code.replace(/ +#.*$|^#.*$/gm, "").replace(/^ +/gm, "")
    );
  assert.deepEqual(lines(chinese), lines(english));
});

for (const guide of GUIDES) {
  Deno.test(`${guide} names only files that exist`, async () => {
    const text = await read(guide);
    const linked = [...text.matchAll(/\]\((?!https?:)([^)#]+)\)/g)];
    const quoted = [
      ...text.matchAll(
        /`((?:lib|routes|islands|tests|bench|docs|static)\/[^`\s*]+|\w+\.(?:ts|md|json|lock))`/g,
      ),
    ];
    const base = new URL(guide, ROOT);
    const missing: string[] = [];
    for (const [, path = ""] of linked) {
      if (!await exists(new URL(path, base))) missing.push(path);
    }
    for (const [, path = ""] of quoted) {
      if (NOT_COMMITTED.test(path) || isExample(guide, path)) continue;
      const found = await exists(new URL(path, ROOT));
      // A file without a folder may stand in any: `mod.ts`.
      if (!found && path.includes("/")) missing.push(path);
    }
    assert.deepEqual(missing, []);
  });
}

Deno.test("docs/decisions/ are numbered without gaps and have all four parts", async () => {
  const folder = new URL("docs/decisions/", ROOT);
  const names = (await Array.fromAsync(Deno.readDir(folder)))
    .map(({ name }) => name).sort();
  assert.ok(names.length > 0);
  for (const [index, name] of names.entries()) {
    assert.match(name, /^\d{4}-[a-z0-9-]+\.md$/);
    assert.equal(Number(name.slice(0, 4)), index + 1);
    const text = await read(`docs/decisions/${name}`);
    assert.match(text, new RegExp(`^# ${index + 1}\\. `));
    const parts = [...text.matchAll(/^## (.+)$/gm)].map(([, part]) => part);
    assert.deepEqual(parts, [
      "Context",
      "Choice",
      "Consequences",
      "What would change our mind",
    ], name);
  }
});

Deno.test("LICENSE is the GNU Affero General Public License, version 3", async () => {
  const text = await read("LICENSE");
  assert.match(
    text,
    /^\s+GNU AFFERO GENERAL PUBLIC LICENSE\n\s+Version 3, 19 November 2007\n/,
  );
  assert.match(text, /END OF TERMS AND CONDITIONS/);
});

/** The settings, as the refusal of an unknown flag names them. */
function settings(): string[] {
  try {
    readConfig(["--no-such-flag"], () => undefined);
  } catch (error) {
    assert.ok(error instanceof Error);
    const [, known = ""] = error.message.split("known are ");
    return known.split(" ").filter((flag) => flag !== "--dev")
      .map((flag) => flag.slice(2).replaceAll("-", "_").toUpperCase());
  }
  throw new Error("Cannot learn the settings as an unknown flag was taken");
}

/** What the pattern finds in the first cell of a table's rows. */
function firstCells(markdown: string, pattern: RegExp): string[] {
  return markdown.split("\n").filter((line) => line.startsWith("|"))
    .flatMap((line) => {
      const found = line.split("|")[1]?.trim().match(pattern);
      return found?.[1] === undefined ? [] : [found[1]];
    });
}

/** docs/fresh.md shows how a route or island is written; those are examples. */
function isExample(guide: string, path: string): boolean {
  return guide === "docs/fresh.md" && /^(?:routes|islands)\/\S/.test(path);
}

async function exists(url: URL): Promise<boolean> {
  try {
    await Deno.stat(url);
    return true;
  } catch {
    return false;
  }
}

/** Printed keys that the player takes, as they come without and with Shift. */
function printedKeys(): string[] {
  const place = {
    tag: "DIV",
    role: null,
    isShortcut: false,
    isEditable: false,
    isClicked: false,
    isFilm: true,
  };
  return Array.from({ length: 94 }, (_, i) => String.fromCharCode(33 + i))
    .filter((key) => hotkey({ ...place, key }) !== null);
}

function read(path: string): Promise<string> {
  return Deno.readTextFile(new URL(path, ROOT));
}
