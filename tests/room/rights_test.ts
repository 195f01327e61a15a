import assert from "node:assert/strict";
import fc from "fast-check";
import type { Least, Right, Rights, Role } from "@/lib/protocol/mod.ts";
import {
  type Effect,
  mayDo,
  NO_ACCESS,
  objection,
  type Room,
  type RoomCommandType,
} from "@/lib/room/mod.ts";
import { GOOD } from "../protocol/frames.ts";
import { Stage } from "./stage.ts";

const ROLES: readonly Role[] = ["viewer", "controller", "deputy", "owner"];
const LEASTS: readonly Least[] = ["viewer", "controller", "owner"];
const RIGHTS: readonly Right[] = ["command", "source", "guard", "write"];

/** Who has a right that is set so; nobody else. */
const HAVE: Readonly<Record<Least, readonly Role[]>> = {
  viewer: ["viewer", "controller", "deputy", "owner"],
  controller: ["controller", "deputy", "owner"],
  owner: ["deputy", "owner"],
};

/** What each command takes: a right, or who may in any case. */
const TAKES: Readonly<Record<RoomCommandType, Right | readonly Role[]>> = {
  report: ROLES,
  follow: ROLES,
  find: ROLES,
  act: ROLES,
  play: "command",
  pause: "command",
  seek: "command",
  rate: "command",
  syncToMe: "command",
  loop: "command",
  source: "source",
  subtitle: "source",
  guard: "guard",
  guardChoice: "guard",
  say: "write",
  pin: "write",
  postProgress: "write",
  claim: [],
  release: ["owner"],
  handOver: ["owner"],
  role: ["owner"],
  rights: ["owner"],
  password: ["owner"],
  kick: ["deputy", "owner"],
  ban: ["owner"],
  unban: ["owner"],
  bans: ["owner"],
};
const COMMANDS = Object.keys(TAKES).filter(isCommand);

function isCommand(type: string): type is RoomCommandType {
  return Object.hasOwn(TAKES, type);
}

/** A room with one of each role, in which "target" is a viewer whom things are done to. */
function stageOf(rights: Rights, hasOwner = true): Stage {
  const stage = new Stage();
  stage.join("owner", "deputy", "controller", "viewer", "target");
  const person = (id: string) => ({ person: `token-${id}`, name: id });
  stage.room = {
    ...stage.room,
    access: hasOwner
      ? {
        ...NO_ACCESS,
        owner: person("owner"),
        controllers: [person("controller")],
        rights,
      }
      : NO_ACCESS,
    deputy: hasOwner ? "token-deputy" : null,
  };
  stage.forget();
  return stage;
}

function send(stage: Stage, from: string, type: RoomCommandType) {
  const aims = { viewer: "target", ban: "nobody" };
  const known = Object.fromEntries(
    Object.entries(aims).filter(([key]) => Object.hasOwn(GOOD[type], key)),
  );
  return stage.send(from, type, known);
}

function refusals(effects: readonly Effect[]): string[] {
  return effects.flatMap((effect) =>
    effect.type === "send" && effect.event.type === "error"
      ? [effect.event.code]
      : []
  );
}

function rightsWith(right: Right, least: Least, others: Least): Rights {
  return {
    command: others,
    source: others,
    guard: others,
    write: others,
    [right]: least,
  };
}

Deno.test("reduce() asks of each command, of each role, the right it takes, and no other", () => {
  for (const right of RIGHTS) {
    for (const least of LEASTS) {
      for (const others of ["viewer", "owner"] as const) {
        const rights = rightsWith(right, least, others);
        const stage = stageOf(rights);
        const { room } = stage;
        for (const type of COMMANDS) {
          const takes = TAKES[type];
          const may = typeof takes !== "string"
            ? takes
            : HAVE[takes === right ? least : others];
          for (const role of ROLES) {
            stage.room = room;
            const [code] = refusals(send(stage, role, type));
            const expected = type === "claim"
              ? "not-possible"
              : may.includes(role)
              ? undefined
              : "forbidden";
            assert.equal(
              code,
              expected,
              `${role} ${type} with ${JSON.stringify(rights)}`,
            );
            if (code !== undefined) assert.equal(stage.room, room);
          }
        }
      }
    }
  }
});

Deno.test("reduce() lets everyone do everything in a room that nobody claimed, but own it", () => {
  const owns = ["release", "handOver", "role", "rights", "password", "kick"];
  const refused = new Set([...owns, "ban", "unban", "bans"]);
  for (const type of COMMANDS) {
    const stage = stageOf(NO_ACCESS.rights, false);
    const [code] = refusals(send(stage, "viewer", type));
    assert.equal(code, refused.has(type) ? "forbidden" : undefined, type);
  }
});

Deno.test("mayDo() takes nobody's right away by giving somebody a higher role", () => {
  const needs = [...RIGHTS, "nothing", "kick", "own"] as const;
  for (const need of needs) {
    for (const least of LEASTS) {
      const rights = rightsWith("command", least, least);
      const may = ROLES.map((role) =>
        mayDo(role, need, { rights, owner: { person: "p", name: "n" } })
      );
      assert.deepEqual(may, may.toSorted(), `${need} from ${least}`);
    }
  }
});

Deno.test("reduce() takes an act under the guard for the room's, which takes the right to command", () => {
  const stage = stageOf(rightsWith("command", "owner", "viewer"));
  for (const id of ["owner", "viewer"]) stage.report(id);
  stage.send("owner", "guard", { on: true });
  const before = stage.room;
  assert.deepEqual(refusals(send(stage, "viewer", "act")), ["forbidden"]);
  assert.equal(stage.room, before);
  assert.deepEqual(refusals(send(stage, "owner", "act")), []);
});

Deno.test("reduce() tells no words of who may not write, be it by way of an act", () => {
  const stage = stageOf(rightsWith("write", "controller", "viewer"));
  stage.send("viewer", "act", { what: "source", about: "buy my pills" });
  assert.deepEqual(stage.told(), ["viewer source"]);
  stage.pass(1000);
  stage.send("controller", "act", { what: "source", about: "a film" });
  assert.equal(stage.told().at(-1), "controller source a film");
});

/** All of a room that is not its viewers' own. */
function shared({ timeline, settings, guard, access, deputy, history }: Room) {
  const said = history.filter(({ kind }) => kind !== "system");
  return { timeline, settings, guard, access, deputy, said };
}

Deno.test("reduce() lets a viewer without a right change nothing that is everyone's, whatever they send", () => {
  const command = fc.record({
    from: fc.constantFrom("viewer", "controller"),
    type: fc.constantFrom(...COMMANDS),
    isOn: fc.boolean(),
    viewer: fc.constantFrom("owner", "target", "controller", "nobody"),
    ageMs: fc.integer({ min: -100, max: 1500 }),
  });
  const least = fc.constantFrom(...LEASTS);
  const rights = fc.record({
    command: least,
    source: least,
    guard: least,
    write: least,
  });
  fc.assert(
    fc.property(
      rights,
      fc.boolean(),
      fc.array(command, { maxLength: 30 }),
      (rights, isGuarded, commands) => {
        const stage = stageOf(rights);
        for (const id of ROLES) stage.report(id);
        if (isGuarded) stage.send("owner", "guard", { on: true });
        for (const { from, type, isOn, viewer, ageMs } of commands) {
          stage.nowMs += 50;
          const change = {
            ...("on" in GOOD[type] ? { on: isOn } : {}),
            ...("viewer" in GOOD[type] ? { viewer } : {}),
            ...("positionS" in GOOD[type] ? { positionS: ageMs + 100 } : {}),
            // How long the film is, everybody may find out.
            ...(type === "report" ? { durationS: null } : {}),
            pressedAtMs: stage.nowMs - ageMs,
          };
          const before = stage.room;
          const sender = before.viewers.get(from);
          if (sender === undefined) return;
          const takes = TAKES[type];
          const isRooms = type === "act" && before.guard.on ? "command" : takes;
          const mayChange = typeof isRooms === "string"
            ? HAVE[rights[isRooms]].some((role) => role === from)
            : false;
          const effects = stage.send(from, type, change);
          if (mayChange) continue;
          assert.deepEqual(shared(stage.room), shared(before), type);
          for (const [id, one] of stage.room.viewers) {
            if (id !== from) assert.equal(one, before.viewers.get(id), type);
          }
          const toAll = effects.filter((effect) =>
            effect.type === "send" && effect.to === "all" &&
            effect.event.type !== "line"
          );
          assert.deepEqual(toAll, [], type);
        }
      },
    ),
    { numRuns: 300, seed: 17 },
  );
});

Deno.test("objection() lets nobody touch who stands as high, nor themselves, nor who is not there", () => {
  const CASES: [from: string, viewer: string, code: string | undefined][] = [
    ["owner", "target", undefined],
    ["owner", "controller", undefined],
    ["owner", "deputy", undefined],
    ["owner", "owner", "not-possible"],
    ["owner", "nobody", "no-such-viewer"],
    ["deputy", "viewer", undefined],
    ["deputy", "controller", undefined],
    ["deputy", "owner", "not-possible"],
    ["deputy", "deputy", "not-possible"],
  ];
  for (const [from, viewer, code] of CASES) {
    const { room } = stageOf(NO_ACCESS.rights);
    const sender = room.viewers.get(from);
    assert.ok(sender !== undefined);
    const why = objection(room, sender, { type: "kick", ...GOOD.kick, viewer });
    assert.equal(why?.code, code, `${from} kicks ${viewer}`);
  }
});
