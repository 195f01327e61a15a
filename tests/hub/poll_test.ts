import assert from "node:assert/strict";
import { type LinkPort, Polls } from "@/lib/hub/mod.ts";
import { CLOSE } from "@/lib/protocol/mod.ts";
import { FakeClock } from "./world.ts";

/** One polled link, and the hub's end of it. */
function polled() {
  const clock = new FakeClock();
  const ports: LinkPort[] = [];
  const polls = new Polls({
    hub: {
      connect: (port) => {
        ports.push(port);
        return { receive: () => {}, closed: () => {} };
      },
    },
    after: (delayMs, callback) => clock.after(delayMs, callback),
    rollName: () => "link",
  });
  assert.deepEqual(
    polls.open({ name: "a", room: "17", address: "1.2.3.4" }),
    { id: "link" },
  );
  const [port] = ports;
  assert.ok(port !== undefined);
  return { clock, polls, port };
}

Deno.test("Polls lets go at once of what was to be said to who is shed", async () => {
  for (
    const [code, text] of [[CLOSE.slow, ""], [CLOSE.going, "a\nb"]] as const
  ) {
    const { polls, port } = polled();
    port.send("a");
    port.send("b");
    port.close(code, "");
    assert.deepEqual(await polls.take("link"), { text, closedWith: code });
    assert.equal(polls.size, 0);
  }
});

Deno.test("Polls forgets a link that nobody asks for any more, and one that was closed", () => {
  for (const isClosed of [false, true]) {
    const { clock, polls, port } = polled();
    if (isClosed) port.close(CLOSE.abuse, "");
    clock.pass(7999);
    assert.equal(polls.size, 1);
    clock.pass(1);
    assert.equal(polls.size, 0);
    assert.equal(clock.waiting, 0);
  }
});
