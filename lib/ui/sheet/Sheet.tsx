import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import { SHEET_WORDS } from "@/lib/i18n/mod.ts";
import { useRoom, useSay } from "../room_context.ts";
import type { SheetName } from "./asked_sheet.ts";

/**
 * A dialog over the page, in fullscreen too. The browser keeps the focus inside and gives it back;
 * Escape, the cross and a press beside it close it.
 */
export function Sheet({ name, title, children }: {
  readonly name: SheetName;
  readonly title: string;
  readonly children: ComponentChildren;
}) {
  const { sheet } = useRoom();
  const t = useSay(SHEET_WORDS);
  const id = useId();
  const { box, close, beside } = useModal(name);
  return (
    <dialog
      ref={box}
      class="sheet"
      aria-labelledby={id}
      onClose={close}
      {...beside}
    >
      <header class="sheet-head">
        <h2 id={id}>{title}</h2>
        <button
          type="button"
          class="tool"
          aria-label={t("close")}
          title={t("close")}
          onClick={() => sheet.value = null}
        >
          ✕
        </button>
      </header>
      {/* Longer than a low screen it is scrolled, by keys too. */}
      <div class="sheet-in" role="region" aria-labelledby={id} tabIndex={0}>
        {children}
      </div>
    </dialog>
  );
}

/** Opens a dialog as long as it is on the page, and tells when it was closed. */
export function useModal(name: SheetName) {
  const { sheet } = useRoom();
  const box = useRef<HTMLDialogElement>(null);
  const isPressedBeside = useRef(false);
  useEffect(() => {
    const dialog = box.current;
    dialog?.showModal();
    return () => dialog?.close();
  }, []);
  return {
    box,
    close: () => {
      // Told a moment later, when another sheet may have taken its place.
      if (sheet.peek()?.name === name) sheet.value = null;
    },
    /** Presses on the dialog itself, which is what lies around its contents. */
    beside: {
      onPointerDown: (event: PointerEvent) => {
        isPressedBeside.current = event.target === box.current;
      },
      onClick: (event: MouseEvent) => {
        // The finger that held the picture to open it is no press beside it.
        if (isPressedBeside.current && event.target === box.current) {
          sheet.value = null;
        }
      },
      // No menu over a menu.
      onContextMenu: (event: MouseEvent) => {
        const isText = event.target instanceof Element &&
          event.target.closest("input, a, .pick") !== null;
        if (!isText) event.preventDefault();
      },
    },
  };
}
