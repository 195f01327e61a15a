import assert from "node:assert/strict";
import { dice } from "@/lib/base/mod.ts";
import { CROWD_FROM, FRONT_MAX } from "@/lib/protocol/mod.ts";
import { RawSocket } from "../faults/fuzz/raw_socket.ts";
import { eventually } from "./eventually.ts";
import { bringGuests } from "./guests.ts";
import type { Viewer } from "./viewer.ts";
import { inWorld } from "./world.ts";

const test = inWorld({ films: ["short"] });

const OTHERS = CROWD_FROM + 40;
const HELLO = '{"type":"hello","version":1,"token":null,"device":"other"}';

test("a crowd is counted, shown in part, and anyone in it is found by name", async (world) => {
  const viewer = await world.enter("me");
  const others: RawSocket[] = [];
  for (let i = 0; i < OTHERS; i++) {
    const at = new URLSearchParams({ u: `guest ${i}`, room: world.room });
    const other = await RawSocket.open(world.app.port, `/sync?${at}`);
    assert.ok(other !== null);
    await other.say([HELLO], dice(1));
    others.push(other);
  }
  const rows = () => viewer.part("user-row").count();
  await eventually(async () => {
    const text = await viewer.part("users").locator("xpath=..").innerText();
    assert.match(text, new RegExp(` / ${OTHERS + 1} 人`));
    const count = await rows();
    assert.ok(count <= FRONT_MAX + 1 && count > 20, `${count} rows`);
  });
  assert.equal(await viewer.row("me").count(), 1, "I always see myself");

  // The last who came is in nobody's sight: they have done nothing yet.
  const last = `guest ${OTHERS - 1}`;
  assert.equal(await viewer.row(last).count(), 0);
  const search = viewer.page.getByRole("searchbox", { name: "找人" });
  await search.fill(last);
  await eventually(async () => {
    assert.equal(await viewer.row(last).count(), 1);
    assert.equal(await rows(), 1);
  });
  await search.fill("");
  await eventually(async () => {
    assert.equal(await viewer.row(last).count(), 0);
    assert.ok(await rows() > 20);
  });
  // Whoever speaks is seen by all.
  await others.at(-1)?.say([JSON.stringify({
    type: "say",
    id: "c1",
    kind: "element",
    text: "hello",
    colour: "#ffffff",
    place: "roll",
    positionS: 0,
  })], dice(1));
  await eventually(async () => {
    assert.equal(await viewer.row(last).count(), 1);
  });
  await viewer.hears("hello");

  for (const other of others.splice(0, OTHERS - 20)) other.drop();
  // After their grace it is a room like any other, without a search.
  await eventually(async () => {
    assert.equal(await rows(), 21);
    assert.equal(await search.count(), 0);
  });
  for (const other of others) other.drop();
});

test("in a room of 200 who cannot watch and who is off come first, and only cells that say something else are drawn", async (world) => {
  const me = await world.enter("me");
  await me.part("source-library").getByRole("button", { name: /short\.mp4/ })
    .click();
  const guests = await bringGuests({
    port: world.app.port,
    room: world.room,
    count: 199,
  });
  try {
    guests.set("guest 30", { aheadS: 7 });
    guests.set("guest 90", { aheadS: 3 });
    guests.set("guest 120", { state: "failed" });
    guests.set("guest 150", { stalled: true, aheadS: 5 });
    const first = () => orderOf(me);
    await eventually(async () => {
      assert.deepEqual((await first()).slice(0, 5), [
        "me",
        "guest 150",
        "guest 120",
        "guest 30",
        "guest 90",
      ]);
      assert.equal(
        await me.part("viewer-count").innerText(),
        "200 人在房间· 2 人看不了",
      );
    });
    const drawn = await watchTable(me);
    assert.deepEqual(drawn.same, [], "drawn anew with what they said before");
    assert.deepEqual(drawn.rows, [], "rows that were made or moved");
    assert.ok(drawn.told > 40, `${drawn.told} cells told something else`);

    // Who plays again goes back among the others; who aims at a row finds it where it was.
    await me.row("guest 30").hover();
    guests.set("guest 150", {});
    await eventually(async () => {
      assert.equal(
        await me.part("viewer-count").innerText(),
        "200 人在房间· 1 人看不了",
      );
    });
    assert.equal((await first())[1], "guest 150");
    await me.page.mouse.move(2, 2);
    await eventually(async () => {
      assert.deepEqual((await first()).slice(0, 3), [
        "me",
        "guest 120",
        "guest 30",
      ]);
    });
  } finally {
    guests.close();
  }
});

/** The names of the table, from above. */
function orderOf({ page }: Viewer): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll("[data-testid=user-row]")].map((row) =>
      row.getAttribute("data-user") ?? ""
    )
  );
}

/** What is drawn of the table until a hundred cells have told something else, or as many stood still. */
function watchTable({ page }: Viewer): Promise<{
  readonly told: number;
  readonly same: readonly string[];
  readonly rows: readonly string[];
}> {
  return page.evaluate(() =>
    new Promise((resolve) => {
      const table = document.querySelector("[data-testid=users]");
      if (table === null) throw new Error("Cannot find the table");
      const same: string[] = [];
      const rows: string[] = [];
      let told = 0;
      let looks = 0;
      const observer = new MutationObserver((all) => {
        for (const { type, target, oldValue, attributeName } of all) {
          const now = target instanceof Element
            ? target.getAttribute(attributeName ?? "")
            : target.nodeValue;
          if (type === "childList") rows.push(target.nodeName);
          else if (now === oldValue) same.push(`${type} ${now}`);
          else told++;
        }
        if (++looks < 6) return;
        observer.disconnect();
        resolve({ told, same, rows });
      });
      observer.observe(table, {
        subtree: true,
        childList: true,
        characterData: true,
        characterDataOldValue: true,
        attributes: true,
        attributeOldValue: true,
      });
    })
  );
}
