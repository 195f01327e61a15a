import { useComputed } from "@preact/signals";
import { unreachable } from "@/lib/base/mod.ts";
import { useRoom } from "../room_context.ts";
import { AboutSheet } from "./AboutSheet.tsx";
import { FiguresSheet } from "./FiguresSheet.tsx";
import { InviteSheet } from "./InviteSheet.tsx";
import { KeySheet } from "./KeySheet.tsx";
import { PictureMenu } from "./PictureMenu.tsx";

/** The sheet that was asked for. */
export function Sheets() {
  const { sheet } = useRoom();
  const asked = useComputed(() => sheet.value).value;
  if (asked === null) return null;
  switch (asked.name) {
    case "about":
      return <AboutSheet />;
    case "figures":
      return <FiguresSheet />;
    case "invite":
      return <InviteSheet atS={asked.atS ?? null} />;
    case "keys":
      return <KeySheet />;
    case "menu":
      return <PictureMenu {...(asked.at ? { at: asked.at } : {})} />;
    default:
      return unreachable(asked.name);
  }
}
