import assert from "node:assert/strict";
import { addressesOf, invitationOf } from "@/lib/addresses.ts";
import { isAllowedOrigin } from "@/lib/origin.ts";
import { guardAnswer, pageHeaders } from "@/lib/page_headers.ts";

const ORIGINS: [
  what: string,
  origin: string | null,
  host: string,
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
  ["nonsense", "nonsense", "kan", [], false],
];
for (const [what, origin, host, allowed, lets] of ORIGINS) {
  Deno.test(`isAllowedOrigin() ${lets ? "lets" : "keeps"} ${what} ${lets ? "in" : "out"}`, () => {
    const headers = new Headers();
    if (origin !== null) headers.set("origin", origin);
    const url = new URL(`http://${host}/sync`);
    const request = new Request(url, { headers });
    assert.equal(isAllowedOrigin(request, allowed, url), lets);
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
      invitationOf(place, interfaces, { askedAt, askedFrom: "192.168.1.9" }),
      { publicUrl, lan: told, isLoopback: false },
      askedAt,
    );
  }
  for (const host of ["127.0.0.1", "localhost", "::1"]) {
    assert.deepEqual(
      invitationOf({ ...place, host }, interfaces, {
        askedAt: "127.0.0.1",
        askedFrom: "127.0.0.1",
      }),
      { publicUrl, lan: [], isLoopback: true },
      `bound to this machine alone by ${host}`,
    );
  }
  // A Host header is the asker's own word.
  const FROM: [askedFrom: string, lan: readonly string[]][] = [
    ["127.0.0.1", lan],
    ["::1", lan],
    ["::ffff:192.168.1.9", lan],
    ["fe80::2", lan],
    ["fd00::2", lan],
    ["local", lan],
    ["203.0.113.5", []],
    ["::ffff:203.0.113.5", []],
    ["2001:db8::9", []],
  ];
  for (const [askedFrom, told] of FROM) {
    assert.deepEqual(
      invitationOf(place, interfaces, { askedAt: "192.168.1.7", askedFrom })
        .lan,
      told,
      askedFrom,
    );
  }
});

/** The page's headers, and one rule of its policy. */
function headersAt(address: string, embedders: string[] = []) {
  const headers = pageHeaders({
    nonce: "n0nce",
    url: new URL(address),
    embedders,
  });
  const policy = headers["content-security-policy"] ?? "";
  const rule = (name: string) =>
    policy.split("; ").find((part) => part.startsWith(`${name} `));
  return { headers, rule };
}

Deno.test("pageHeaders() lets no script run without the nonce, nor text become one", () => {
  const { rule } = headersAt("http://kan:59117/");
  assert.equal(
    rule("script-src"),
    "script-src 'self' 'nonce-n0nce' 'wasm-unsafe-eval'",
  );
  assert.equal(rule("object-src"), "object-src 'none'");
  assert.equal(rule("base-uri"), "base-uri 'none'");
  assert.doesNotMatch(rule("style-src") ?? "", /unsafe/);
  assert.equal(
    rule("require-trusted-types-for"),
    "require-trusted-types-for 'script'",
  );
  assert.equal(rule("trusted-types"), "trusted-types default");
});

for (
  const [what, embedders, expected] of [
    ["nobody else", [], "'self'"],
    ["a listed page", ["https://a.example"], "'self' https://a.example"],
    ["everybody by a star", ["https://a.example", "*"], "*"],
  ] as const
) {
  Deno.test(`pageHeaders() lets ${what} show the page in a frame`, () => {
    const { rule } = headersAt("http://kan/", [...embedders]);
    assert.equal(rule("frame-ancestors"), `frame-ancestors ${expected}`);
  });
}

Deno.test("pageHeaders() cuts windows off only where a browser minds it", () => {
  for (
    const [address, expected] of [
      ["https://kan.example/", "same-origin"],
      ["http://127.0.0.1:59117/", "same-origin"],
      ["http://[::1]:59117/", "same-origin"],
      ["http://192.168.1.7:59117/", undefined],
      ["http://127.example/", undefined],
    ] as const
  ) {
    const { headers } = headersAt(address);
    assert.equal(headers["cross-origin-opener-policy"], expected, address);
  }
});

Deno.test("pageHeaders() hands the page what it needs, and nothing that films need not", () => {
  const policy = headersAt("http://kan/").headers["permissions-policy"] ?? "";
  for (const feature of ["autoplay", "fullscreen", "screen-wake-lock"]) {
    assert.match(policy, new RegExp(`\\b${feature}=\\(self\\)`));
  }
  for (const feature of ["camera", "microphone", "geolocation"]) {
    assert.match(policy, new RegExp(`\\b${feature}=\\(\\)`));
  }
});

for (
  const [type, isShut] of [
    ["application/json", true],
    ["application/problem+json", true],
    ["text/plain; charset=utf-8", true],
    ["text/javascript; charset=utf-8", false],
    ["video/mp4", false],
    [null, false],
  ] as const
) {
  Deno.test(`guardAnswer() lets ${type ?? "nothing"} be ${isShut ? "no page" : "what it is"}`, () => {
    const headers = new Headers(type === null ? {} : { "content-type": type });
    guardAnswer(headers);
    assert.equal(headers.get("x-content-type-options"), "nosniff");
    assert.equal(headers.has("content-security-policy"), isShut);
  });
}
