import type { Viewer } from "./viewer.ts";

/** Something on the page that can be pressed, chosen or typed into. */
export interface Control {
  /** The same element always gives the same, also where others come and go beside it. */
  readonly id: number;
  /** For people: what it is and what it is called. */
  readonly called: string;
  /** Where a finger can press it, labels included, in CSS px. */
  readonly width: number;
  readonly height: number;
  /** Reached by the arrow keys of the list around it, not by Tab. */
  readonly isByArrows: boolean;
}

/** Everything that a finger or a key can act on. */
const CONTROLS =
  "a[href], button, input, select, textarea, summary, [tabindex='0']";

/** The controls that a viewer sees now, in document order. */
export function controlsOf(viewer: Viewer): Promise<Control[]> {
  return viewer.page.evaluate(look, { selector: CONTROLS, isFocused: false });
}

/** The control that has the keyboard; null where none has. */
export async function focusOf(viewer: Viewer): Promise<Control | null> {
  const [focused] = await viewer.page.evaluate(look, {
    selector: ":focus",
    isFocused: true,
  });
  return focused ?? null;
}

// Runs in the page, so it can use nothing from outside.
function look(
  { selector, isFocused }: {
    readonly selector: string;
    readonly isFocused: boolean;
  },
): Control[] {
  const kept: unknown = Reflect.get(window, "controlIds");
  const ids: Map<unknown, number> = kept instanceof Map ? kept : new Map();
  Reflect.set(window, "controlIds", ids);
  const idOf = (element: Element): number => {
    const id = ids.get(element) ?? ids.size;
    ids.set(element, id);
    return id;
  };
  const labelsOf = (element: Element): HTMLElement[] =>
    element instanceof HTMLInputElement || element instanceof HTMLSelectElement
      ? [...element.labels ?? []]
      : [];
  const isSeen = (element: Element): boolean => {
    const shown = labelsOf(element)[0] ?? element;
    return shown.checkVisibility({ visibilityProperty: true }) &&
      shown.getBoundingClientRect().width > 1;
  };
  const isUsable = (element: Element): boolean =>
    !element.matches(":disabled") && isSeen(element);
  return [...document.querySelectorAll<HTMLElement>(selector)]
    .filter((element) => isFocused || isUsable(element))
    .map((element) => {
      const boxes = [element, ...labelsOf(element)].map((part) =>
        part.getBoundingClientRect()
      );
      const name = element.dataset.testid ?? element.ariaLabel ??
        element.innerText?.trim() ?? "";
      const place = element.className.toString();
      return {
        id: idOf(element),
        called: `${element.tagName.toLowerCase()}.${place} "${
          name.slice(0, 24)
        }"`,
        width: Math.max(...boxes.map(({ width }) => width)),
        height: Math.max(...boxes.map(({ height }) => height)),
        isByArrows: element.matches("[role=log][tabindex='0'] [tabindex='-1']"),
      };
    });
}
