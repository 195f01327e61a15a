import { useComputed } from "@preact/signals";
import { useRoom } from "../room_context.ts";
import { KeySheet } from "./KeySheet.tsx";

/** The sheet that was asked for. */
export function Sheets() {
  const { sheet } = useRoom();
  const name = useComputed(() => sheet.value?.name);
  switch (name.value) {
    case "keys":
      return <KeySheet />;
    default:
      return null;
  }
}
