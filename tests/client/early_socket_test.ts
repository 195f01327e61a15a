import assert from "node:assert/strict";
import {
  earlySocketScript,
  keepEarly,
  type Socketlike,
} from "@/lib/client/early_socket.ts";

/** A socket that the test plays. */
function fake() {
  const sent: { type: string; sentMs: number }[] = [];
  let isClosed = false;
  const socket: Socketlike & { readyState: number } = {
    readyState: WebSocket.CONNECTING,
    onopen: null,
    onmessage: null,
    onclose: null,
    send: (frame) => sent.push(JSON.parse(String(frame))),
    close: () => isClosed = true,
  };
  const call = <T extends Event>(
    handler: ((this: WebSocket, event: T) => unknown) | null,
    event: T,
  ) => handler?.call(Object.create(WebSocket.prototype), event);
  return {
    socket,
    sent,
    isClosed: () => isClosed,
    open: () => {
      socket.readyState = WebSocket.OPEN;
      call(socket.onopen, new Event("open"));
    },
    hear: (data: string) =>
      call(socket.onmessage, new MessageEvent("message", { data })),
    end: (code: number) => {
      socket.readyState = WebSocket.CLOSED;
      call(socket.onclose, new CloseEvent("close", { code }));
    },
  };
}

function listener() {
  const told: string[] = [];
  return {
    told,
    onOpen: () => told.push("open"),
    onFrame: (frame: string) => told.push(frame),
    onClose: (code: number) => told.push(String(code)),
  };
}

Deno.test("earlySocketScript() holds nothing of a stranger's that could end it", () => {
  const script = earlySocketScript({
    name: `</script>"'\\\u2028胡桃`,
    room: "<!--`${1}`",
  });
  assert.doesNotMatch(
    script.replace(/^try\{|\}catch\{\}$/g, ""),
    /[<\\'`$\u2028]/,
  );
  const opened: string[] = [];
  const page: { __17kanSocket: unknown } = { __17kanSocket: null };
  class Opened {
    constructor(url: string) {
      opened.push(url);
    }
  }
  new Function("window", "WebSocket", "location", script)(page, Opened, {
    origin: "https://host:1",
  });
  assert.ok(page.__17kanSocket instanceof Opened);
  const url = new URL(opened[0] ?? "");
  assert.equal(url.href.slice(0, 17), "wss://host:1/sync");
  assert.equal(url.searchParams.get("u"), `</script>"'\\\u2028胡桃`);
  assert.equal(url.searchParams.get("room"), "<!--`${1}`");
});

Deno.test("keepEarly() asks at once on a socket that is open already", () => {
  const one = fake();
  one.socket.readyState = WebSocket.OPEN;
  const early = keepEarly(one.socket);
  assert.equal(one.sent.length, 1);
  early.close();
});

const turn = () => new Promise((resolve) => setTimeout(resolve));

Deno.test("keepEarly() asks for the time at once and hands over what it heard, after the opening", async () => {
  const one = fake();
  const early = keepEarly(one.socket);
  one.open();
  assert.equal(one.sent[0]?.type, "probe");
  one.hear("echo");
  const events = listener();
  const port = early.take(events);
  assert.ok(port?.send(JSON.stringify({ type: "hello" })));
  assert.deepEqual(events.told, []);
  await turn();
  one.hear("welcome");
  one.end(1006);
  assert.deepEqual(events.told, ["open", "echo", "welcome", "1006"]);
});

Deno.test("keepEarly() hands over a socket that is still under way", () => {
  const one = fake();
  const events = listener();
  keepEarly(one.socket).take(events);
  one.open();
  assert.deepEqual(events.told, ["open"]);
  assert.deepEqual(one.sent, []);
});

Deno.test("keepEarly() hands nothing over twice, nor what is gone", () => {
  const one = fake();
  const early = keepEarly(one.socket);
  assert.ok(early.take(listener()) !== null);
  assert.equal(early.take(listener()), null);
  early.close();
  assert.ok(!one.isClosed());
  const other = fake();
  const gone = keepEarly(other.socket);
  other.end(1006);
  assert.equal(gone.take(listener()), null);
});

Deno.test("keepEarly() lets go of a socket that nobody took", () => {
  const one = fake();
  const early = keepEarly(one.socket);
  one.open();
  early.close();
  assert.ok(one.isClosed());
});
