import assert from "node:assert/strict";
import { findBarriers } from "./axe.ts";
import { inWorld } from "./world.ts";

const test = inWorld({ server: { isDev: true } });

test("S15 axe-core finds nothing among all components and states of /kit, in both languages, and the guard's question counts down", async (world) => {
  const a = await world.profile("a");
  for (const language of ["zh-CN", "en"]) {
    await a.page.goto(`${world.app.origin}/kit?lang=${language}`);
    await a.page.locator(".kit-scene").first().waitFor();
    await a.part("stalls").first().getByText("×").or(a.part("users").first())
      .first().waitFor();
    assert.ok(await a.page.locator(".kit-scene").count() > 50);
    assert.deepEqual(await findBarriers(a.page), [], language);
    // What the guard asks counts down for the eye, and is spoken once.
    const left = a.part("question-left");
    const asked = a.page.locator(".player", { has: left }).first();
    const counted = await left.first().innerText();
    assert.match(counted, /\b6 (秒后不等了|s)$/);
    const spoken = asked.locator("[aria-live]", { hasText: counted });
    await spoken.waitFor({ state: "attached" });
    await a.page.goto(`${world.app.origin}/kit?door=wrong&lang=${language}`);
    assert.deepEqual(await findBarriers(a.page), [], `${language}, door`);
  }
});
