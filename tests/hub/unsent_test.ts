import assert from "node:assert/strict";
import { type Owing, Unsent } from "@/lib/hub/unsent.ts";
import { CLOSE } from "@/lib/protocol/mod.ts";
import { World } from "./world.ts";

const MIB = 1024 * 1024;

/** Links that owe so much, in MiB, and tell who was shed. */
function owing(...each: readonly number[]) {
  const unsent = new Unsent(8 * MIB);
  const shed: number[] = [];
  const links = each.map((mib, index) => {
    const link: Owing & { bytes: number; isOpen: boolean } = {
      bytes: mib * MIB,
      isOpen: true,
      unsentBytes: () => link.bytes,
      shed: () => {
        link.isOpen = false;
        shed.push(index);
      },
    };
    return link;
  });
  return {
    unsent,
    shed,
    links,
    note: () => links.forEach((link) => unsent.note(link, link.bytes)),
  };
}

Deno.test("Unsent sheds those furthest behind, until a quarter is free", () => {
  const { unsent, shed, links, note } = owing(1, 3, 0.5, 2, 1);
  note();
  assert.deepEqual(shed, []);
  assert.equal(unsent.total(), 7.5 * MIB);
  for (const link of links) link.bytes += MIB / 4;
  note();
  assert.deepEqual(shed, [1]);
  for (const link of links) unsent.forget(link);
  assert.equal(unsent.total(), 0);
});

Deno.test("Unsent looks at all anew before it sheds anybody", () => {
  const { unsent, shed, links, note } = owing(4, 3, 0);
  note();
  for (const link of links) link.bytes = 0;
  unsent.note(links[2] ?? assert.fail(), 2 * MIB);
  assert.deepEqual(shed, []);
  assert.equal(unsent.total(), 0);
});

Deno.test("Unsent sheds again only once more is owed, where what it shed is still held", () => {
  const { unsent, shed, links, note } = owing(5, 2, 1, 1);
  note();
  assert.deepEqual(shed, [0]);
  note();
  assert.deepEqual(shed, [0], "the first is on its way out");
  for (const link of links.slice(1)) link.bytes += MIB / 2;
  note();
  assert.deepEqual(shed, [0, 1, 2, 3]);
  for (const link of links) unsent.forget(link);
  const late = owing(9);
  late.note();
  assert.deepEqual(late.shed, [0]);
});

Deno.test("Unsent spares links that are not behind, however many they are", () => {
  const each = Array.from({ length: 200 }, () => 0.06);
  const { unsent, shed, note } = owing(...each);
  note();
  assert.ok(unsent.total() > 8 * MIB);
  assert.deepEqual(shed, []);
});

Deno.test("Hub sheds who owes most where all together owe too much, and counts what is owed", () => {
  const world = new World(undefined, undefined, undefined, {
    unsentBytesMax: 3 * MIB,
  });
  const tabs = [0.9, 1, 0.8, 0, 0].map((mib, index) => {
    const tab = world.enter(`viewer${index}`);
    tab.bufferedBytes = mib * MIB;
    return tab;
  });
  const [a, b, c, d] = tabs;
  d?.say("play");
  assert.equal(world.counters.read("unsent_bytes"), 2.7 * MIB);
  assert.deepEqual(tabs.map(({ closedWith }) => closedWith), [
    ...[null, null, null, null, null],
  ]);
  if (d !== undefined) d.bufferedBytes = 0.4 * MIB;
  d?.say("pause");
  assert.equal(b?.closedWith, CLOSE.slow);
  assert.deepEqual([a, c, d].map((tab) => tab?.closedWith), [null, null, null]);
  b?.drop();
  assert.equal(world.counters.read("unsent_bytes"), 2.1 * MIB);
});
