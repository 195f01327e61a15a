import { compareRoutePaths, parseRoutePath } from "./pattern.ts";

/** Source files by folder, relative to it, with forward slashes. */
export interface SourceFiles {
  /** Files below `routes/`. */
  readonly routes: readonly string[];
  /** Files below `islands/`. */
  readonly islands: readonly string[];
}

/**
 * Writes `fresh.gen.ts`: static imports of all routes and islands, so that a
 * host that packs the app sees them.
 *
 * @param files What the folders hold
 * @param fresh Where the type comes from, as an import specifier
 * @throws {SyntaxError} when a file name is no route or no island
 */
export function generateManifest(files: SourceFiles, fresh: string): string {
  const routes = files.routes.filter(isSource).sort(compareRoutePaths);
  const islands = files.islands.filter(isSource).sort();
  // Read now, so that a bad name is told here and not at the next start.
  routes.forEach(parseRoutePath);
  for (const island of islands) {
    if (!/^[\w./-]+$/.test(island) || island.includes("--")) {
      throw new SyntaxError(
        `Cannot use island "${island}" as its name must be letters, digits, "_" or "-"`,
      );
    }
  }
  const imports = [
    ...routes.map((file, i) => importLine(`r${i}`, `./routes/${file}`)),
    ...islands.map((file, i) => importLine(`i${i}`, `./islands/${file}`)),
  ];
  return `// Written by \`deno task gen\`. Do not edit.
import type { Manifest } from "${fresh}";
${imports.map((line) => `${line}\n`).join("")}
/** All routes and islands of this app. */
export const manifest: Manifest = {
  baseUrl: import.meta.url,
  routes: ${record(routes, "routes", "r")},
  islands: ${record(islands, "islands", "i")},
};
`;
}

function importLine(name: string, path: string): string {
  return `import * as ${name} from ${JSON.stringify(path)};`;
}

function record(
  files: readonly string[],
  folder: string,
  name: string,
): string {
  if (files.length === 0) return "{}";
  const lines = files.map((file, i) =>
    `    ${JSON.stringify(`${folder}/${file}`)}: ${name}${i},\n`
  );
  return `{\n${lines.join("")}  }`;
}

function isSource(file: string): boolean {
  return /\.[jt]sx?$/.test(file) && !/(^|\/)\.|_test\.|\.d\.ts$/.test(file);
}
