/** `deno task gen`: writes fresh.gen.ts anew. */
import { writeManifest } from "./source_files.ts";

if (import.meta.main) {
  const wrote = await writeManifest(Deno.cwd());
  console.log(wrote ? "Wrote fresh.gen.ts" : "fresh.gen.ts is up to date");
}
