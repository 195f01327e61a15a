import { useRoom } from "../room_context.ts";
import { useAskedPart } from "../use_asked_part.ts";

/** Where sheets are shown; their code is fetched when the first one is asked for. */
export function SheetPlace() {
  const { sheet } = useRoom();
  const Inside = useAskedPart({
    isAsked: () => sheet.value !== null,
    load: () => import("./Sheets.tsx").then(({ Sheets }) => Sheets),
    giveUp: () => sheet.value = null,
  });
  return Inside && <Inside />;
}
