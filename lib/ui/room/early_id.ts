/** Where the document's script leaves the id under which it asked for the film. */
export const EARLY_ID_KEY = "__17kanViewer";

/** The id under which the document asked for the film; null where it did not, or it was taken. */
export function takeEarlyId(): string | null {
  const id: unknown = Reflect.get(globalThis, EARLY_ID_KEY);
  Reflect.deleteProperty(globalThis, EARLY_ID_KEY);
  return typeof id === "string" ? id : null;
}
