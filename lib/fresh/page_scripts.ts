import type { Build, Bundles, Chunk } from "./build.ts";
import { scriptString } from "./escape.ts";
import { writeProps } from "./props_write.ts";
import type { RenderState } from "./render_state.ts";

/** Where a page in development hears of a restart. */
export const RELOAD_PATH = "/_fresh/reload";

/** The script that starts the islands of a page; empty when it has none. */
export function bootScript(state: RenderState, build: Build | null): string {
  const bundles = bundlesOf(build);
  if (state.uses.length === 0 || bundles === null) return "";
  const imports = [`import{boot}from${scriptString(bundles.boot.src)};`];
  const entries: string[] = [];
  const names = new Map<string, string>();
  for (const { island } of state.uses) {
    if (names.has(island.id)) continue;
    const src = bundles.islands.get(island.file)?.src;
    if (src === undefined) {
      throw new Error(
        `Cannot send island "${island.id}" as no route imports ${island.file}`,
      );
    }
    const name = `i${names.size}`;
    names.set(island.id, name);
    const from = scriptString(src);
    imports.push(`import{${island.exportName} as ${name}}from${from};`);
    entries.push(`${scriptString(island.id)}:${name}`);
  }
  const props = scriptString(writeProps(state.uses.map(({ island, props }) => ({
    island: island.id,
    props,
  }))));
  const id = scriptString(build?.id ?? "");
  return `<script type="module" nonce="${state.nonce}">${imports.join("")}` +
    `boot({${entries.join(",")}},${props},${id})</script>`;
}

/** Links that fetch all modules of a page at once instead of one by one. */
export function preloadLinks(state: RenderState, build: Build | null): string {
  return [...firstSources(state, build)].map((src) =>
    `<link rel="modulepreload" href="${src}" nonce="${state.nonce}">`
  ).join("");
}

/** Links for what the islands fetch once they run: behind all others, and a round trip earlier. */
export function followLinks(state: RenderState, build: Build | null): string {
  const follow = new Set(
    chunksOf(state, build).flatMap((chunk) => chunk.follow),
  );
  return [...follow.difference(firstSources(state, build))].map((src) =>
    `<link rel="modulepreload" fetchpriority="low" href="${src}" ` +
    `nonce="${state.nonce}">`
  ).join("");
}

function firstSources(state: RenderState, build: Build | null): Set<string> {
  return new Set(
    chunksOf(state, build).flatMap(({ src, preload }) => [src, ...preload]),
  );
}

function chunksOf(state: RenderState, build: Build | null): Chunk[] {
  const bundles = bundlesOf(build);
  if (state.uses.length === 0 || bundles === null) return [];
  const islands = state.uses.flatMap(({ island }) =>
    bundles.islands.get(island.file) ?? []
  );
  return [bundles.boot, ...islands];
}

/** Development only: reloads the page once the server is a new one. */
export function reloadScript(state: RenderState, build: Build | null): string {
  if (!build?.reload) return "";
  return `<script type="module" nonce="${state.nonce}">` +
    `let seen;new EventSource("${RELOAD_PATH}").onmessage=({data})=>{` +
    `if(seen!==undefined&&seen!==data)location.reload();seen=data}</script>`;
}

function bundlesOf(build: Build | null): Bundles | null {
  return build === null || build.bundles instanceof Error
    ? null
    : build.bundles;
}
