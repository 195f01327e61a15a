import assert from "node:assert/strict";
import {
  type Begun,
  keepEarly,
  type Socketlike,
  takeEarlySocket,
} from "@/lib/client/early_socket.ts";

/** A socket that the test plays. */
function fake(readyState: WebSocket["readyState"] = WebSocket.CONNECTING) {
  let isClosed = false;
  const socket: Socketlike & { readyState: WebSocket["readyState"] } = {
    readyState,
    onopen: null,
    onmessage: null,
    onclose: null,
    send: () => {},
    close: () => isClosed = true,
  };
  const call = <T extends Event>(
    handler: ((this: WebSocket, event: T) => unknown) | null,
    event: T,
  ) => handler?.call(Object.create(WebSocket.prototype), event);
  return {
    socket,
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

function begun(socket: Socketlike, rest: Partial<Begun> = {}): Begun {
  return { socket, heard: [], isGreeted: false, ...rest };
}

function listener() {
  const told: string[] = [];
  return {
    told,
    onOpen: (isGreeted = false) => told.push(isGreeted ? "greeted" : "open"),
    onFrame: (frame: string, atMs: number) =>
      told.push(atMs < 10 ? `${frame} at ${atMs}` : frame),
    onClose: (code: number) => told.push(String(code)),
  };
}

const turn = () => new Promise((resolve) => setTimeout(resolve));

Deno.test("keepEarly() hands over in their order that hello was said, what was heard, and what comes meanwhile", async () => {
  const one = fake(WebSocket.OPEN);
  const early = keepEarly(
    begun(one.socket, {
      heard: [["echo", 1], ["echo", 2]],
      isGreeted: true,
    }),
  );
  const events = listener();
  const port = early.take(events);
  assert.ok(port?.send("more"));
  one.hear("welcome");
  assert.deepEqual(events.told, []);
  await turn();
  one.hear("rows");
  one.end(1006);
  assert.deepEqual(events.told, [
    "greeted",
    "echo at 1",
    "echo at 2",
    "welcome",
    "rows",
    "1006",
  ]);
});

Deno.test("keepEarly() hands over a socket that is still under way, on which nothing was said", () => {
  const one = fake();
  const events = listener();
  keepEarly(begun(one.socket)).take(events);
  one.open();
  assert.deepEqual(events.told, ["open"]);
});

Deno.test("keepEarly() hands nothing over twice, nor what is gone", () => {
  const one = fake();
  const early = keepEarly(begun(one.socket));
  assert.ok(early.take(listener()) !== null);
  assert.equal(early.take(listener()), null);
  early.close();
  assert.ok(!one.isClosed());
  const other = fake();
  const gone = keepEarly(begun(other.socket));
  other.end(1006);
  assert.equal(gone.take(listener()), null);
});

Deno.test("keepEarly() lets go of a socket that nobody took", () => {
  const one = fake(WebSocket.OPEN);
  keepEarly(begun(one.socket)).close();
  assert.ok(one.isClosed());
});

Deno.test("takeEarlySocket() hands over nothing where the document began nothing", () => {
  Object.defineProperty(globalThis, "location", {
    value: new URL("http://host/"),
    configurable: true,
  });
  try {
    const early = takeEarlySocket({ name: "a", room: "17" });
    assert.equal(early.take(listener()), null);
    early.close();
  } finally {
    Reflect.deleteProperty(globalThis, "location");
  }
});
