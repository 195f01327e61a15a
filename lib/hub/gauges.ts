import type { Counters } from "@/lib/observe/mod.ts";
import type { Links } from "./links.ts";
import type { Rooms } from "./rooms.ts";

/** Shows in `/metrics` how full a hub is. */
export function watchHub(
  counters: Counters,
  rooms: Rooms,
  links: Links,
): void {
  const { addresses, unsent } = links;
  counters.watch("rooms", () => rooms.size);
  counters.watch("links", () => addresses.total);
  counters.watch("viewers", () => rooms.viewers);
  counters.watch("links_of_one_address", () => addresses.most);
  counters.watch("viewers_of_one_room", () => rooms.fullest);
  counters.watch("unsent_bytes", () => unsent.total());
  counters.watch("frames_sent_bytes_total", () => links.saidBytes);
  counters.watch("disk_ok", () => rooms.isDiskOk ? 1 : 0);
}
