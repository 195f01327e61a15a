import assert from "node:assert/strict";
import { ConfigError, readConfig } from "@/lib/config.ts";
import { startErrorLine } from "@/lib/start_error.ts";

const FLAGS = [
  "--port",
  "80",
  "--host",
  "kan",
  "--tls-cert",
  "a",
  "--tls-key",
  "b",
];
const CONFIG = readConfig(FLAGS, () => undefined);

const ERRORS: [error: unknown, line: RegExp | null][] = [
  [new ConfigError("Cannot use X"), /^Cannot use X$/],
  [new Deno.errors.AddrInUse(), /^Cannot use PORT="80" as another program/],
  [new Deno.errors.PermissionDenied(), /^Cannot use PORT="80" as .* 1023$/],
  [new Deno.errors.AddrNotAvailable(), /^Cannot use HOST="kan" as it must be/],
  [
    new Error(
      "failed to lookup address information: Name or service not known",
    ),
    /^Cannot use HOST="kan" as it must be/,
  ],
  [
    new Deno.errors.InvalidData("bad"),
    /^Cannot use TLS_CERT="a" and TLS_KEY="b"/,
  ],
  [new TypeError("a bug"), null],
  ["a string", null],
];
for (const [error, line] of ERRORS) {
  Deno.test(`startErrorLine() says ${line?.source.slice(0, 40) ?? "nothing"} for ${error}`, () => {
    const said = startErrorLine(error, CONFIG);
    if (line === null) return assert.equal(said, null);
    assert.match(said ?? "", line);
    assert.doesNotMatch(said ?? "", /\n/);
  });
}

Deno.test("startErrorLine() knows no setting to blame before they are read", () => {
  assert.equal(startErrorLine(new Deno.errors.AddrInUse(), null), null);
});

Deno.test("lib/serve_main.ts ends with one line and code 1 where its port is taken or its folder missing", async () => {
  const taken = Deno.listen({ port: 0, hostname: "127.0.0.1" });
  const folder = await Deno.makeTempDir();
  const port = String(taken.addr.port);
  const cases: [flags: string[], line: RegExp][] = [
    [
      ["--port", port, "--host", "127.0.0.1"],
      new RegExp(
        `^Cannot use PORT="${port}" as another program listens there\n$`,
      ),
    ],
    [
      ["--port", "0", "--media-dir", `${folder}/none`],
      /^Cannot use MEDIA_DIR=".*none" as it must be a folder that exists\n$/,
    ],
  ];
  for (const [flags, line] of cases) {
    const { code, stderr } = await new Deno.Command(Deno.execPath(), {
      args: [
        "run",
        // On a new machine Deno says what it fetches, which is not our line.
        "--quiet",
        "-A",
        "--no-check",
        "lib/serve_main.ts",
        "--data-dir",
        folder,
        ...flags,
      ],
      cwd: new URL("../", import.meta.url),
      env: { NO_COLOR: "1" },
    }).output();
    assert.equal(code, 1);
    assert.match(new TextDecoder().decode(stderr), line);
  }
  taken.close();
  await Deno.remove(folder, { recursive: true });
});
