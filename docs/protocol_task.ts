/** Part of `deno task gen`: writes docs/protocol.md anew. */
import { protocolText } from "./protocol_text.ts";

if (import.meta.main) {
  await Deno.writeTextFile(
    new URL("protocol.md", import.meta.url),
    await protocolText(),
  );
  console.log("Wrote docs/protocol.md");
}
