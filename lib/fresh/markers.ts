/** What an HTML comment of ours says about the nodes around it. */
export type Marker =
  | { readonly type: "island"; readonly id: string; readonly index: number }
  | { readonly type: "slot"; readonly index: number }
  | { readonly type: "island-end" }
  | { readonly type: "slot-end" };

/** Comment before an island: its name and the index of its props. */
export function islandStart(id: string, index: number): string {
  return `fresh:i:${index}:${id}`;
}

/** Comment after an island. */
export function islandEnd(): string {
  return "/fresh:i";
}

/** Comment before JSX that was handed to an island. */
export function slotStart(index: number): string {
  return `fresh:s:${index}`;
}

/** Comment after JSX that was handed to an island. */
export function slotEnd(): string {
  return "/fresh:s";
}

/** `id` of the template that keeps JSX an island did not show at first. */
export function slotTemplateId(index: number): string {
  return `fresh-slot-${index}`;
}

/** Reads a comment's text; null when it is not ours. */
export function parseMarker(text: string): Marker | null {
  if (text === islandEnd()) return { type: "island-end" };
  if (text === slotEnd()) return { type: "slot-end" };
  const match = /^fresh:([is]):(\d+)(?::(.+))?$/.exec(text);
  if (match === null) return null;
  const [, kind, digits, id] = match;
  const index = Number(digits);
  if (kind === "s") return { type: "slot", index };
  return id === undefined ? null : { type: "island", id, index };
}
