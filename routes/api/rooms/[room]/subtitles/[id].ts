import { HttpError } from "fresh";
import { cleanRoom } from "@/lib/protocol/mod.ts";
import { define } from "@/lib/state.ts";

/**
 * `/api/rooms/ROOM/subtitles/ID`: a subtitle file that a viewer gave the room, as UTF-8. Whoever
 * knows the id may have it; it never changes under one id.
 */
export const handler = define.handlers({
  GET({ req, params, state }) {
    const room = cleanRoom(params.room ?? "") ?? "";
    const { id = "" } = params;
    const file = state.hub.uploads.find(room, id);
    if (file === null) {
      throw new HttpError(404, "Cannot find such a subtitle file in the room");
    }
    const etag = `"${file.id}"`;
    const headers = {
      etag,
      "cache-control": "private, no-cache",
      // A stranger wrote it: no browser may take it for a page or a script.
      "content-type": "text/plain; charset=utf-8",
      "content-security-policy": "default-src 'none'; sandbox",
      "x-content-type-options": "nosniff",
    };
    return knows(req, etag)
      ? new Response(null, { status: 304, headers })
      : new Response(file.text, { headers });
  },
});

/** Whether `If-None-Match` names the tag (RFC 9110 13.1.2), weakly or not. */
function knows(req: Request, etag: string): boolean {
  const asked = req.headers.get("if-none-match") ?? "";
  return asked.trim() === "*" ||
    asked.split(",").some((one) => one.trim().replace(/^W\//, "") === etag);
}
