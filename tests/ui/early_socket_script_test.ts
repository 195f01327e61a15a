import assert from "node:assert/strict";
import { SOCKET_KEY } from "@/lib/client/early_socket.ts";
import { decodeCommand } from "@/lib/protocol/mod.ts";
import { earlySocketScript } from "@/lib/ui/early_socket_script.ts";

const PLACE = { name: `</script>"'\\\u2028胡桃`, room: "<!--`${1}`" };
const KEY = `17kan-token:${PLACE.room}:${PLACE.name}`;

class Socket {
  readyState = 0;
  isClosed = false;
  readonly sent: string[] = [];
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  constructor(readonly url: string) {}
  send(frame: string) {
    this.sent.push(frame);
  }
  close() {
    this.isClosed = true;
  }
}

/** Runs the script as a document does; timers are called by hand. */
function run(
  { shelf = {}, viewer, isTouched = false }: {
    readonly shelf?: Record<string, string> | null;
    readonly viewer?: string;
    readonly isTouched?: boolean;
  } = {},
) {
  const window: Record<string, unknown> = { __17kanViewer: viewer };
  const waiting: (() => void)[] = [];
  const names = {
    window,
    WebSocket: Socket,
    location: { origin: "https://host:1" },
    sessionStorage: {
      getItem: (key: string) => {
        if (shelf === null) throw new Error("Cannot keep anything");
        return shelf[key] ?? null;
      },
      setItem: (key: string, text: string) => {
        if (shelf !== null) shelf[key] = text;
      },
    },
    matchMedia: () => ({ matches: isTouched }),
    screen: { width: 400, height: 900 },
    setTimeout: (call: () => void) => waiting.push(call),
  };
  new Function(...Object.keys(names), earlySocketScript(PLACE))(
    ...Object.values(names),
  );
  const begun = window[SOCKET_KEY] as {
    socket: Socket;
    heard: [string, number][];
    isGreeted: boolean;
  };
  const open = () => {
    begun.socket.readyState = 1;
    begun.socket.onopen?.();
  };
  const said = () =>
    begun.socket.sent.map((frame) => {
      const decoded = decodeCommand(frame);
      assert.ok(decoded.ok, frame);
      return decoded.value;
    });
  return { ...begun, begun, open, said, waiting };
}

Deno.test("earlySocketScript() holds nothing of a stranger's that could end it, and goes where it should", () => {
  const script = earlySocketScript(PLACE);
  assert.doesNotMatch(script, /[<\\'`$\u2028]/);
  const url = new URL(run().socket.url);
  assert.equal(url.href.slice(0, 17), "wss://host:1/sync");
  assert.equal(url.searchParams.get("u"), PLACE.name);
  assert.equal(url.searchParams.get("room"), PLACE.room);
});

Deno.test("earlySocketScript() says hello with a token that the session finds, then asks for the time", () => {
  const shelf: Record<string, string> = {};
  const { open, said, begun, waiting } = run({ shelf, viewer: "abc" });
  assert.ok(!begun.isGreeted);
  assert.deepEqual(said(), []);
  open();
  assert.ok(begun.isGreeted);
  for (let call = waiting.pop(); call; call = waiting.pop()) call();
  const [hello, ...probes] = said();
  assert.ok(hello?.type === "hello");
  assert.match(hello.token ?? "", /^[0-9a-f]{36}$/);
  assert.equal(hello.token, shelf[KEY]);
  assert.equal(hello.viewer, "abc");
  assert.equal(hello.device, "desktop");
  assert.equal(hello.beats, true);
  assert.deepEqual(probes.map(({ type }) => type), Array(8).fill("probe"));
});

Deno.test("earlySocketScript() takes its row back by the token of before a reload", () => {
  const token = "0".repeat(36);
  const { open, said } = run({ shelf: { [KEY]: token }, isTouched: true });
  open();
  const [hello] = said();
  assert.ok(hello?.type === "hello");
  assert.equal(hello.token, token);
  assert.equal(hello.viewer, null);
  assert.equal(hello.device, "phone");
});

Deno.test("earlySocketScript() comes without a token where the browser keeps nothing", () => {
  const { open, said } = run({ shelf: null });
  open();
  const [hello] = said();
  assert.ok(hello?.type === "hello");
  assert.equal(hello.token, null);
});

Deno.test("earlySocketScript() keeps what it hears, and asks no more once another listens", () => {
  const { open, begun, socket, said, waiting } = run();
  open();
  socket.onmessage?.({ data: "welcome" });
  assert.equal(begun.heard[0]?.[0], "welcome");
  socket.onmessage = () => {};
  waiting.pop()?.();
  assert.deepEqual(said().map(({ type }) => type), ["hello", "probe"]);
});

Deno.test("earlySocketScript() gives a socket up that said more than is kept", () => {
  const { open, socket } = run();
  open();
  for (let count = 0; count < 300 && !socket.isClosed; count++) {
    socket.onmessage?.({ data: "line" });
  }
  assert.ok(socket.isClosed);
});
