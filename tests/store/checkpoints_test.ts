import assert from "node:assert/strict";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import {
  createCheckpoints,
  createSqliteStore,
  LOG_PAGES_MAX,
} from "@/lib/store/mod.ts";
import type {
  CheckpointAnswer,
  CheckpointThread,
  CheckpointWish,
} from "@/lib/store/checkpoints.ts";
import { roomAt } from "./contract.ts";

const PAGE_BYTES = 4096;

/** A thread that does nothing, and answers when it is told to. */
class FakeThread implements CheckpointThread {
  onmessage: CheckpointThread["onmessage"] = null;
  onerror: CheckpointThread["onerror"] = null;
  readonly asked: CheckpointWish["mode"][] = [];
  isEnded = false;

  postMessage({ mode }: CheckpointWish): void {
    this.asked.push(mode);
  }

  terminate(): void {
    this.isEnded = true;
  }

  answer(data: CheckpointAnswer): void {
    this.onmessage?.(new MessageEvent("message", { data }));
  }

  fail(message: string): boolean {
    const event = new ErrorEvent("error", { message, cancelable: true });
    this.onerror?.(event);
    return event.defaultPrevented;
  }
}

function faked() {
  const started: FakeThread[] = [];
  const failures: string[] = [];
  const checkpoints = createCheckpoints(
    "rooms.sqlite",
    (reason) => failures.push(reason),
    () => {
      const thread = new FakeThread();
      started.push(thread);
      return thread;
    },
  );
  return { started, failures, checkpoints };
}

Deno.test("createCheckpoints() starts its thread once there is something to copy, and asks once at a time", () => {
  const { started, checkpoints } = faked();
  checkpoints.look({ pages: 999, copied: 0 });
  checkpoints.look({ pages: 1900, copied: 901 });
  assert.equal(started.length, 0);
  checkpoints.look({ pages: 1000, copied: 0 });
  checkpoints.look({ pages: 3000, copied: 0 });
  assert.deepEqual(started[0]?.asked, ["PASSIVE"]);
  started[0]?.answer(null);
  checkpoints.look({ pages: 3009, copied: 2990 });
  assert.equal(started[0]?.asked.length, 1);
  checkpoints.look({ pages: 4096, copied: 2990 });
  assert.deepEqual(started[0]?.asked, ["PASSIVE", "RESTART"]);
  assert.equal(started.length, 1);
  checkpoints.close();
  assert.ok(started[0]?.isEnded);
  checkpoints.look({ pages: 9000, copied: 0 });
  assert.equal(started.length, 1);
});

Deno.test("createCheckpoints() says once that copying fails, and goes on asking", () => {
  const { started, failures, checkpoints } = faked();
  for (const answer of ["full", "full", null, "full"]) {
    checkpoints.look({ pages: 1000, copied: 0 });
    started[0]?.answer(answer);
  }
  assert.deepEqual(failures, ["full", "full"]);
  assert.equal(started[0]?.asked.length, 4);
});

Deno.test("createCheckpoints() gives up a thread that fails, and does not let it end the server", () => {
  const { started, failures, checkpoints } = faked();
  checkpoints.look({ pages: 1000, copied: 0 });
  assert.equal(started[0]?.fail("no memory"), true);
  checkpoints.look({ pages: 5000, copied: 0 });
  assert.deepEqual(failures, ["no memory"]);
  assert.equal(started.length, 1);
});

Deno.test("createCheckpoints() does without where no thread can be started", () => {
  const failures: string[] = [];
  const checkpoints = createCheckpoints(
    "rooms.sqlite",
    (reason) => failures.push(reason),
    () => {
      throw new Error("no threads here");
    },
  );
  checkpoints.look({ pages: 1000, copied: 0 });
  checkpoints.look({ pages: 2000, copied: 0 });
  assert.deepEqual(failures, ["no threads here"]);
});

async function inFolder(
  test: (path: string) => Promise<void> | void,
): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "17kan-log-" });
  try {
    await test(join(folder, "rooms.sqlite"));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** A text that takes many pages. */
const file = (id: number, pages: number) => ({
  id: `${id % 4}`,
  name: "a.srt",
  text: "x".repeat(pages * PAGE_BYTES),
});

Deno.test("createSqliteStore() bounds its log though the thread does nothing", async () => {
  await inFolder((path) => {
    const { started, checkpoints } = faked();
    const store = createSqliteStore(path, checkpoints);
    for (let id = 0; id < 100; id++) {
      store.subtitles.add("17", file(id, 200));
    }
    assert.equal(started[0]?.asked.length, 1, "the thread was asked");
    const { size } = Deno.statSync(`${path}-wal`);
    assert.ok(size > LOG_PAGES_MAX * PAGE_BYTES, `${size}`);
    assert.ok(size < (LOG_PAGES_MAX + 1000) * (PAGE_BYTES + 24), `${size}`);
    store.close();
    assert.ok(started[0]?.isEnded);
  });
});

Deno.test("createSqliteStore() has its log copied by the thread, and loses nothing without a close", async () => {
  await inFolder(async (path) => {
    const answered: CheckpointAnswer[] = [];
    const heard: (() => void)[] = [];
    let real: Worker | null = null;
    const checkpoints = createCheckpoints(path, assert.fail, () => {
      real = new Worker(
        new URL("../../lib/store/checkpoint_worker.ts", import.meta.url),
        { type: "module" },
      );
      real.addEventListener("message", ({ data }) => {
        answered.push(data);
        heard.shift()?.();
      });
      return real;
    });
    const store = createSqliteStore(path, checkpoints);
    const copied = () => new Promise<void>((resolve) => heard.push(resolve));
    let waiting = copied();
    const room = roomAt("17", 5);
    store.save(room);
    store.subtitles.add("17", file(1, 1200));
    await waiting;
    // Begun anew: what is written now lies where the first pages did.
    const before = Deno.statSync(`${path}-wal`).size;
    store.save({ ...room, savedPositionS: 42 }, room);
    assert.equal(Deno.statSync(`${path}-wal`).size, before);
    waiting = copied();
    store.subtitles.add("17", file(2, 5000));
    await waiting;
    store.save({ ...room, savedPositionS: 43 }, room);
    assert.deepEqual(answered, [null, null]);

    // As after a kill: what lies on the disk is all there is.
    for (const part of ["", "-wal"]) {
      Deno.copyFileSync(path + part, `${path}-copy${part}`);
    }
    const other = createSqliteStore(`${path}-copy`);
    assert.equal(other.load("17")?.savedPositionS, 43);
    assert.equal(other.subtitles.find("17", "2")?.text.length, 5000 * 4096);
    other.close();

    store.close();
    const alone = new DatabaseSync(path);
    assert.equal(alone.prepare("SELECT count(*) n FROM subtitle").get()?.n, 2);
    alone.close();
  });
});
