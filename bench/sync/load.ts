/** How busy the machine was, from now until `end()` is called. */
export function watchLoad(): { end(): string } {
  const before = ticks();
  const startMs = performance.now();
  return {
    end() {
      const after = ticks();
      const total = after.total - before.total;
      const busy = total === 0 ? 0 : 1 - (after.idle - before.idle) / total;
      const [minute = 0] = Deno.loadavg();
      const tookS = (performance.now() - startMs) / 1000;
      return `${
        (100 * busy).toFixed(0)
      } % of ${navigator.hardwareConcurrency} ` +
        `cores over ${tookS.toFixed(0)} s, load average ${minute.toFixed(1)}`;
    },
  };
}

function ticks(): { idle: number; total: number } {
  const [line = ""] = Deno.readTextFileSync("/proc/stat").split("\n");
  const counts = line.trim().split(/\s+/).slice(1).map(Number);
  // user, nice, system, idle, iowait, irq, softirq, steal: proc(5)
  const idle = (counts[3] ?? 0) + (counts[4] ?? 0);
  const total = counts.slice(0, 8).reduce((sum, one) => sum + one, 0);
  return { idle, total };
}
