import { BUILD_PARAM } from "./build_id.ts";
import { buildOf, type Context } from "./context.ts";
import { type Encoding, pickEncoding } from "./encoding.ts";
import { HttpError } from "./http_error.ts";
import { RELOAD_PATH } from "./page_scripts.ts";
import { reloadResponse } from "./reload.ts";
import type { StaticFile, StaticIndex } from "./static_index.ts";
import type { Middleware } from "./types.ts";

/** Serves `static/` and the bundles. Put it first. */
export function staticFiles<State>(): Middleware<State> {
  return async (ctx) => {
    const build = buildOf(ctx);
    const address = addressOf(ctx);
    if (build === null || address === null) return await ctx.next();
    if (build.reload && address === RELOAD_PATH) {
      return reloadResponse(build.id);
    }
    const file = build.assets.get(address);
    if (file === undefined) return await ctx.next();
    if (ctx.req.method !== "GET" && ctx.req.method !== "HEAD") {
      const headers = { allow: "GET, HEAD" };
      return new Response(null, { status: 405, headers });
    }
    const asked = ctx.url.searchParams.get(BUILD_PARAM);
    if (asked !== null && asked !== build.id) {
      // Another build's address would be kept for a year with our content.
      return ctx.redirect(ctx.url.pathname, 307);
    }
    const immutable = file.immutable || asked !== null;
    return await fileResponse(ctx.req, file, build.assets, immutable);
  };
}

async function fileResponse(
  req: Request,
  file: StaticFile,
  index: StaticIndex,
  immutable: boolean,
): Promise<Response> {
  const wanted = pickEncoding(req.headers.get("accept-encoding"));
  const packed = wanted === null ? null : await index.packed(file, wanted);
  const encoding = packed === null ? null : wanted;
  const headers = headersOf(file, encoding, immutable);
  if (matches(req.headers.get("if-none-match"), headers.get("etag"))) {
    return new Response(null, { status: 304, headers });
  }
  headers.set("content-length", String(packed?.length ?? file.sizeBytes));
  if (req.method === "HEAD") return new Response(null, { headers });
  return new Response(packed ?? await file.body(), { headers });
}

function headersOf(
  { type, hash }: StaticFile,
  encoding: Encoding | null,
  immutable: boolean,
): Headers {
  const headers = new Headers({
    "content-type": type,
    // Each coding is other bytes, so a strong tag must differ.
    etag: encoding === null ? `"${hash}"` : `"${hash}-${encoding}"`,
    vary: "Accept-Encoding",
    "cache-control": immutable
      ? "public, max-age=31536000, immutable"
      : "no-cache",
    "x-content-type-options": "nosniff",
  });
  if (encoding !== null) headers.set("content-encoding", encoding);
  return headers;
}

/** `If-None-Match` compares weakly (RFC 9110 13.1.2). */
function matches(header: string | null, etag: string | null): boolean {
  if (header === null) return false;
  return header.split(",").map((tag) => tag.trim().replace(/^W\//, ""))
    .some((tag) => tag === "*" || tag === etag);
}

/** The address below `basePath`, decoded; null when it cannot be a file. */
function addressOf<State>({ url, config }: Context<State>): string | null {
  const { basePath } = config;
  if (!url.pathname.startsWith(basePath)) return null;
  try {
    return decodeURIComponent(url.pathname.slice(basePath.length));
  } catch (cause) {
    throw new HttpError(400, "Cannot read the address", { cause });
  }
}
