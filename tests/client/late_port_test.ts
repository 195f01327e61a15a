import assert from "node:assert/strict";
import { openLate } from "@/lib/client/late_port.ts";
import type { SocketEvents } from "@/lib/client/ports.ts";
import type { Connect } from "@/lib/client/transport.ts";

/** A means whose code comes or fails when told, and what is heard of its link. */
function stage() {
  const log: string[] = [];
  const code = Promise.withResolvers<Connect>();
  const events: SocketEvents = {
    onOpen: () => log.push("open"),
    onFrame: (frame) => log.push(frame),
    onClose: (reason) => log.push(`closed ${reason}`),
  };
  const means: Connect = (told) => {
    log.push("connect");
    told.onOpen();
    return {
      send: (frame) => log.push(`send ${frame}`) > 0,
      close: () => log.push("close"),
    };
  };
  return { log, code, means, port: openLate(code.promise, events) };
}

Deno.test("openLate() opens the link once its code is there, and says till then that nothing goes out", async () => {
  const { log, code, means, port } = stage();
  assert.equal(port.send("early"), false);
  code.resolve(means);
  await code.promise;
  assert.equal(port.send("hello"), true);
  port.close();
  assert.deepEqual(log, ["connect", "open", "send hello", "close"]);
});

Deno.test("openLate() tells of a link that failed where the code does not come", async () => {
  const { log, code } = stage();
  code.reject(new TypeError("offline"));
  await Promise.allSettled([code.promise]);
  assert.deepEqual(log, ["closed 1006"]);
});

Deno.test("openLate() opens and tells nothing once it is closed", async () => {
  for (const ends of ["resolve", "reject"] as const) {
    const { log, code, means, port } = stage();
    port.close();
    if (ends === "resolve") code.resolve(means);
    else code.reject(new TypeError("offline"));
    await Promise.allSettled([code.promise]);
    assert.deepEqual(log, []);
  }
});
