import assert from "node:assert/strict";
import { nameProblem, type Problem } from "../../lib/player/problem.ts";

const PAGE = "http://host/?u=a";
const status = (code: number): typeof fetch => () =>
  Promise.resolve(new Response("x", { status: code }));
const refuse: typeof fetch = () => Promise.reject(new TypeError("failed"));
/** A foreign server that answers but does not let us look. */
const opaque: typeof fetch = (_, init) =>
  init?.mode === "no-cors"
    ? Promise.resolve(new Response(null))
    : Promise.reject(new TypeError("failed"));

const CASES: [
  what: string,
  url: string,
  ask: typeof fetch,
  mediaError: number,
  problem: Problem["code"],
][] = [
  ["a film that is not there", "/media/a.mp4", status(404), 4, "not-found"],
  ["a film that is gone", "/media/a.mp4", status(410), 4, "not-found"],
  ["a film that is not for us", "/media/a.mp4", status(403), 4, "refused"],
  ["a server in trouble", "/media/a.mp4", status(503), 4, "network"],
  ["a film it cannot read", "/media/a.mp4", status(206), 4, "codec"],
  ["a broken picture", "/media/a.mp4", status(206), 3, "broken"],
  ["an empty file", "/media/a.mp4", status(416), 4, "broken"],
  ["a download that broke off", "/media/a.mp4", status(206), 2, "network"],
  ["a server that is away", "/media/a.mp4", refuse, 2, "network"],
  ["a foreign server that is away", "http://b/a.mp4", refuse, 4, "network"],
  ["a foreign server that refuses", "http://b/a.mp4", opaque, 4, "refused"],
  ["a local file it cannot read", "blob:http://host/1", refuse, 4, "codec"],
  ["what is no address", "http://[", refuse, 4, "not-found"],
];

for (const [what, url, ask, code, problem] of CASES) {
  Deno.test(`nameProblem() names ${what}`, async () => {
    const failure = { url, pageUrl: PAGE, code, message: "said" };
    assert.equal((await nameProblem(failure, ask)).code, problem);
  });
}

Deno.test("nameProblem() tells a file without a film from one whose codecs are unknown", async () => {
  const said = {
    "PipelineStatus::DEMUXER_ERROR_COULD_NOT_OPEN: FFmpegDemuxer": "broken",
    "PipelineStatus::DEMUXER_ERROR_NO_SUPPORTED_STREAMS": "codec",
    "NS_ERROR_DOM_MEDIA_METADATA_ERR (0x806e0006)": "broken",
    "": "codec",
  };
  for (const [message, code] of Object.entries(said)) {
    const failure = { url: "/media/a.mp4", pageUrl: PAGE, code: 4, message };
    const found = await nameProblem(failure, status(206));
    assert.equal(found.code, code, message);
  }
});

Deno.test("nameProblem() names an http film on an https page", async () => {
  const failure = {
    url: "http://b/a.mp4",
    pageUrl: "https://host/",
    code: 4,
    message: "",
  };
  const found = await nameProblem(failure, refuse);
  assert.equal(found.code, "mixed-content");
});

Deno.test("nameProblem() asks for two bytes, never for the film", async () => {
  const asked: (string | null)[] = [];
  const ask: typeof fetch = (_, init) => {
    asked.push(new Headers(init?.headers).get("range"));
    return Promise.resolve(new Response("x", { status: 206 }));
  };
  const failure = { url: "/a.mp4", pageUrl: PAGE, code: 4, message: "" };
  await nameProblem(failure, ask);
  assert.deepEqual(asked, ["bytes=0-1"]);
});
