import assert from "node:assert/strict";
import { eventually } from "../browser/eventually.ts";
import { run } from "./running.ts";

/** What is printed comes in pieces: the line is whole once its end is there. */
const ADDRESS = /(http:\/\/127\.0\.0\.1:\d+)\/\?u=/;

Deno.test({
  name:
    "deno task start tells a collector of requests, measures and log lines when OpenTelemetry is asked for, with its few permissions",
  sanitizeOps: false,
  sanitizeResources: false,
  fn: async () => {
    const folder = await Deno.makeTempDir({ prefix: "17kan-telemetry-" });
    const told = new Map<string, string>();
    const collector = Deno.serve(
      { port: 0, hostname: "127.0.0.1", onListen: () => {} },
      async (request) => {
        const { pathname } = new URL(request.url);
        told.set(
          pathname,
          (told.get(pathname) ?? "") + await request.text(),
        );
        return new Response();
      },
    );
    const server = await run({
      args: ["run", "-A", "lib/start_task.ts"],
      env: {
        HOST: "127.0.0.1",
        PORT: "0",
        MEDIA_DIR: folder,
        DATA_DIR: `${folder}/data`,
        OTEL_DENO: "true",
        OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${collector.addr.port}`,
        OTEL_EXPORTER_OTLP_PROTOCOL: "http/json",
        OTEL_METRIC_EXPORT_INTERVAL: "200",
        OTEL_BSP_SCHEDULE_DELAY: "100",
        OTEL_BLRP_SCHEDULE_DELAY: "100",
      },
      ready: ADDRESS,
    });
    try {
      const [, origin] = ADDRESS.exec(server.said()) ?? [];
      const ready = await fetch(`${origin}/readyz`);
      assert.equal(ready.status, 200);
      await ready.body?.cancel();
      await eventually(() => {
        assert.match(told.get("/v1/traces") ?? "", /\/readyz/);
        assert.match(told.get("/v1/metrics") ?? "", /http\.server\.request/);
        assert.match(told.get("/v1/logs") ?? "", /is ready/);
      });
    } finally {
      await server.stop();
      await collector.shutdown();
      await Deno.remove(folder, { recursive: true });
    }
  },
});
