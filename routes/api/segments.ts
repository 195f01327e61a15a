import { answerSegments } from "@/lib/media/mod.ts";
import { HttpError } from "fresh";
import { define } from "@/lib/state.ts";
import { maySee } from "@/lib/visitor.ts";

/** `/api/segments?v=VIEWER`: how the last stretches of film reached a viewer. */
export const handler = define.handlers((ctx) => {
  const { req, url, info, state } = ctx;
  const { hub, media, admin } = state;
  const viewer = url.searchParams.get("v");
  const room = viewer === null ? null : hub.roomIdOf(viewer);
  if (room !== null && !maySee(room, { req, info, state })) {
    throw new HttpError(404, "Cannot find that viewer");
  }
  const isAdmin = admin.isAdmin(req);
  return answerSegments({
    request: req,
    remoteAddr: info.remoteAddr,
    isAdmin,
    // What is sent into closed rooms is their members' affair, also on this machine.
    isShown: (viewer) => isAdmin || viewer === null || !hub.isSecret(viewer),
  }, media);
});
