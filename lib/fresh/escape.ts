const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Makes text safe between tags and inside quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (char) => ENTITIES[char] ?? char);
}

/**
 * A JavaScript string literal that is safe inside `<script>`: no `</script>` or
 * `<!--` can appear, since every `<` is written as an escape.
 */
export function scriptString(text: string): string {
  return JSON.stringify(text).replace(/</g, "\\u003c");
}
