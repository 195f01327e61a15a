/**
 * The server with a wall clock that leaps an hour ahead and two hours back, again and again, as one
 * does that is set by hand or by a network that lies. Takes the flags of `main.ts`.
 */
const HOUR_MS = 3_600_000;

if (import.meta.main) {
  const wallMs = Date.now;
  let offsetMs = HOUR_MS;
  setInterval(() => offsetMs = -offsetMs, 400);
  Date.now = () => wallMs.call(Date) + offsetMs;
  const { buildServer } = await import("../../main.ts");
  const { readConfig } = await import("@/lib/config.ts");
  const config = readConfig(Deno.args, () => undefined);
  const { handler } = await buildServer(config);
  Deno.serve({ port: config.port, hostname: config.host }, handler);
}
