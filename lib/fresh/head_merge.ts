/** Elements of which a page has one: the later one wins. */
const TITLE = /<title[^>]*>.*?<\/title>/s;
const META = /<meta[^>]*?\s(name|property)="([^"]*)"[^>]*>/g;

/**
 * Puts `<Head>` elements at the end of a document's head. A title or a meta of
 * the same name that `_app` wrote is taken out.
 *
 * @param before The document up to the end of its own head elements
 * @param added Rendered elements of `<Head>`
 */
export function mergeHead(before: string, added: string): string {
  const names = new Set(
    [...added.matchAll(META)].map(([, kind, name]) => `${kind}=${name}`),
  );
  const kept = before.replaceAll(
    META,
    (tag, kind: string, name: string) =>
      names.has(`${kind}=${name}`) ? "" : tag,
  );
  return (TITLE.test(added) ? kept.replace(TITLE, "") : kept) + added;
}
