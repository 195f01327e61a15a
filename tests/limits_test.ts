import assert from "node:assert/strict";
import { ADDRESS_LIMITS } from "@/lib/hub/mod.ts";
import { limitsOf } from "@/lib/limits.ts";
import { limitsText } from "../docs/limits_text.ts";

Deno.test("docs/limits.md is what deno task gen writes", async () => {
  const written = await Deno.readTextFile(
    new URL("../docs/limits.md", import.meta.url),
  );
  assert.equal(written, await limitsText());
});

Deno.test("limitsOf() names each limit once, and shows what the host set", () => {
  const names = limitsOf(ADDRESS_LIMITS).map(({ name }) => name);
  assert.equal(new Set(names).size, names.length);
  const own = limitsOf({ linksMax: 7, joinsPerS: 1, joinsBurst: 2 });
  assert.equal(
    own.find(({ name }) => name === "links_per_address")?.value,
    7,
  );
});
