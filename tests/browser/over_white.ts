import type { Viewer } from "./viewer.ts";

/** WCAG 2.2, 1.4.3: text beside its ground. */
const CONTRAST_MIN = 4.5;

/**
 * Words over the picture that would be hard to read on a white film: axe-core cannot tell, as it
 * does not know what the film shows. What stands on the controls' and the composer's own ground is
 * left out.
 *
 * @param within what is looked at
 * @returns each with its contrast
 */
export function findPale(viewer: Viewer, within: string): Promise<string[]> {
  return viewer.page.evaluate(([within, least]) => {
    interface Colour {
      readonly channels: readonly number[];
      readonly alpha: number;
    }
    const parse = (colour: string): Colour => {
      const [r = 0, g = 0, b = 0, alpha = 1] =
        colour.match(/[\d.]+/g)?.map(Number) ?? [];
      return { channels: [r, g, b], alpha };
    };
    const light = (channels: readonly number[]) => {
      const [r = 0, g = 0, b = 0] = channels.map((channel) => {
        const share = channel / 255;
        return share <= 0.04045
          ? share / 12.92
          : ((share + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const groundOf = (element: Element) => {
      const layers: Colour[] = [];
      for (
        let at: Element | null = element;
        at !== null && !at.matches(".player");
        at = at.parentElement
      ) layers.unshift(parse(getComputedStyle(at).backgroundColor));
      return layers.reduce(
        (below, { channels, alpha }) =>
          below.map((one, at) =>
            (channels[at] ?? 0) * alpha + one * (1 - alpha)
          ),
        [255, 255, 255],
      );
    };
    const pale: string[] = [];
    for (const root of document.querySelectorAll(within)) {
      const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      for (let node = texts.nextNode(); node; node = texts.nextNode()) {
        const text = node.textContent?.trim() ?? "";
        const element = node.parentElement;
        if (
          text === "" || element === null || element.closest(".sr, .ctl") ||
          !element.checkVisibility({ visibilityProperty: true })
        ) continue;
        const [one, other] = [
          light(groundOf(element)),
          light(parse(getComputedStyle(element).color).channels),
        ];
        const contrast = (Math.max(one, other) + 0.05) /
          (Math.min(one, other) + 0.05);
        if (contrast < least) pale.push(`${text}: ${contrast.toFixed(2)}`);
      }
    }
    return pale;
  }, [within, CONTRAST_MIN] as const);
}
