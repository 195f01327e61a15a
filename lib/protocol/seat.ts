import * as v from "valibot";
import { id, viewerName } from "./fields.ts";
import { DEVICE } from "./room_state.ts";

/** What a viewer takes back after a restart of the server; never sent. */
export const SEAT = v.object({
  id: id(),
  /** Proves whose it is; see `hello`. */
  token: id(),
  name: viewerName(),
  /** The name asked for, before it was made unique. */
  askedName: viewerName(),
  device: DEVICE,
  following: v.boolean(),
  /** Ids of their last commands, so that one sent again after a restart acts once. */
  recentIds: v.optional(v.array(id()), []),
  /** Whether they have left: kept for a while, since they may come back and send again. */
  hasLeft: v.optional(v.boolean(), false),
  /** The digests of their session and of their network address; absent from earlier versions. */
  person: v.optional(id()),
  address: v.optional(v.nullable(id()), null),
});
