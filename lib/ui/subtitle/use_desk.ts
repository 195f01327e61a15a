import { useSignalEffect } from "@preact/signals";
import { PLAYER } from "@/lib/i18n/mod.ts";
import { useRoom, useSay } from "../room_context.ts";
import { hasKept } from "./kept_shelf.ts";

/**
 * Opens this viewer's subtitle desk once the room has subtitles or some were chosen here before, or at once where it `isWanted`
 * here; what it takes is loaded then.
 */
export function useDesk({ isWanted }: { readonly isWanted: boolean }): void {
  const tools = useRoom();
  const { desk, video, session, watching, toasts } = tools;
  const t = useSay(PLAYER);
  useSignalEffect(() => {
    const element = video.value;
    const isNeeded = isWanted || session.settings.value.subtitle !== null ||
      hasKept(watching.film.value);
    if (!isNeeded || element === null || desk.peek() !== null) return;
    let isOver = false;
    import("./desk.ts").then(({ openDesk }) => {
      if (isOver || desk.peek() !== null) return;
      desk.value = openDesk(tools, element);
    }, () => toasts.add(t("notLoaded")));
    return () => isOver = true;
  });
}
