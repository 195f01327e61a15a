import { type ReadonlySignal, useComputed, useSignal } from "@preact/signals";
import type { ComponentType } from "preact";
import { useRef } from "preact/hooks";
import { SeenPart, type SeenProps } from "./SeenPart.tsx";

/** A part behind a fold: most evenings nobody opens it, so its code is fetched by the press. */
export function PartFold({ title, kind, testId, visible, load }: {
  readonly title: string;
  /** Its class of styles. */
  readonly kind: string;
  readonly testId?: string;
  /** Whether the fold itself is seen; taken for granted unless told. */
  readonly visible?: ReadonlySignal<boolean>;
  readonly load: () => Promise<ComponentType<SeenProps>>;
}) {
  const isOpen = useSignal(false);
  const isSeen = useComputed(() => isOpen.value && visible?.value !== false);
  const fold = useRef<HTMLDetailsElement>(null);
  const loadShown = async () => {
    const part = await load();
    // Once more when it is drawn, for it is longer than what stood for it.
    requestAnimationFrame(() => bringUp(fold.current));
    return part;
  };
  return (
    <details
      ref={fold}
      class={kind}
      data-testid={testId}
      onToggle={(event) => {
        isOpen.value = event.currentTarget.open;
        if (isOpen.value) bringUp(fold.current);
      }}
    >
      <summary>{title}</summary>
      <SeenPart visible={isSeen} load={loadShown} />
    </details>
  );
}

/** What was opened below the end of a panel that scrolls comes to its top; the page stays. */
function bringUp(fold: HTMLElement | null): void {
  const panel = fold?.closest(".panel") ?? null;
  if (fold === null || panel === null) return;
  panel.scrollTop += fold.getBoundingClientRect().top -
    panel.getBoundingClientRect().top;
}
