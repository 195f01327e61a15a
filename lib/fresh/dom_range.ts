/**
 * A stand-in for a parent element whose children are only the nodes between two
 * comments, since an island shares its real parent with other content. It has
 * what Preact asks of a container.
 */
export function rootBetween(
  parent: ParentNode & Node,
  start: Comment,
  end: Comment,
): Element {
  const root = {
    nodeType: Node.ELEMENT_NODE,
    namespaceURI: parent instanceof Element ? parent.namespaceURI : null,
    ownerDocument: parent.ownerDocument,
    parentNode: parent,
    get firstChild() {
      return start.nextSibling === end ? null : start.nextSibling;
    },
    get childNodes() {
      return nodesBetween(start, end);
    },
    insertBefore(node: Node, before: Node | null) {
      return parent.insertBefore(node, before ?? end);
    },
    appendChild(node: Node) {
      return parent.insertBefore(node, end);
    },
    removeChild(node: Node) {
      return parent.removeChild(node);
    },
    contains(node: Node | null) {
      return nodesBetween(start, end).some((child) => child.contains(node));
    },
  };
  // Preact's types ask for a whole Element; it uses only what is above, which
  // tests/browser/fresh_test.ts proves.
  return root as unknown as Element;
}

/** The sibling nodes between two comments of one parent. */
export function nodesBetween(start: Node, end: Node): ChildNode[] {
  const nodes: ChildNode[] = [];
  let node = start.nextSibling;
  while (node !== null && node !== end) {
    nodes.push(node);
    node = node.nextSibling;
  }
  return nodes;
}
