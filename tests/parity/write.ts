/** `deno run -A tests/parity/write.ts`: writes docs/parity.md from the names of the tests. */
import { findTests } from "./find_tests.ts";
import { parityText } from "./parity_text.ts";

if (import.meta.main) {
  const root = new URL("../../", import.meta.url);
  const text = parityText(await findTests(root));
  await Deno.writeTextFile(new URL("docs/parity.md", root), text);
}
