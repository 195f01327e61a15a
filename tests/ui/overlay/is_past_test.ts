import assert from "node:assert/strict";
import { isPast } from "@/lib/ui/overlay/is_past.ts";

Deno.test("isPast() takes the line of a wait away as the wait ends, and no other", () => {
  const wait = { names: ["胡桃"], untilMs: 1000 };
  assert.equal(isPast({ what: "guard-wait" }, { wait }), false);
  assert.equal(isPast({ what: "guard-wait" }, { wait: null }), true);
  assert.equal(isPast({ what: "guard-go-on" }, { wait: null }), false);
  assert.equal(isPast({ what: null }, { wait: null }), false);
});
