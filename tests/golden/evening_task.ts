/** `deno task golden`: writes evening.txt anew; say in the commit why it changed. */
import { playEvening } from "./evening.ts";

if (import.meta.main) {
  const path = new URL("evening.txt", import.meta.url);
  await Deno.writeTextFile(path, playEvening());
  console.log("Wrote tests/golden/evening.txt");
}
