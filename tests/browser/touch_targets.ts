import type { Page } from "playwright-core";

/** What can be touched and is smaller than 44 px; the label of a box counts with the box. */
export function findSmall(page: Page, within = "body"): Promise<string[]> {
  return page.evaluate((within) => {
    const small: string[] = [];
    const all = document.querySelectorAll<HTMLElement>(
      `${within} :is(button, a[href], input, select, textarea, summary, [role=slider])`,
    );
    for (const one of all) {
      if (
        !one.checkVisibility({
          visibilityProperty: true,
          opacityProperty: true,
        })
      ) continue;
      // Read by a screen reader alone, touched by its label; or shown once it has the focus.
      const isUnseen = getComputedStyle(one).clipPath === "inset(50%)";
      if (isUnseen || one.classList.contains("skip")) continue;
      const target = one.closest("label") ?? one;
      const { width, height } = target.getBoundingClientRect();
      if (width >= 43.5 && height >= 43.5) continue;
      const name = one.dataset.testid ?? one.getAttribute("aria-label") ??
        one.textContent?.trim().slice(0, 30) ?? one.tagName;
      small.push(`${name} ${Math.round(width)}x${Math.round(height)}`);
    }
    return small;
  }, within);
}
