import { HttpError } from "fresh";
import { openSocket } from "@/lib/hub/mod.ts";
import { cleanName, cleanRoom } from "@/lib/protocol/mod.ts";
import { DEFAULT_ROOM } from "@/lib/room_name.ts";
import { isAllowedOrigin } from "@/lib/origin.ts";
import { define } from "@/lib/state.ts";

/** `/sync?u=NAME&room=ROOM`: the socket by which a page takes part in a room. */
export const handler = define.handlers({
  GET({ req, url, info, state }) {
    if (req.headers.get("upgrade")?.toLowerCase() !== "websocket") {
      throw new HttpError(426, "Cannot answer without a WebSocket handshake");
    }
    if (!isAllowedOrigin(req, state.config.allowedOrigins)) {
      throw new HttpError(
        403,
        "Cannot take a page of another origin; see ALLOWED_ORIGINS",
      );
    }
    if (state.isDraining()) {
      throw new HttpError(503, "Cannot take anybody in while stopping");
    }
    const name = cleanName(url.searchParams.get("u") ?? "");
    if (name === null) {
      throw new HttpError(400, 'Cannot read "u" as it must be a visible name');
    }
    const room = cleanRoom(url.searchParams.get("room") ?? "") ?? DEFAULT_ROOM;
    const { remoteAddr } = info;
    const address = "hostname" in remoteAddr ? remoteAddr.hostname : "local";
    try {
      return openSocket(req, { name, room, address }, state.hub);
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      throw new HttpError(400, "Cannot read the WebSocket handshake");
    }
  },
});
