/**
 * The server, which tells its memory when it is sent SIGUSR2: `heap BYTES resident BYTES` after a
 * collection. Takes the flags of `main.ts`; needs `--v8-flags=--expose-gc`.
 */
if (import.meta.main) {
  const { buildServer } = await import("../../../main.ts");
  const { readConfig } = await import("@/lib/config.ts");
  const { startLog } = await import("@/lib/observe/mod.ts");
  const config = readConfig(Deno.args, () => undefined);
  await startLog(config.logLevel);
  const { handler } = await buildServer(config);
  const collect: unknown = Reflect.get(globalThis, "gc");
  if (typeof collect !== "function") throw new Error("Needs --expose-gc");
  Deno.addSignalListener("SIGUSR2", async () => {
    // What a first collection finalises, the next one frees.
    for (let i = 0; i < 4; i++) {
      collect();
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    const { heapUsed, rss } = Deno.memoryUsage();
    console.error(`heap ${heapUsed} resident ${rss}`);
  });
  Deno.serve({ port: config.port, hostname: config.host }, handler);
}
