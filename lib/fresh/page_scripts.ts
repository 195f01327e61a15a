import type { Build, Bundles, Chunk } from "./build.ts";
import { scriptString } from "./escape.ts";
import { writeProps } from "./props_write.ts";
import type { RenderState } from "./render_state.ts";

/** Where a page in development hears of a restart. */
export const RELOAD_PATH = "/_fresh/reload";

/** The script that starts the islands of a page; empty when it has none. */
export function bootScript(state: RenderState, build: Build | null): string {
  const boot = bootOf(state, build);
  if (boot === null) return "";
  const { src, islands, args } = boot;
  const imports = islands.map(({ exportName, from }, index) =>
    `import{${exportName} as i${index}}from${from};`
  );
  return `<script type="module" nonce="${state.nonce}">` +
    `import{boot}from${src};${imports.join("")}` +
    `boot({${
      islands.map(({ id }, index) => `${id}:i${index}`).join()
    }},${args})</script>`;
}

/**
 * The same in place of {@linkcode bootScript} and of all links, once the document is read: over
 * HTTP/1.1 what the document asks for itself then gets its connection, which is quick by then, and
 * which scripts would take.
 */
export function lateBootScript(
  state: RenderState,
  build: Build | null,
): string {
  const boot = bootOf(state, build);
  if (boot === null) return "";
  const { src, islands, args } = boot;
  const sources = [src, ...islands.map(({ from }) => from)];
  const [first, follow] = [firstSources(state, build), followed(state, build)];
  const links = [...follow].map(scriptString);
  return `<script nonce="${state.nonce}">addEventListener("DOMContentLoaded",` +
    `()=>{let p=(r,f)=>{let l=document.createElement("link");` +
    `l.rel="modulepreload";l.nonce="${state.nonce}";l.href=r;` +
    `if(f)l.fetchPriority=f;` +
    `document.head.append(l)};` +
    `Promise.all([${
      sources.map((source) => `import(${source})`).join()
    }]).then(([{boot},...i])=>boot({${
      islands.map(({ id, exportName }, index) =>
        `${id}:i[${index}].${exportName}`
      ).join()
    }},${args}));` +
    [...first].map(scriptString).map((one) => `p(${one});`).join("") +
    links.map((one) => `p(${one},"low");`).join("") +
    `})</script>`;
}

/** What starts the islands: the module that does, the components, and what it is called with. */
function bootOf(state: RenderState, build: Build | null) {
  const bundles = bundlesOf(build);
  if (state.uses.length === 0 || bundles === null) return null;
  const islands = new Map<
    string,
    { readonly id: string; readonly exportName: string; readonly from: string }
  >();
  for (const { island } of state.uses) {
    const src = bundles.islands.get(island.file)?.src;
    if (src === undefined) {
      throw new Error(
        `Cannot send island "${island.id}" as no route imports ${island.file}`,
      );
    }
    islands.set(island.id, {
      id: scriptString(island.id),
      exportName: island.exportName,
      from: scriptString(src),
    });
  }
  const props = scriptString(writeProps(state.uses.map(({ island, props }) => ({
    island: island.id,
    props,
  }))));
  return {
    src: scriptString(bundles.boot.src),
    islands: [...islands.values()],
    args: `${props},${scriptString(build?.id ?? "")}`,
  };
}

/** Links that fetch all modules of a page at once instead of one by one. */
export function preloadLinks(state: RenderState, build: Build | null): string {
  return [...firstSources(state, build)].map((src) =>
    `<link rel="modulepreload" href="${src}" nonce="${state.nonce}">`
  ).join("");
}

/** Links for what the islands fetch once they run: behind all others, and a round trip earlier. */
export function followLinks(state: RenderState, build: Build | null): string {
  return [...followed(state, build)].map((src) =>
    `<link rel="modulepreload" fetchpriority="low" href="${src}" ` +
    `nonce="${state.nonce}">`
  ).join("");
}

function followed(state: RenderState, build: Build | null): Set<string> {
  const follow = new Set(
    chunksOf(state, build).flatMap((chunk) => chunk.follow),
  );
  return follow.difference(firstSources(state, build));
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
