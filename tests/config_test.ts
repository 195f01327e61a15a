import assert from "node:assert/strict";
import { ConfigError, readConfig } from "@/lib/config.ts";

const none = () => undefined;

Deno.test("readConfig() has a default for everything", () => {
  const { proxies, ...config } = readConfig([], none);
  assert.equal(proxies.isEmpty, true);
  assert.deepEqual(config, {
    port: 59117,
    host: "0.0.0.0",
    mediaDir: "./media",
    dataDir: "./data",
    tls: null,
    publicUrl: null,
    allowedOrigins: [],
    embedders: [],
    uplinkMbps: null,
    previews: true,
    addressLimits: { linksMax: 256, joinsPerS: 10, joinsBurst: 300 },
    adminToken: null,
    logLevel: "info",
    isDev: false,
  });
});

Deno.test("readConfig() takes flags before the environment, and empty values as none", () => {
  const env = (name: string) =>
    ({ PORT: "1", HOST: "", MEDIA_DIR: "/films" })[name];
  const config = readConfig(["--port", "8080", "--dev", "--data-dir="], env);
  assert.equal(config.port, 8080);
  assert.equal(config.host, "0.0.0.0");
  assert.equal(config.mediaDir, "/films");
  assert.equal(config.dataDir, "./data");
  assert.equal(config.isDev, true);
});

Deno.test("readConfig() reads a whole environment", () => {
  const all: Record<string, string> = {
    TLS_CERT: "a.pem",
    TLS_KEY: "b.pem",
    PUBLIC_URL: "https://kan.example",
    ALLOWED_ORIGINS: "https://a.example, http://b.example:8080 ,*",
    FRAME_ANCESTORS: "https://portal.example",
    TRUSTED_PROXIES: "loopback, 10.0.0.0/8",
    UPLINK: "4.5",
    PREVIEWS: "off",
    LINKS_PER_ADDRESS: "2000",
    ADMIN_TOKEN: "t".repeat(24),
    LOG_LEVEL: "debug",
  };
  const config = readConfig([], (name) => all[name]);
  assert.deepEqual(config.tls, { certPath: "a.pem", keyPath: "b.pem" });
  assert.equal(config.publicUrl, "https://kan.example/");
  assert.deepEqual(config.allowedOrigins, [
    "https://a.example",
    "http://b.example:8080",
    "*",
  ]);
  assert.deepEqual(config.embedders, ["https://portal.example"]);
  assert.equal(config.proxies.has("10.1.2.3"), true);
  assert.equal(config.uplinkMbps, 4.5);
  assert.equal(config.previews, false);
  assert.deepEqual(config.addressLimits, {
    linksMax: 2000,
    joinsPerS: 10,
    joinsBurst: 2000,
  });
  assert.equal(config.adminToken, "t".repeat(24));
  assert.equal(config.logLevel, "debug");
});

const BAD: [name: string, value: string, allowed: RegExp][] = [
  ["PORT", "abc", /0\.\.65535/],
  ["PORT", "-1", /0\.\.65535/],
  ["PORT", "65536", /0\.\.65535/],
  ["PORT", "80.5", /0\.\.65535/],
  ["PORT", "1e3", /0\.\.65535/],
  ["PORT", " 80", /0\.\.65535/],
  ["PUBLIC_URL", "kan.example", /http or https/],
  ["PUBLIC_URL", "ftp://kan.example", /http or https/],
  ["ALLOWED_ORIGINS", "https://a.example/path", /origins such as/],
  ["ALLOWED_ORIGINS", "null", /origins such as/],
  ["PREVIEWS", "no", /on or off/],
  ["UPLINK", "fast", /Mbit\/s in 0\.1\.\.100000, such as 4/],
  ["UPLINK", "0", /Mbit\/s/],
  ["UPLINK", "-4", /Mbit\/s/],
  ["UPLINK", "4M", /Mbit\/s/],
  ["UPLINK", "1e3", /Mbit\/s/],
  ["UPLINK", "Infinity", /Mbit\/s/],
  ["LINKS_PER_ADDRESS", "0", /whole number in 1\.\.1000000/],
  ["JOINS_PER_ADDRESS", "2.5", /whole number/],
  ["LOG_LEVEL", "loud", /debug, info, warning, error/],
];
for (const [name, value, allowed] of BAD) {
  Deno.test(`readConfig() refuses ${name}=${value} in one line that says what is allowed`, () => {
    assert.throws(
      () => readConfig([], (asked) => asked === name ? value : undefined),
      (error) => {
        assert.ok(error instanceof ConfigError);
        assert.ok(
          error.message.startsWith(
            `Cannot use ${name}=${JSON.stringify(value)} as it must be `,
          ),
        );
        assert.match(error.message, allowed);
        assert.doesNotMatch(error.message, /\n/);
        return true;
      },
    );
  });
}

for (const secret of ["short", "with a space ".repeat(3), "中".repeat(24)]) {
  Deno.test(`readConfig() refuses a token of the admin such as ${secret} and does not say it`, () => {
    assert.throws(
      () => readConfig([`--admin-token=${secret}`], none),
      (error) =>
        error instanceof ConfigError && !error.message.includes(secret) &&
        /^Cannot use ADMIN_TOKEN as .* 24 char/.test(error.message),
    );
  });
}

Deno.test("readConfig() wants both halves of TLS", () => {
  for (
    const [given, missing] of [["TLS_CERT", "TLS_KEY"], ["TLS_KEY", "TLS_CERT"]]
  ) {
    assert.throws(
      () => readConfig([], (name) => name === given ? "a.pem" : undefined),
      new RegExp(
        `^ConfigError: Cannot use ${missing}="" as it must be a PEM file, since ${given} is set$`,
      ),
    );
  }
});

const FLAGS: string[][] = [
  ["--colour", "red"],
  ["--port"],
  ["--port", "--host"],
  ["--dev=yes"],
  ["film.mp4"],
];
for (const flags of FLAGS) {
  Deno.test(`readConfig() refuses ${flags.join(" ")} in one line that names the flags`, () => {
    assert.throws(() => readConfig(flags, none), (error) => {
      assert.ok(error instanceof ConfigError);
      assert.match(error.message, /; known are --port .* --dev$/);
      assert.doesNotMatch(error.message, /\n/);
      return true;
    });
  });
}
