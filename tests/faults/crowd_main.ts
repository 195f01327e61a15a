/**
 * Viewers in a process of their own, which can be stopped as computers sleep: `PORT ROOM COUNT`.
 * Writes a line of JSON, a `CrowdLine`, whenever something about one of them changes.
 */
import { dice } from "@/lib/base/mod.ts";
import { type CrowdLine, nowEpochMs } from "./breaks.ts";
import { pause, Peer } from "./peer.ts";

if (import.meta.main) {
  const [port, room = "crowd", count] = Deno.args;
  const roll = dice(3);
  const peers = Array.from({ length: Number(count) }, (_, index) =>
    new Peer({
      name: `sleeper ${index}`,
      room,
      port: () => Number(port),
      roll,
    }));
  const told = new Map<string, string>();
  for (;;) {
    for (const { name, session } of peers) {
      const isOpen = session.link.peek().state === "open";
      const timeline = session.timeline.peek();
      const offsetMs = session.serverNowMs();
      const revision = timeline?.revision ?? 0;
      if (timeline === null || offsetMs === null) continue;
      const key = `${isOpen} ${revision}`;
      if (told.get(name) === key) continue;
      told.set(name, key);
      const atMs = nowEpochMs();
      // The server's clock at the zero of the shared one, in film seconds.
      const zeroS = timeline.positionS +
        timeline.rate * (offsetMs - atMs - timeline.atMs) / 1000;
      const line: CrowdLine = { name, atMs, isOpen, revision, zeroS };
      console.log(JSON.stringify(line));
    }
    await pause(5);
  }
}
