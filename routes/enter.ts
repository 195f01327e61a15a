import { HttpError } from "fresh";
import { LANGUAGES } from "@/lib/i18n/mod.ts";
import { cleanName, cleanPassword, cleanRoom } from "@/lib/protocol/mod.ts";
import { readForm } from "@/lib/read_form.ts";
import { DEFAULT_ROOM } from "@/lib/room_name.ts";
import { proofOf, sessionCookie, sessionOf } from "@/lib/session_cookie.ts";
import { define } from "@/lib/state.ts";
import { addressOf } from "@/lib/visitor.ts";

/** `/enter`: takes the password of a closed room, and leads into it or back to its door. */
export const handler = define.handlers({
  async POST({ req, url, info, state }) {
    const form = await readForm(req, state);
    const session = sessionOf(req.headers);
    // A page of others must not spend somebody's tries, nor let them in anywhere.
    if (session !== null && form.get("proof") !== proofOf(session)) {
      throw new HttpError(403, "Cannot take a form that is not of this page");
    }
    const name = cleanName(form.get("u") ?? "");
    const room = cleanRoom(form.get("room") ?? "") ?? DEFAULT_ROOM;
    const password = cleanPassword(form.get("password") ?? "");
    const language = LANGUAGES.find((one) => one === form.get("lang"));
    if (name === null) {
      throw new HttpError(400, 'Cannot read "u" as it must be a visible name');
    }
    const tried = session === null
      // Who keeps no cookie could not be known again on the other side of the door.
      ? { is: "cookie" } as const
      : password === null
      ? { is: "wrong" } as const
      : await state.hub.door.knock(
        { room, session, address: addressOf(info) },
        password,
      );
    const query = new URLSearchParams({ u: name, room });
    if (language !== undefined) query.set("lang", language);
    if (tried.is !== "right" && tried.is !== "banned") {
      query.set("asked", tried.is);
    }
    if (tried.is === "slow") {
      query.set("wait", `${Math.ceil(tried.waitMs / 1000)}`);
    }
    const isSecure = url.protocol === "https:";
    return new Response(null, {
      status: 303,
      headers: {
        location: `/?${query}`,
        "cache-control": "no-store",
        ...(session === null
          ? {}
          : { "set-cookie": sessionCookie(session, { isSecure }) }),
      },
    });
  },
});
