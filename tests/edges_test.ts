import assert from "node:assert/strict";
import { addressesOf, invitationOf } from "@/lib/addresses.ts";
import { isAllowedOrigin } from "@/lib/origin.ts";
import { pageHeaders } from "@/lib/page_headers.ts";

const ORIGINS: [
  what: string,
  origin: string | null,
  host: string | null,
  allowed: string[],
  lets: boolean,
][] = [
  ["our own page", "http://kan:59117", "kan:59117", [], true],
  [
    "our own page behind an https proxy",
    "https://kan.example",
    "kan.example",
    [],
    true,
  ],
  ["a program without an origin", null, "kan:59117", [], true],
  ["another site", "https://evil.example", "kan:59117", [], false],
  ["another port", "http://kan:80", "kan:59117", [], false],
  [
    "a listed origin",
    "https://a.example",
    "kan:59117",
    ["https://a.example"],
    true,
  ],
  [
    "an unlisted scheme",
    "http://a.example",
    "kan",
    ["https://a.example"],
    false,
  ],
  ["anybody by a star", "https://evil.example", "kan:59117", ["*"], true],
  ["a sandboxed page", "null", "kan:59117", [], false],
  ["nonsense without a host", "nonsense", null, [], false],
];
for (const [what, origin, host, allowed, lets] of ORIGINS) {
  Deno.test(`isAllowedOrigin() ${lets ? "lets" : "keeps"} ${what} ${lets ? "in" : "out"}`, () => {
    const headers = new Headers();
    if (origin !== null) headers.set("origin", origin);
    if (host !== null) headers.set("host", host);
    const request = new Request("http://kan:59117/sync", { headers });
    assert.equal(isAllowedOrigin(request, allowed), lets);
  });
}

Deno.test("addressesOf() prints what people can type", () => {
  const interfaces = [
    { family: "IPv4", address: "127.0.0.1" },
    { family: "IPv4", address: "192.168.1.7" },
    { family: "IPv6", address: "fe80::1" },
  ] as const;
  const base = { host: "0.0.0.0", port: 80, isTls: false, publicUrl: null };
  assert.deepEqual(addressesOf(base, interfaces), [
    "http://127.0.0.1:80/?u=",
    "http://192.168.1.7:80/?u=",
  ]);
  assert.deepEqual(
    addressesOf({ ...base, host: "::1", isTls: true }, interfaces),
    [
      "https://[::1]:80/?u=",
    ],
  );
  assert.deepEqual(
    addressesOf({
      ...base,
      host: "10.0.0.1",
      publicUrl: "https://kan.example/",
    }, interfaces),
    ["http://10.0.0.1:80/?u=", "https://kan.example/?u="],
  );
});

Deno.test("invitationOf() tells of the server's networks to those who stand in one", () => {
  const interfaces = [
    { family: "IPv4", address: "127.0.0.1" },
    { family: "IPv4", address: "192.168.1.7" },
  ] as const;
  const place = {
    host: "0.0.0.0",
    port: 59117,
    isTls: false,
    publicUrl: "https://kan.example",
  };
  const publicUrl = "https://kan.example/";
  const lan = ["http://192.168.1.7:59117/"];
  const CASES: [askedAt: string, lan: readonly string[]][] = [
    ["127.0.0.1", lan],
    ["localhost", lan],
    ["192.168.1.7", lan],
    ["172.16.0.1", lan],
    ["100.64.0.9", lan],
    ["[fe80::1]", lan],
    ["nas", lan],
    ["nas.local", lan],
    ["172.32.0.1", []],
    ["203.0.113.5", []],
    ["[2001:db8::1]", []],
    ["kan.example", []],
    ["10.evil.example", []],
  ];
  for (const [askedAt, told] of CASES) {
    assert.deepEqual(
      invitationOf(place, interfaces, askedAt),
      { publicUrl, lan: told },
      askedAt,
    );
  }
  assert.deepEqual(
    invitationOf({ ...place, host: "127.0.0.1" }, interfaces, "127.0.0.1").lan,
    [],
    "bound to this machine alone",
  );
});

Deno.test("pageHeaders() lets no script run without the nonce", () => {
  const policy = pageHeaders("n0nce")["content-security-policy"] ?? "";
  const rule = (name: string) =>
    policy.split("; ").find((part) => part.startsWith(`${name} `));
  assert.equal(
    rule("script-src"),
    "script-src 'self' 'nonce-n0nce' 'wasm-unsafe-eval'",
  );
  assert.equal(rule("object-src"), "object-src 'none'");
  assert.equal(rule("base-uri"), "base-uri 'none'");
  assert.doesNotMatch(rule("style-src") ?? "", /unsafe/);
});
