import assert from "node:assert/strict";
import { readConfig } from "@/lib/config.ts";
import { buildServer } from "../../main.ts";

Deno.test("/kit is not there in production", async () => {
  const folder = await Deno.makeTempDir({ prefix: "17kan-kit-" });
  const server = await buildServer({
    ...readConfig([], () => undefined),
    mediaDir: `${folder}/media`,
    dataDir: `${folder}/data`,
  });
  try {
    const ask = async (path: string) => {
      const response = await server.handler(
        new Request(`http://127.0.0.1${path}`),
      );
      await response.body?.cancel();
      return response.status;
    };
    assert.equal(await ask("/kit"), 404);
    assert.equal(await ask("/kit?door=wrong"), 404);
  } finally {
    server.close();
    await Deno.remove(folder, { recursive: true });
  }
});
