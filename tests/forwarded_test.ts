import assert from "node:assert/strict";
import { readProxies, senderOf } from "@/lib/forwarded.ts";

const NGINX = "127.0.0.1";
const LIST = "loopback, 10.0.0.0/8, fd00::/8";

for (
  const [what, peer, said, address, origin] of [
    [
      "a stranger's word",
      "203.0.113.9",
      { "x-forwarded-for": "1.1.1.1", "x-forwarded-proto": "https" },
      "203.0.113.9",
      null,
    ],
    [
      "our proxy",
      NGINX,
      {
        "x-forwarded-for": "203.0.113.9",
        "x-forwarded-proto": "https",
        host: "kan.example",
      },
      "203.0.113.9",
      "https://kan.example",
    ],
    [
      "our proxy told as IPv6",
      "::ffff:127.0.0.1",
      { "x-forwarded-for": "2001:db8::7" },
      "2001:db8::7",
      null,
    ],
    [
      "who claims another's address before ours adds the true one",
      NGINX,
      { "x-forwarded-for": "1.1.1.1, 203.0.113.9" },
      "203.0.113.9",
      null,
    ],
    [
      "two proxies of ours",
      NGINX,
      { "x-forwarded-for": "1.1.1.1, 203.0.113.9, 10.4.5.6" },
      "203.0.113.9",
      null,
    ],
    [
      "somebody inside our network",
      NGINX,
      { "x-forwarded-for": "10.4.5.6" },
      "10.4.5.6",
      null,
    ],
    [
      "a proxy that says nothing",
      NGINX,
      { host: "kan.example" },
      NGINX,
      null,
    ],
    [
      "a word that is no address",
      NGINX,
      { "x-forwarded-for": "203.0.113.9, <script>" },
      NGINX,
      null,
    ],
    [
      "another host and port",
      NGINX,
      {
        "x-forwarded-proto": "https",
        "x-forwarded-host": "film.example:8443",
        host: "inside",
      },
      NGINX,
      "https://film.example:8443",
    ],
    [
      "a host made to mislead",
      NGINX,
      {
        "x-forwarded-proto": "https",
        "x-forwarded-host": "a@b/c",
        host: "kan",
      },
      NGINX,
      null,
    ],
    [
      "a scheme that is none of ours",
      NGINX,
      { "x-forwarded-proto": "javascript", host: "kan" },
      NGINX,
      null,
    ],
  ] as const
) {
  Deno.test(`senderOf() reads ${what}`, () => {
    const headers = new Headers({ ...said });
    assert.deepEqual(senderOf(headers, peer, readProxies(LIST)), {
      address,
      origin,
    });
  });
}

Deno.test("senderOf() believes nobody unless told to", () => {
  const headers = new Headers({
    "x-forwarded-for": "1.1.1.1",
    "x-forwarded-proto": "https",
  });
  const sender = senderOf(headers, NGINX, readProxies(""));
  assert.deepEqual(sender, { address: NGINX, origin: null });
});

Deno.test("readProxies() names the entry that it cannot read", () => {
  for (
    const entry of ["nginx", "10.0.0.0/33", "10.0.0.0/", "fd00::/129", "/8"]
  ) {
    assert.throws(
      () => readProxies(`loopback, ${entry}`),
      (error) => error instanceof RangeError && error.message === entry,
      entry,
    );
  }
});
