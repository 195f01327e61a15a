import assert from "node:assert/strict";
import { signal } from "@preact/signals";
import {
  keepScreenLit,
  screenWord,
  type SeenPage,
} from "@/lib/ui/room/screen_lock.ts";

class FakeLock extends EventTarget implements WakeLockSentinel {
  readonly type = "screen";
  released = false;
  onrelease = null;
  release() {
    this.released = true;
    this.dispatchEvent(new Event("release"));
    return Promise.resolve();
  }
}

class FakePage extends EventTarget {
  visibilityState: SeenPage["visibilityState"] = "visible";
  tell(type: string) {
    this.dispatchEvent(new Event(type));
    // Promises of the asking are done.
    return new Promise<void>((done) =>
      queueMicrotask(() => queueMicrotask(done))
    );
  }
}

function world() {
  const page = new FakePage();
  const locks: FakeLock[] = [];
  const wanted = signal(true);
  let isRefused = false;
  const stop = keepScreenLit(
    {
      request: () => {
        if (isRefused) return Promise.reject(new Error("NotAllowedError"));
        locks.push(new FakeLock());
        return Promise.resolve(locks[locks.length - 1] ?? new FakeLock());
      },
    },
    wanted,
    page,
  );
  const held = () => locks.filter(({ released }) => !released).length;
  const refuse = (now: boolean) => isRefused = now;
  return { page, wanted, stop, held, refuse, locks };
}

Deno.test("keepScreenLit() holds one lock while it is wanted", async () => {
  const { page, wanted, held, stop, locks } = world();
  await page.tell("click");
  await page.tell("click");
  assert.equal(held(), 1);
  wanted.value = false;
  assert.equal(held(), 0);
  wanted.value = true;
  await page.tell("click");
  assert.equal(held(), 1);
  stop();
  assert.equal(held(), 0);
  await page.tell("click");
  assert.equal(locks.length, 2);
});

Deno.test("keepScreenLit() asks anew when the page is seen again", async () => {
  const { page, held, stop, locks } = world();
  await page.tell("click");
  page.visibilityState = "hidden";
  await locks[0]?.release();
  await page.tell("visibilitychange");
  assert.equal(held(), 0);
  page.visibilityState = "visible";
  await page.tell("visibilitychange");
  assert.equal(held(), 1);
  stop();
});

Deno.test("keepScreenLit() asks at each tap until it is given", async () => {
  const { page, wanted, held, stop, refuse } = world();
  wanted.value = false;
  await page.tell("click");
  refuse(true);
  wanted.value = true;
  await page.tell("click");
  assert.equal(held(), 0);
  refuse(false);
  await page.tell("click");
  assert.equal(held(), 1);
  stop();
});

Deno.test("keepScreenLit() lets go of a lock that came when nobody wanted it any more", async () => {
  const { page, wanted, held, stop } = world();
  wanted.value = false;
  await page.tell("click");
  assert.equal(held(), 0);
  stop();
});

const WORDS = [
  ["asked where the browser has locks", true, { wakeLock: {} }, "asked"],
  ["in want of https where it hides them", false, {}, "needsHttps"],
  ["unknown where it has none", true, {}, "unknown"],
] as const;

for (const [what, isSecureContext, navigator, word] of WORDS) {
  Deno.test(`screenWord() calls a screen ${what}`, () => {
    assert.equal(screenWord({ isSecureContext, navigator }), word);
  });
}
