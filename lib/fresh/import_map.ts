import { join } from "node:path";

/** Import map: names and prefixes (ending in `/`) to where they lead. */
export type ImportMap = Readonly<Record<string, string>>;

/**
 * Reads the import map of a `deno.json`; its relative targets become absolute.
 *
 * @param text What the file holds
 * @param folder Absolute path of the file's folder
 * @throws {SyntaxError} when the text is no JSON object
 */
export function parseImportMap(text: string, folder: string): ImportMap {
  const config: unknown = JSON.parse(text);
  if (typeof config !== "object" || config === null) {
    throw new SyntaxError("Cannot read deno.json as it is no object");
  }
  const imports: unknown = "imports" in config ? config.imports : {};
  const map: Record<string, string> = {};
  for (const [name, target] of Object.entries(imports ?? {})) {
    if (typeof target !== "string") continue;
    map[name] = /^\.{1,2}\//.test(target) ? join(folder, target) : target;
  }
  return map;
}

/**
 * Where an import leads by the map; null when the map does not name it. An npm
 * target comes back as the bare package path: `npm:preact@11.2.0` as `preact`.
 */
export function mapImport(specifier: string, map: ImportMap): string | null {
  const exact = map[specifier];
  if (exact !== undefined) return packagePath(exact);
  const prefix = Object.keys(map)
    .filter((name) => specifier.startsWith(asPrefix(name)))
    .sort((a, b) => b.length - a.length)[0];
  if (prefix === undefined) return null;
  const rest = specifier.slice(asPrefix(prefix).length);
  const target = packagePath(map[prefix] ?? "");
  return target.endsWith("/") ? target + rest : `${target}/${rest}`;
}

/** Deno lets `preact/hooks` follow from the entry `preact`. */
function asPrefix(name: string): string {
  return name.endsWith("/") ? name : `${name}/`;
}

function packagePath(target: string): string {
  const npm = /^npm:\/?((?:@[^/@]+\/)?[^/@]+)(?:@[^/]*)?(\/.*)?$/.exec(target);
  return npm === null ? target : `${npm[1]}${npm[2] ?? ""}`;
}
