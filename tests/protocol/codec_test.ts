import assert from "node:assert/strict";
import {
  COMMANDS,
  type CommandType,
  decodeCommand,
  decodeEvent,
  encodeCommand,
  encodeEvent,
  FRAME_BYTES_MAX,
  type RoomEvent,
} from "@/lib/protocol/mod.ts";
import { frame, GOOD } from "./frames.ts";

const TYPES = Object.keys(COMMANDS).filter((type): type is CommandType =>
  Object.hasOwn(COMMANDS, type)
);

for (const type of TYPES) {
  Deno.test(`decodeCommand() reads ${type} and encodeCommand() writes it`, () => {
    const decoded = decodeCommand(frame(type));
    assert.deepEqual(decoded, { ok: true, value: { type, ...GOOD[type] } });
    if (decoded.ok) {
      assert.deepEqual(decodeCommand(encodeCommand(decoded.value)), decoded);
    }
  });
}

const UNREADABLE: [what: string, frame: string, code: string][] = [
  ["nothing", "", "bad-frame"],
  ["half a frame", '{"type":"play"', "bad-frame"],
  ["an array", '["play"]', "bad-frame"],
  ["null", "null", "bad-frame"],
  ["a number", "17", "bad-frame"],
  ["a string", '"play"', "bad-frame"],
  ["no type", "{}", "bad-frame"],
  ["a type that is no string", '{"type":1}', "bad-frame"],
  ["an unknown type", '{"type":"explode"}', "unknown-type"],
  ["the type __proto__", '{"type":"__proto__"}', "unknown-type"],
  ["the type constructor", '{"type":"constructor"}', "unknown-type"],
  ["an event of the server", '{"type":"welcome"}', "unknown-type"],
  ["NaN, which JSON has not", '{"type":"probe","sentMs":NaN}', "bad-frame"],
  ["a deep nest", "[".repeat(16_000), "bad-frame"],
];
for (const [what, text, code] of UNREADABLE) {
  Deno.test(`decodeCommand() refuses ${what}`, () => {
    const decoded = decodeCommand(text);
    assert.equal(decoded.ok, false);
    assert.equal(!decoded.ok && decoded.code, code);
  });
}

const BAD_FIELDS: [
  what: string,
  type: CommandType,
  change: Readonly<Record<string, unknown>>,
  field: string,
][] = [
  ["a missing number", "seek", { positionS: undefined }, "positionS"],
  ["a number as a string", "seek", { positionS: "60" }, "positionS"],
  ["null for a number", "seek", { positionS: null }, "positionS"],
  ["a negative position", "seek", { positionS: -0.1 }, "positionS"],
  ["a position beyond all films", "seek", { positionS: 360_001 }, "positionS"],
  ["a huge instant", "seek", { pressedAtMs: 1e300 }, "pressedAtMs"],
  ["a speed of 0", "rate", { speed: 0 }, "speed"],
  ["a speed below the slowest", "rate", { speed: 0.24 }, "speed"],
  ["a speed above the fastest", "rate", { speed: 4.01 }, "speed"],
  ["a rate above the fastest", "syncToMe", { rate: 5 }, "rate"],
  ["an empty id", "play", { id: "" }, "id"],
  ["an id of 65", "play", { id: "a".repeat(65) }, "id"],
  ["an id with a line break", "play", { id: "a\n" }, "id"],
  ["an unknown kind of message", "say", { kind: "shout" }, "kind"],
  ["a colour of one's own", "say", { colour: "#123456" }, "colour"],
  ["an empty message", "say", { text: "" }, "text"],
  ["a message of spaces", "say", { text: " \n\t " }, "text"],
  ["a message that nobody sees", "say", { text: "\u200b\u202e\u2066" }, "text"],
  ["501 characters", "say", { text: "字".repeat(501) }, "text"],
  ["a band of 0", "guard", { bandS: 0 }, "bandS"],
  ["a bound of an hour", "guard", { boundS: 3600 }, "boundS"],
  ["no source", "source", { source: {} }, "source.kind"],
  [
    "a source that is code",
    "source",
    { source: { kind: "link", url: "javascript:alert(1)" } },
    "source.url",
  ],
  [
    "a source with a password",
    "source",
    { source: { kind: "link", url: "https://a:b@host/x.mp4" } },
    "source.url",
  ],
  [
    "a source without a path",
    "source",
    { source: { kind: "film", path: "" } },
    "source.path",
  ],
  [
    "a fingerprint that is none",
    "source",
    {
      source: {
        kind: "local",
        name: "a",
        fingerprint: { sizeBytes: 1, durationS: 1, hash: "<b>" },
      },
    },
    "source.fingerprint.hash",
  ],
  ["a state nobody knows", "report", { state: "dancing" }, "state"],
  ["a boolean as a number", "report", { stalled: 1 }, "stalled"],
];
for (const [what, type, change, field] of BAD_FIELDS) {
  Deno.test(`decodeCommand() refuses ${what} and names ${field}`, () => {
    const decoded = decodeCommand(frame(type, change));
    assert.ok(!decoded.ok);
    assert.equal(decoded.code, "bad-field");
    assert.match(decoded.detail, /^Cannot read field "[\w.]+" as it must /);
    assert.ok(decoded.detail.includes(`"${field}"`), decoded.detail);
  });
}

for (const number of ["1e999", "-1e999"]) {
  Deno.test(`decodeCommand() refuses ${number}, which JSON reads as infinite`, () => {
    const text = frame("seek").replace(
      '"positionS":60',
      `"positionS":${number}`,
    );
    const decoded = decodeCommand(text);
    assert.ok(!decoded.ok);
    assert.equal(
      decoded.detail,
      'Cannot read field "positionS" as it must be a number in 0..360000',
    );
  });
}

Deno.test("decodeCommand() names the command that it refuses, where its id is good", () => {
  const bad = { positionS: -1 };
  const id = (text: string) => {
    const decoded = decodeCommand(text);
    return decoded.ok ? undefined : decoded.id;
  };
  assert.equal(id(frame("seek", bad)), "c1");
  assert.equal(id(frame("seek", { ...bad, id: "<script>" })), null);
  assert.equal(id('{"type":"nothing","id":"c2"}'), "c2");
});

Deno.test("decodeCommand() counts a frame's bytes, not its characters", () => {
  const pad = (text: string) => `{"type":"probe","sentMs":1,"x":"${text}"}`;
  const restBytes = FRAME_BYTES_MAX - pad("").length;
  assert.ok(decodeCommand(pad("a".repeat(restBytes))).ok);
  assert.ok(decodeCommand(pad("字".repeat(Math.floor(restBytes / 3)))).ok);
  for (
    const text of ["a".repeat(restBytes + 1), "字".repeat(restBytes / 3 + 1)]
  ) {
    const decoded = decodeCommand(pad(text));
    assert.equal(!decoded.ok && decoded.code, "too-large");
  }
});

Deno.test("decodeCommand() drops fields it does not know, __proto__ among them", () => {
  const text = '{"type":"play","id":"c1","pressedAtMs":1000,"more":1,' +
    '"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}';
  const decoded = decodeCommand(text);
  assert.deepEqual(decoded, {
    ok: true,
    value: { type: "play", ...GOOD.play },
  });
  assert.equal(Reflect.get({}, "polluted"), undefined);
  assert.equal(
    Reflect.get(decoded.ok ? decoded.value : {}, "polluted"),
    undefined,
  );
});

Deno.test("decodeCommand() does not take a field from a frame's __proto__", () => {
  const text = '{"type":"play","__proto__":{"id":"c1","pressedAtMs":1000}}';
  assert.equal(decodeCommand(text).ok, false);
});

Deno.test("decodeCommand() makes what strangers wrote safe to show", () => {
  const said = decodeCommand(
    frame("say", { text: "\u202egpj.exe\ud800\r\n1" }),
  );
  assert.ok(said.ok && said.value.type === "say");
  assert.equal(said.value.text, "gpj.exe\ufffd\n1");
  const told = decodeCommand(frame("report", { film: "a\u202e\nb.mp4" }));
  assert.ok(told.ok && told.value.type === "report");
  assert.equal(told.value.film, "a b.mp4");
});

Deno.test("decodeCommand() takes 500 family emoji, and 500 is the most", () => {
  const family = "👨‍👩‍👧‍👦";
  assert.ok(decodeCommand(frame("say", { text: family.repeat(500) })).ok);
  assert.ok(!decodeCommand(frame("say", { text: family.repeat(501) })).ok);
});

Deno.test("decodeEvent() reads what encodeEvent() writes, and refuses the rest", () => {
  const event: RoomEvent = { type: "ack", id: "c1", revision: 3 };
  assert.deepEqual(decodeEvent(encodeEvent(event)), { ok: true, value: event });
  for (const text of ["", "[]", '{"type":"play"}', '{"type":"ack","id":1}']) {
    assert.equal(decodeEvent(text).ok, false);
  }
});
