import { define } from "@/lib/state.ts";

/** `/healthz`: whether the server takes viewers in. */
export const handler = define.handlers({
  GET({ state }) {
    const ok = !state.isDraining();
    return Response.json(
      { ok, uptimeS: Math.round(performance.now() / 1000) },
      {
        status: ok ? 200 : 503,
        headers: { "cache-control": "no-store" },
      },
    );
  },
});
