import type { Plugin } from "esbuild";
import { nameIn } from "./cut.ts";
import type { Pieces } from "./together.ts";

/** Where esbuild finds the three forms in which a piece is met. */
const FORMS = {
  /** A file that is served: an entry with all that travels with it. */
  file: "served-file",
  /** The piece itself. */
  piece: "piece",
  /** What another file offers of a piece that travels there. */
  away: "piece-elsewhere",
} as const;

/**
 * An esbuild plugin that puts pieces into their files, and finds those of other files there: a file
 * offers the exports of its own entry by their names, and those of each other piece under its number.
 *
 * @param homes for each piece the one in whose file it is
 */
export function homing(
  pieces: Pieces,
  homes: ReadonlyMap<string, string>,
): Plugin {
  const guests = Map.groupBy(
    [...homes.keys()].filter((name) => homes.get(name) !== name),
    (name) => homes.get(name),
  );
  const guestsOf = (home: string) => guests.get(home) ?? [];
  const homeOf = (name: string) => homes.get(name) ?? name;
  const offered = (name: string, key: string) =>
    `$${guestsOf(homeOf(name)).indexOf(name)}${key}`;
  const exporting = (
    name: string,
    from: string,
    as: (key: string) => string = (key) => key,
  ) => `export{${pieces.get(name)?.exports.map(as)}}from"./${from}";`;
  return {
    name: "homing",
    setup(build) {
      build.onResolve(
        { filter: /./ },
        ({ path, kind, importer, namespace }) => {
          const name = nameIn(path);
          if (kind === "entry-point") {
            return {
              path: name,
              namespace: FORMS.file,
            };
          }
          const isHere = namespace === FORMS.file ||
            namespace === FORMS.piece && homeOf(importer) === homeOf(name);
          if (kind === "import-statement" && isHere) {
            return { path: name, namespace: FORMS.piece };
          }
          return homeOf(name) === name
            ? { path, external: true }
            : { path: name, namespace: FORMS.away };
        },
      );
      build.onLoad({ filter: /./, namespace: FORMS.piece }, ({ path }) => ({
        contents: pieces.get(path)?.text ?? "",
      }));
      build.onLoad({ filter: /./, namespace: FORMS.file }, ({ path }) => ({
        contents: exporting(path, path) +
          guestsOf(path).map((name) =>
            exporting(name, name, (key) => `${key} as ${offered(name, key)}`)
          ).join(""),
      }));
      build.onLoad({ filter: /./, namespace: FORMS.away }, ({ path }) => ({
        contents: exporting(
          path,
          homeOf(path),
          (key) => `${offered(path, key)} as ${key}`,
        ),
      }));
    },
  };
}
