import assert from "node:assert/strict";
import { dice } from "@/lib/base/mod.ts";
import { CROWD_FROM, FRONT_MAX } from "@/lib/protocol/mod.ts";
import { RawSocket } from "../faults/fuzz/raw_socket.ts";
import { eventually } from "./eventually.ts";
import { inWorld } from "./world.ts";

const test = inWorld();

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
