import { define } from "@/lib/state.ts";

/** `/metrics`: counts in Prometheus' text format. */
export const handler = define.handlers({
  GET({ state }) {
    return new Response(state.counters.toText(), {
      headers: { "content-type": "text/plain; version=0.0.4; charset=utf-8" },
    });
  },
});
