import assert from "node:assert/strict";
import {
  type Addresses,
  inviteLinks,
  LINKS_MAX,
  NO_ADDRESSES,
  readAddresses,
} from "@/lib/ui/sheet/invite_links.ts";

const LAN = ["http://192.168.1.5:59117/", "http://10.0.0.2:59117/"];
const CASES: [
  what: string,
  addresses: Addresses,
  here: string,
  links: readonly string[],
][] = [
  [
    "puts first what the host set, and leaves out what only this machine knows",
    { publicUrl: "https://kan.example/x/", lan: LAN, isLoopback: false },
    "http://127.0.0.1:59117/?u=a",
    ["public https://kan.example/x/", `lan ${LAN[0]}`, `lan ${LAN[1]}`],
  ],
  [
    "names no address that only this machine knows",
    { publicUrl: null, lan: LAN, isLoopback: false },
    "http://127.0.0.1:59117/?u=a",
    LAN.map((base) => `lan ${base}`),
  ],
  [
    "puts first how the page was reached, and nothing twice",
    { publicUrl: null, lan: LAN, isLoopback: false },
    "http://10.0.0.2:59117/?u=a&room=17",
    [`lan ${LAN[1]}`, `lan ${LAN[0]}`],
  ],
  [
    "takes the page's own address where the server knows none",
    NO_ADDRESSES,
    "https://kan.example/?u=a",
    ["here https://kan.example/"],
  ],
  [
    "gives this machine's where there is no other",
    NO_ADDRESSES,
    "http://localhost:59117/?u=a",
    ["here http://localhost:59117/"],
  ],
];
for (const [what, addresses, here, links] of CASES) {
  Deno.test(`inviteLinks() ${what}`, () => {
    assert.deepEqual(
      inviteLinks(addresses, { here, room: "17" })
        .map(({ from, href }) => `${from} ${href}`),
      links.map((link) => `${link}?room=17`),
    );
  });
}

Deno.test("inviteLinks() writes room and whole second so that they are read back, and bounds the list", () => {
  const [link] = inviteLinks(NO_ADDRESSES, {
    here: "http://a/",
    room: "夜 & 场",
    atS: 83.9,
  });
  const { searchParams } = new URL(link?.href ?? "");
  assert.equal(searchParams.get("room"), "夜 & 场");
  assert.equal(searchParams.get("t"), "83");
  const lan = Array.from({ length: 20 }, (_, at) => `http://10.0.0.${at}/`);
  const many = inviteLinks({ publicUrl: null, lan }, {
    here: "http://a/",
    room: "r",
  });
  assert.equal(many.length, LINKS_MAX);
});

Deno.test("readAddresses() takes what is a web address and nothing else", () => {
  assert.deepEqual(
    readAddresses({
      publicUrl: 5,
      lan: ["http://a/", "no", "javascript:alert(1)", 3],
      isLoopback: "yes",
    }),
    { publicUrl: null, lan: ["http://a/"], isLoopback: false },
  );
  assert.equal(readAddresses({ isLoopback: true }).isLoopback, true);
  for (const data of [null, "x", 3, [], { lan: "http://a/" }]) {
    assert.deepEqual(readAddresses(data), NO_ADDRESSES);
  }
});
