import { type ReadonlySignal, useComputed, useSignal } from "@preact/signals";
import type { ComponentType } from "preact";
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
  return (
    <details
      class={kind}
      data-testid={testId}
      onToggle={(event) => isOpen.value = event.currentTarget.open}
    >
      <summary>{title}</summary>
      <SeenPart visible={isSeen} load={load} />
    </details>
  );
}
