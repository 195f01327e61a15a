/** The ways to the clipboard that there are. */
export interface CopyWays {
  /** `navigator.clipboard`; absent on plain http. */
  readonly clipboard:
    | { writeText(text: string): Promise<void> }
    | undefined;
  /** Selects the text in a field and has what is selected copied; says whether that was done. */
  readonly copySelected: (text: string) => boolean;
}

/**
 * Copies a text. On plain http there is no clipboard to write to, so there the text is selected in
 * a field and the browser asked to copy the selection. To be called inside a press.
 *
 * @returns whether it was copied; where not, show the text so that it can be copied by hand
 */
export async function copyText(
  text: string,
  { clipboard, copySelected }: CopyWays = {
    clipboard: navigator.clipboard,
    copySelected: copyBySelection,
  },
): Promise<boolean> {
  if (clipboard !== undefined) {
    try {
      await clipboard.writeText(text);
      return true;
    } catch {
      // Forbidden by a policy or by the viewer; the old way may still be open.
    }
  }
  return copySelected(text);
}

/** Copies by a field that is there for this only, then gives the focus back. */
function copyBySelection(text: string): boolean {
  const before = document.activeElement;
  const field = document.createElement("textarea");
  field.className = "sr";
  // Else a phone shows its keyboard for the blink of an eye.
  field.readOnly = true;
  field.value = text;
  // An open dialog lets nothing outside it have the focus.
  (before?.closest("dialog") ?? document.body).append(field);
  try {
    field.focus({ preventScroll: true });
    // iPhones take no `select()` of a field that is read only.
    field.setSelectionRange(0, text.length);
    // Deprecated, and all there is on plain http.
    return document.execCommand("copy");
  } catch {
    return false;
  } finally {
    field.remove();
    if (before instanceof HTMLElement) before.focus({ preventScroll: true });
  }
}
