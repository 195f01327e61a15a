import { NONCE } from "./render_page.ts";
import type { Middleware } from "./types.ts";

/** What {@linkcode csp} takes. */
export interface CSPOptions {
  /** Only report violations. */
  reportOnly?: boolean;
  /** Address that reports go to. */
  reportTo?: string;
  /** Directives that are added, or replace the default of the same name. */
  csp?: string[];
  /** Replace `'unsafe-inline'` by the nonce of each page. */
  useNonce?: boolean;
}

const DEFAULTS: readonly string[] = [
  "default-src 'self'",
  "script-src 'self' 'unsafe-inline'",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self'",
  "img-src 'self' data:",
  "media-src 'self' data: blob:",
  "worker-src 'self' blob:",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
];

/** Sets `Content-Security-Policy` on every response below it. */
export function csp<State>(options: CSPOptions = {}): Middleware<State> {
  const { reportTo, csp: own = [], useNonce = false } = options;
  const name = options.reportOnly
    ? "content-security-policy-report-only"
    : "content-security-policy";
  const names = new Set(own.map(nameOf));
  const directives = [
    ...DEFAULTS.filter((directive) => !names.has(nameOf(directive))),
    ...own,
    ...(reportTo === undefined
      ? []
      : ["report-to csp-endpoint", `report-uri ${reportTo}`]),
  ].join("; ");

  return async (ctx) => {
    const res = await ctx.next();
    const nonce = useNonce ? nonceOf(res) : null;
    res.headers.set(
      name,
      nonce === null
        ? directives
        : directives.replaceAll("'unsafe-inline'", `'nonce-${nonce}'`),
    );
    if (reportTo !== undefined) {
      res.headers.set("reporting-endpoints", `csp-endpoint="${reportTo}"`);
    }
    return res;
  };
}

/**
 * The nonce on the inline scripts and styles of a page that `ctx.render()`
 * made; null for other responses. For a middleware with a policy of its own.
 */
export function nonceOf(response: Response): string | null {
  const nonce: unknown = Reflect.get(response, NONCE);
  return typeof nonce === "string" ? nonce : null;
}

function nameOf(directive: string): string {
  return directive.split(" ", 1)[0] ?? directive;
}
