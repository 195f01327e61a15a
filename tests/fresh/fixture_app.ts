import { App, csp, type Handler, prepare, staticFiles } from "fresh";
import type { State } from "./fixture/define.ts";
import { manifest } from "./fixture/fresh.gen.ts";

/** The fixture as an app, with a policy that forbids all inline scripts. */
export async function fixtureApp(
  { mode = "production", scripts = "script-src 'self' 'unsafe-inline'" }: {
    mode?: "development" | "production";
    scripts?: string;
  } = {},
): Promise<Handler> {
  const app = new App<State>({ mode });
  app.use(csp({ useNonce: true, csp: [scripts] }));
  app.use(staticFiles());
  app.fsRoutes();
  await prepare(app, manifest);
  return app.handler();
}
