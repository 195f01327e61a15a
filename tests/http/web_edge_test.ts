import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { buildServer, type Server } from "../../main.ts";
import { readConfig } from "@/lib/config.ts";
import { manifest } from "../../fresh.gen.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const PEER = {
  remoteAddr: { transport: "tcp", hostname: "127.0.0.1", port: 1 },
  completed: new Promise<void>(() => {}),
} as const;

/** The app as it comes, and behind a proxy with all that a host may open. */
const FLAGS = {
  plain: [],
  open: [
    "--allowed-origins=https://film.example",
    "--trusted-proxies=loopback",
    "--links-per-address=1",
  ],
} as const;

/** The whole app without a port; built once for all tests of this file. */
let built: Promise<Record<keyof typeof FLAGS, Server>> | null = null;
let folder = "";

async function build(flags: readonly string[]): Promise<Server> {
  return await buildServer(
    readConfig(
      [`--data-dir=${folder}/data`, `--media-dir=${folder}/media`, ...flags],
      () => undefined,
    ),
  );
}

async function askApp(
  kind: keyof typeof FLAGS,
  path: string,
  init: RequestInit = {},
): Promise<Response> {
  if (folder === "") {
    folder = await Deno.makeTempDir();
    await Deno.mkdir(`${folder}/media`);
    await Deno.writeTextFile(`${folder}/beside.mp4`, "secret");
  }
  built ??= Promise.all([build(FLAGS.plain), build(FLAGS.open)])
    .then(([plain, open]) => ({ plain, open }));
  const request = new Request(`http://kan.example${path}`, init);
  return await (await built)[kind].handler(request, PEER);
}
type Ask = (path: string, init?: RequestInit) => Promise<Response>;

/** The servers live longer than one test. */
function test(
  name: string,
  kind: keyof typeof FLAGS,
  act: (ask: Ask) => Promise<void>,
): void {
  Deno.test({
    name,
    sanitizeOps: false,
    sanitizeResources: false,
    fn: () => act((path, init) => askApp(kind, path, init)),
  });
}

Deno.test.afterAll(async () => {
  const { plain, open } = await built ?? {};
  plain?.close();
  open?.close();
  if (folder !== "") await Deno.remove(folder, { recursive: true });
});

/** One address of each route there is. */
const ROUTES = Object.keys(manifest.routes).map((file) =>
  file.replace(/^routes|(?:index)?\.tsx?$/g, "").replace(/\[[^\]]*\]/g, "x")
).filter((path) => !path.includes("/_"));
/** Addresses that nobody gets anything from; a URL leaves a slash that is escaped as it is. */
const REFUSED = [
  "/%zz",
  "/media/none.mp4",
  "/media/..%2fbeside.mp4",
  "/media/..%5cbeside.mp4",
  "/hls/..%2fbeside.mp4/index.m3u8",
  "/media/%ff",
];
/** Addresses of all kinds, those that are refused among them. */
const ADDRESSES = [
  ...ROUTES,
  "/",
  "/?u=alice",
  "/?u=%00",
  "/nowhere",
  "/media/001.mp4",
  "/api/library",
  "/api/rooms/17",
  "/api/segments",
  "/status",
  "/healthz",
  "/readyz",
  "/metrics",
  "/sync?u=a",
  "/sync/poll?u=a",
  "/icon.svg",
  ...REFUSED,
];

test(
  "every answer is believed by its type, tells nobody where it was asked for, and nothing of the machine",
  "plain",
  async (ask) => {
    for (const path of ADDRESSES) {
      for (const accept of ["text/html", "application/json"]) {
        const answer = await ask(path, { headers: { accept } });
        const text = await answer.text();
        for (
          const [name, value] of [
            ["x-content-type-options", "nosniff"],
            ["referrer-policy", "no-referrer"],
            ["server", null],
            ["x-powered-by", null],
          ] as const
        ) assert.equal(answer.headers.get(name), value, `${path} ${name}`);
        assert.ok(answer.status >= 400 || !REFUSED.includes(path), path);
        if (answer.status < 400) continue;
        assert.ok(answer.status < 500, `${path} ${answer.status}`);
        // Neither where we stand, nor what we are made of.
        assert.ok(!text.includes(ROOT) && !text.includes("/tmp/"), text);
        assert.doesNotMatch(text, /\bat .+:\d+:\d+|Deno|\d+\.\d+\.\d+/, path);
      }
    }
  },
);

test(
  "no GET changes anything: rooms, links and viewers are what they were",
  "plain",
  async (ask) => {
    const counts = async () => {
      const text = await (await ask("/metrics")).text();
      return ["rooms", "links", "viewers", "links_opened_total"].map((name) =>
        text.match(new RegExp(`^seventeenkan_${name} (\\d+)`, "m"))?.[1] ?? "0"
      );
    };
    const before = await counts();
    for (const path of ADDRESSES) {
      const tail = `${
        path.includes("?") ? "&" : "?"
      }room=gets&type=play&text=x`;
      for (const method of ["GET", "HEAD"]) {
        const answer = await ask(path + tail, { method });
        await answer.body?.cancel();
      }
    }
    assert.deepEqual(await counts(), before);
    assert.equal((await ask("/api/rooms/gets")).status, 404);
  },
);

test(
  "/sync/poll keeps pages of other origins out at every method, and lets a listed one ask first",
  "open",
  async (ask) => {
    for (const method of ["GET", "POST", "DELETE"]) {
      const answer = await ask("/sync/poll?u=a", {
        method,
        headers: { origin: "https://evil.example", "x-17kan-link": "x" },
      });
      assert.equal(answer.status, 403, method);
      assert.equal(answer.headers.get("access-control-allow-origin"), null);
      await answer.body?.cancel();
    }
    for (
      const [origin, expected] of [
        ["https://film.example", "https://film.example"],
        ["https://evil.example", null],
      ] as const
    ) {
      const asked = await ask("/sync/poll?u=a", {
        method: "OPTIONS",
        headers: { origin, "access-control-request-method": "POST" },
      });
      assert.equal(asked.status, 204);
      const allowed = asked.headers.get("access-control-allow-origin");
      assert.equal(allowed, expected);
    }
    const opened = await ask("/sync/poll?u=a", {
      method: "POST",
      headers: { origin: "https://film.example" },
    });
    assert.equal(opened.status, 201);
    assert.match(
      opened.headers.get("access-control-expose-headers") ?? "",
      /x-17kan-link/,
    );
    const id = opened.headers.get("x-17kan-link") ?? "";
    const left = await ask("/sync/poll", {
      method: "DELETE",
      headers: { "x-17kan-link": id },
    });
    assert.equal(left.status, 204);
  },
);

for (
  const [what, kind, shown] of [
    ["only a proxy that is trusted", "plain", "http://kan.example/"],
    [
      "a proxy that is trusted",
      "open",
      "https://kan.example/",
    ],
  ] as const
) {
  test(
    `the entry page believes ${what}, of the address by which it is reached`,
    kind,
    async (ask) => {
      const answer = await ask("/", {
        headers: {
          "x-forwarded-for": "203.0.113.9",
          "x-forwarded-proto": "https",
          "x-forwarded-host": "kan.example",
        },
      });
      const text = await answer.text();
      assert.ok(text.includes(`${shown}?u=`), text.slice(-800));
      assert.equal(
        answer.headers.get("cross-origin-opener-policy"),
        shown.startsWith("https") ? "same-origin" : null,
      );
    },
  );
}

test(
  "a proxy that is trusted tells whose links are counted",
  "open",
  async (ask) => {
    const open = async (address: string) => {
      const answer = await ask("/sync/poll?u=a", {
        method: "POST",
        headers: { "x-forwarded-for": address },
      });
      await answer.body?.cancel();
      return answer.headers.get("x-17kan-link");
    };
    const ids = [await open("203.0.113.1"), await open("203.0.113.2")];
    assert.ok(ids.every((id) => id !== null));
    assert.equal(await open("203.0.113.2"), null);
    for (const id of ids) {
      await ask("/sync/poll", {
        method: "DELETE",
        headers: { "x-17kan-link": id ?? "" },
      });
    }
  },
);
