import { useId } from "preact/hooks";
import { SOURCE_WORDS } from "@/lib/i18n/mod.ts";
import { useRoom, useSay } from "../room_context.ts";

/** A film of this viewer's own disk; it is played from there and uploaded nowhere. */
export function FilePicker(
  { onFile, testId, denial, isUrgent = false }: {
    onFile: (file: File) => void;
    testId?: string;
    /** Why it may not be done; undefined where it may. */
    denial?: string;
    /** Whether the room waits for the choice. */
    isUrgent?: boolean;
  },
) {
  const { hands } = useRoom();
  const t = useSay(SOURCE_WORDS);
  const id = useId();
  return (
    <div class="src-file">
      <input
        id={id}
        class="sr"
        type="file"
        accept="video/*"
        data-testid={testId}
        disabled={hands.value === null}
        aria-disabled={denial !== undefined}
        aria-description={denial}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          // The same file chosen again is a choice again.
          event.currentTarget.value = "";
          if (file !== undefined) onFile(file);
        }}
      />
      <label
        class={`btn${isUrgent ? " primary" : ""}`}
        for={id}
        title={denial}
      >
        {t(isUrgent ? "pickCopy" : "pick")}
      </label>
    </div>
  );
}
