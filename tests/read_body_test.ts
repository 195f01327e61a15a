import assert from "node:assert/strict";
import { HttpError } from "fresh";
import { bodyWithinMs, readBody } from "@/lib/read_body.ts";
import { readForm } from "@/lib/read_form.ts";
import { FakeClock } from "./hub/world.ts";

/** A request whose body comes as it is told to. */
function slowRequest(): {
  readonly req: Request;
  readonly give: (text: string) => void;
  readonly isLeft: () => boolean;
} {
  let isLeft = false;
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  const body = new ReadableStream<Uint8Array>({
    start: (given) => {
      controller = given;
    },
    cancel: () => {
      isLeft = true;
    },
  });
  const headers = { "content-type": "application/x-www-form-urlencoded" };
  return {
    req: new Request("http://kan/", { method: "POST", body, headers }),
    give: (text) => controller?.enqueue(new TextEncoder().encode(text)),
    isLeft: () => isLeft,
  };
}

async function settle(): Promise<void> {
  for (let i = 0; i < 20; i++) await Promise.resolve();
}

const READERS: [
  what: string,
  bytesMax: number,
  read: (req: Request, clock: FakeClock) => Promise<unknown>,
][] = [
  ["readBody()", 1000, (req, clock) =>
    readBody(req, {
      bytesMax: 1000,
      after: (...timer) => clock.after(...timer),
    })],
  [
    "readForm()",
    8 * 1024,
    (req, clock) =>
      readForm(req, { after: (...timer) => clock.after(...timer) }),
  ],
];
for (const [what, bytesMax, read] of READERS) {
  Deno.test(`${what} gives up a body that does not come to its end, however often a byte of it comes`, async () => {
    const clock = new FakeClock();
    const { req, give, isLeft } = slowRequest();
    const refused = assert.rejects(
      read(req, clock),
      (error) => error instanceof HttpError && error.status === 408,
    );
    const withinMs = bodyWithinMs(bytesMax);
    assert.ok(withinMs >= 10_000 && withinMs < 11_000);
    for (let at = 0; at < 10; at++) {
      give("x");
      await settle();
      clock.pass(withinMs / 10);
    }
    await refused;
    assert.ok(isLeft(), "no more is read");
    assert.equal(clock.waiting, 0);
  });

  Deno.test(`${what} reads no more than it may, and leaves no timer`, async () => {
    const clock = new FakeClock();
    const { req, give, isLeft } = slowRequest();
    give("x".repeat(bytesMax + 1));
    await assert.rejects(
      read(req, clock),
      (error) => error instanceof HttpError && error.status === 413,
    );
    assert.ok(isLeft());
    assert.equal(clock.waiting, 0);
  });
}

Deno.test("readForm() reads characters that come in pieces", async () => {
  const clock = new FakeClock();
  const bytes = new TextEncoder().encode("a=片&b=%E7%9C%8B+x");
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      for (const byte of bytes) controller.enqueue(Uint8Array.of(byte));
      controller.close();
    },
  });
  const form = await readForm(
    new Request("http://kan/", {
      method: "POST",
      body,
      headers: { "content-type": "application/x-www-form-urlencoded" },
    }),
    { after: (...timer) => clock.after(...timer) },
  );
  assert.deepEqual([...form], [["a", "片"], ["b", "看 x"]]);
});
