/** Part of `deno task gen`: writes docs/limits.md anew. */
import { limitsText } from "./limits_text.ts";

if (import.meta.main) {
  await Deno.writeTextFile(
    new URL("limits.md", import.meta.url),
    await limitsText(),
  );
  console.log("Wrote docs/limits.md");
}
