import { createRequire } from "node:module";
import type { Page } from "playwright-core";

/** One thing that somebody cannot use. */
export interface Barrier {
  readonly rule: string;
  readonly help: string;
  readonly where: readonly string[];
}

/** What axe-core gives, as far as it is read here. */
interface AxeResult {
  readonly violations: readonly {
    readonly id: string;
    readonly help: string;
    readonly nodes: readonly { readonly html: string }[];
  }[];
}

/** Runs all rules of axe-core on a page as it stands. */
export async function findBarriers(page: Page): Promise<readonly Barrier[]> {
  const path = createRequire(import.meta.url).resolve("axe-core");
  await page.evaluate(await Deno.readTextFile(path));
  return await page.evaluate(async () => {
    const axe: unknown = Reflect.get(globalThis, "axe");
    if (typeof axe !== "object" || axe === null) throw new Error("No axe");
    const run: unknown = Reflect.get(axe, "run");
    if (typeof run !== "function") throw new Error("No axe.run");
    const result: AxeResult = await run.call(axe, document);
    return result.violations.map(({ id, help, nodes }) => ({
      rule: id,
      help,
      where: nodes.map(({ html }) => html.slice(0, 200)),
    }));
  });
}
