import { HttpError } from "fresh";
import { bearerOf } from "@/lib/bearer.ts";
import type { UploadFault } from "@/lib/hub/mod.ts";
import { cleanRoom, SUBTITLE_UPLOAD_BYTES_MAX } from "@/lib/protocol/mod.ts";
import { readBody } from "@/lib/read_body.ts";
import { define } from "@/lib/state.ts";
import { addressOf, refuseOtherOrigins } from "@/lib/visitor.ts";

/** What a refusal is over HTTP. */
const REFUSALS: {
  readonly [K in UploadFault]: readonly [
    status: ConstructorParameters<typeof HttpError>[0],
    detail: string,
  ];
} = {
  "no-room": [404, "Cannot find the room as nobody is in it"],
  "no-viewer": [401, "Cannot take a file of somebody who is not in the room"],
  "no-right": [
    403,
    "Cannot take a file as the room's owner allows it to others",
  ],
  "bad-name": [400, 'Cannot read "name" as it must be the name of a file'],
  "bad-encoding": [
    400,
    'Cannot read "encoding" as it names none that is known',
  ],
  "too-large": [
    413,
    `Cannot read more than ${SUBTITLE_UPLOAD_BYTES_MAX} bytes`,
  ],
  "no-subtitle": [
    422,
    "Cannot read the file as subtitles: no line with times was found",
  ],
  "too-fast": [429, "Cannot take files of this room, or from there, so fast"],
  full: [507, "Cannot keep another file as there is no place for it"],
};

/**
 * `/api/rooms/ROOM/subtitles?name=FILE[&encoding=NAME]`: takes a subtitle file of a viewer, who
 * proves to be one by the token of their welcome. Its id, said in a `subtitle` command, shows it
 * to everyone.
 */
export const handler = define.handlers({
  async POST({ req, url, params, info, state }) {
    refuseOtherOrigins({ req, url, state });
    if (state.isDraining()) {
      throw new HttpError(503, "Cannot take a file while stopping");
    }
    const room = cleanRoom(params.room ?? "") ?? "";
    const token = bearerOf(req);
    const { uploads } = state.hub;
    const address = addressOf(info);
    const early = uploads.ask({ room, token, address });
    if (early !== null) throw refusal(early);
    const bytes = await readBody(req, {
      bytesMax: SUBTITLE_UPLOAD_BYTES_MAX,
      after: state.after,
    });
    const given = uploads.give({
      room,
      token,
      name: url.searchParams.get("name") ?? "",
      encoding: url.searchParams.get("encoding"),
      bytes,
    });
    if (!given.ok) throw refusal(given.fault);
    const { ok: _, ...facts } = given;
    return Response.json(facts, {
      status: 201,
      headers: {
        "cache-control": "no-store",
        location: `${url.pathname}/${given.id}`,
      },
    });
  },
});

function refusal(fault: UploadFault): HttpError {
  return new HttpError(...REFUSALS[fault]);
}
