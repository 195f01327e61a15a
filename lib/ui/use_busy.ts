import { useComputed } from "@preact/signals";
import type { CommandType } from "@/lib/protocol/mod.ts";
import { useRoom } from "./room_context.ts";

/** Whether a command of one of these sorts is on its way to the room, so that who pressed sees it. */
export function useBusy(...types: readonly CommandType[]): boolean {
  const { session } = useRoom();
  return useComputed(() =>
    session.pending.value.some(({ type }) => types.includes(type))
  ).value;
}
