import { define } from "@/lib/state.ts";

/** Beyond this a room feels broken, and a balancer had better send newcomers elsewhere, in ms. */
const LAG_MAX_MS = 1000;

/**
 * `/readyz`: whether newcomers are well served here just now. A disk that takes nothing is told and
 * no reason to say no: rooms go on in memory.
 */
export const handler = define.handlers({
  GET({ state }) {
    const lagMs = state.loop.lagMs();
    const ok = !state.isDraining() && lagMs < LAG_MAX_MS;
    return Response.json({
      ok,
      draining: state.isDraining(),
      diskOk: state.counters.read("disk_ok") === 1,
      loopLagMs: Math.round(lagMs),
    }, {
      status: ok ? 200 : 503,
      headers: { "cache-control": "no-store" },
    });
  },
});
