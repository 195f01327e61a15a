import type { ComponentType } from "preact";
import type { StaticIndex } from "./static_index.ts";

/** A bundled module: its address and what it imports at once. */
export interface Chunk {
  /** Address, such as `/_fresh/js/Player-AB12.js`. */
  readonly src: string;
  /** Addresses of its static imports, for preloading. */
  readonly preload: readonly string[];
  /**
   * Addresses of what its own source file fetches by `import()`, and of what that imports: expected
   * to be asked for soon. What deeper modules fetch waits for its moment.
   */
  readonly follow: readonly string[];
}

/** A component that also runs in the browser. */
export interface Island {
  /** Unique name: `Player`, or `Player.Bar` for a named export. */
  readonly id: string;
  /** Path from the root: `islands/Player.tsx`. */
  readonly file: string;
  /** `default` or the export's name. */
  readonly exportName: string;
  /** What the server renders. */
  readonly component: ComponentType<Record<string, unknown>>;
}

/** What `fresh.gen.ts` exports. */
export interface Manifest {
  /** `import.meta.url` of `fresh.gen.ts`: its folder is the root. */
  readonly baseUrl: string;
  /** Route modules by path: `routes/index.tsx`. */
  readonly routes: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** Island modules by path: `islands/Player.tsx`. */
  readonly islands: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** What the bundler made. */
export interface Bundles {
  /** File contents by address. */
  readonly files: ReadonlyMap<string, Uint8Array<ArrayBuffer>>;
  /** The client runtime. */
  readonly boot: Chunk;
  /** One chunk per island file that a page may name. */
  readonly islands: ReadonlyMap<string, Chunk>;
  /** Paths from the root of all sources that went in. */
  readonly inputs: readonly string[];
}

/** Everything an app needs besides its code. */
export interface Build {
  /** Absolute path of the root folder. */
  readonly root: string;
  /** Changes whenever a bundle or a static file does. */
  readonly id: string;
  /** Route modules by path below `routes/`. */
  readonly routes: ReadonlyMap<string, Readonly<Record<string, unknown>>>;
  /** Islands by component. */
  readonly islands: ReadonlyMap<unknown, Island>;
  /** The browser's side, or why there is none (development only). */
  readonly bundles: Bundles | Error;
  /** Static files and bundles by address. */
  readonly assets: StaticIndex;
  /** Whether pages reload after a restart. */
  readonly reload: boolean;
}

/**
 * Every exported function of the island files: each may be used as an island.
 *
 * @throws {TypeError} when an island file exports no component
 */
export function islandsOf(manifest: Manifest): Island[] {
  return Object.entries(manifest.islands).flatMap(([file, mod]) => {
    const name = file.replace(/^islands\//, "").replace(/\.[jt]sx?$/, "");
    const islands: Island[] = [];
    for (const [exportName, component] of Object.entries(mod)) {
      if (!isComponent(component)) continue;
      const id = exportName === "default" ? name : `${name}.${exportName}`;
      islands.push({ id, file, exportName, component });
    }
    if (islands.length === 0) {
      throw new TypeError(
        `Cannot use ${file} as an island as it exports no component`,
      );
    }
    return islands;
  });
}

function isComponent(
  value: unknown,
): value is ComponentType<Record<string, unknown>> {
  return typeof value === "function";
}
