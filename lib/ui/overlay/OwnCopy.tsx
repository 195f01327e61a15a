import { useComputed } from "@preact/signals";
import { SOURCE_WORDS } from "@/lib/i18n/mod.ts";
import { FilePicker } from "../later/mod.ts";
import { useRoom, useSay } from "../room_context.ts";

/** Asks over the picture for my own copy of the local film that the room watches. */
export function OwnCopy() {
  const { session, hands, tell } = useRoom();
  const t = useSay(SOURCE_WORDS);
  const name = useComputed(() => {
    const source = session.timeline.value?.source;
    return source?.kind === "local" ? source.name : "";
  });
  return (
    <div class="card problem" role="status">
      <p>{t("askCopy", { film: name.value })}</p>
      <FilePicker
        isUrgent
        onFile={(file) =>
          tell(hands.value?.watch({ kind: "local", file }, "me"))}
      />
    </div>
  );
}
