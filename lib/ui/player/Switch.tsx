import type { Signal } from "@preact/signals";

/** A row of the menu that switches something on or off. */
export function Switch({ on, label }: { on: Signal<boolean>; label: string }) {
  return (
    <label class="menu-row">
      <span>{label}</span>
      <input
        type="checkbox"
        checked={on.value}
        onChange={(event) => on.value = event.currentTarget.checked}
      />
    </label>
  );
}
