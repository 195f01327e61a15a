import { STATUS_CODES } from "node:http";
import { escapeHtml } from "./escape.ts";
import { HttpError } from "./http_error.ts";

/** Whether the client asked for HTML, as a browser that opens a page does. */
export function wantsPage(req: Request): boolean {
  return /\btext\/html\b/i.test(req.headers.get("accept") ?? "");
}

/**
 * The answer to an error no page caught: problem JSON (RFC 9457) for programs,
 * a line of text for people. Errors that are no `HttpError` tell nothing.
 *
 * @param error What was thrown
 * @param req The request it answers
 */
export function problemResponse(error: unknown, req: Request): Response {
  const status = error instanceof HttpError ? error.status : 500;
  const title = STATUS_CODES[status] ?? "Error";
  const detail = error instanceof HttpError ? error.message : "";
  if (wantsPage(req)) {
    return new Response(detail || title, {
      status,
      headers: { "content-type": "text/plain; charset=utf-8" },
    });
  }
  const body = { type: "about:blank", title, status };
  return Response.json(detail === "" ? body : { ...body, detail }, {
    status,
    headers: { "content-type": "application/problem+json" },
  });
}

const LOGGED = new WeakSet<Error>();

/** Logs what nobody meant to happen, each error once. */
export function logError(error: unknown): void {
  // An HttpError is an answer that was meant, such as the 503 of a server that stops.
  if (error instanceof HttpError && error.status !== 500) return;
  if (error instanceof Error) {
    if (LOGGED.has(error)) return;
    LOGGED.add(error);
  }
  console.error(error);
}

/** Development only: the error with its stack, escaped, as a page. */
export function errorPage(error: unknown): Response {
  const text = error instanceof Error
    ? error.stack ?? error.message
    : String(error);
  const [first = "", ...rest] = text.split("\n");
  const html = `<!doctype html><html lang="en"><meta charset="utf-8">` +
    `<title>${escapeHtml(first)}</title>` +
    `<h1 style="font:600 18px system-ui">${escapeHtml(first)}</h1>` +
    `<pre style="white-space:pre-wrap">${escapeHtml(rest.join("\n"))}</pre>`;
  return new Response(html, {
    status: 500,
    headers: { "content-type": "text/html; charset=utf-8" },
  });
}
