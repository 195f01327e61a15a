import { formatHms } from "@/lib/base/mod.ts";
import type { HistoryLine } from "@/lib/protocol/mod.ts";
import type { Room } from "@/lib/room/mod.ts";
import { House } from "../sim/house.ts";
import type { Viewer } from "../sim/viewer.ts";

const CABLE = { leastMs: 1, jitterMs: 0.5, loss: 0 };
const BROADBAND = { leastMs: 15, jitterMs: 5, loss: 0.002 };
const FAR = { leastMs: 120, jitterMs: 30, loss: 0.01 };

/** One evening of three, step by step, as text to be read: what was done, and what the room made of it. */
export function playEvening(): string {
  const house = new House(17);
  const lines: string[] = [];
  const note = (text: string) => {
    lines.push(
      `${(house.timers.nowMs / 1000).toFixed(2).padStart(7)}  ${text}`,
    );
  };
  house.onChange = noteChanges(note, () => house.serverMs);
  const does = (
    viewer: Viewer,
    what: string,
    run: (viewer: Viewer) => void,
    thenMs = 5000,
  ) => {
    const { name } = viewer.session.me.peek() ?? viewer;
    note(`* ${name} ${what}`);
    run(viewer);
    house.pass(thenMs);
  };

  const alice = house.enter("alice", CABLE);
  house.pass(2000);
  does(alice, "plays, alone", (v) => v.act((hands) => hands.play()));
  const walnut = house.enter("胡桃", BROADBAND);
  house.pass(5000);
  does(walnut, "pauses her own player", (v) => v.act((hands) => hands.pause()));
  does(
    walnut,
    "goes back to the room",
    (v) => v.act((hands) => hands.followRoom()),
  );
  does(
    alice,
    "seeks everyone to 20 min",
    ({ hands }) => void hands.allSeek(1200),
  );
  does(alice, "drags the seek bar", ({ hands }) => {
    for (let i = 0; i < 12; i++) void hands.allSeek(1800 + i);
  });
  const bob = house.enter("alice", FAR);
  house.pass(3000);
  does(
    bob,
    "says something",
    ({ hands }) =>
      void hands.say({
        kind: "danmaku",
        text: "来了",
        colour: "#39ccff",
        place: "roll",
      }),
    1000,
  );
  does(
    walnut,
    "switches the guard on",
    ({ hands }) => void hands.setGuard(true),
    8000,
  );
  does(bob, "is stuck for 4 s", (v) => v.isStuck = true, 4000);
  does(bob, "has data again", (v) => v.isStuck = false, 8000);
  does(
    bob,
    "pauses, which is the room's act now",
    (v) => v.act((hands) => hands.pause()),
  );
  does(alice, "plays for all", ({ hands }) => void hands.allPlay(), 6000);
  does(
    bob,
    "is stuck for longer than anybody waits",
    (v) => v.isStuck = true,
    16_000,
  );
  does(bob, "has data again", (v) => v.isStuck = false);
  does(walnut, "loses the line for a moment", (v) => v.cut("reset"));
  does(walnut, "reloads the page", (v) => v.reload());
  does(
    alice,
    "switches the guard off",
    ({ hands }) => void hands.setGuard(false),
  );
  does(
    alice,
    "shows another film to all",
    ({ hands }) => void hands.watch({ kind: "film", path: "two.mp4" }, "all"),
  );
  does(walnut, "plays for all", ({ hands }) => void hands.allPlay());
  does(
    walnut,
    "posts where everyone is",
    ({ hands }) => void hands.postProgress(),
    1000,
  );
  does(bob, "closes the tab", (v) => v.leave(), 8000);
  note("* the server is updated");
  house.restart();
  house.pass(8000);
  does(alice, "closes the tab", (v) => v.leave(), 2000);
  does(walnut, "closes the tab", (v) => v.leave(), 8000);
  return `${lines.join("\n")}\n`;
}

/** Notes each new line, timeline and guard of a room, once. */
function noteChanges(
  note: (text: string) => void,
  serverMs: () => number,
): (room: Room) => void {
  let number = 0;
  let revision = 0;
  let guard = "";
  return (
    { history, timeline, guard: { on, holders, wait, question }, viewers },
  ) => {
    if (timeline.revision !== revision) {
      revision = timeline.revision;
      const { how, by, positionS, rate, atMs } = timeline;
      const inMs = Math.max(0, Math.round(atMs - serverMs()));
      note(
        `    timeline ${revision}: ${how}${by === null ? "" : ` by ${by}`}, ` +
          `${formatHms(positionS)} ${
            rate === 0 ? "paused" : `at ${rate}×`
          }, in ${inMs} ms`,
      );
    }
    for (const line of history) {
      if (line.number <= number) continue;
      number = line.number;
      note(`    line ${number}: ${inWords(line)}`);
    }
    const nameOf = (id: string | undefined) =>
      viewers.get(id ?? "")?.name ?? id;
    const now = `${on ? `on, held by ${holders.join(" and ")}` : "off"}` +
      `${wait === null ? "" : `, waits for ${wait.names.join(" and ")}`}` +
      `${question === null ? "" : `, asks about ${nameOf(question.viewer)}`}`;
    if (now !== guard) note(`    guard ${now}`);
    guard = now;
  };
}

// Without the words of any language, which change more often than what is said.
function inWords({ by, what, value, about, kind, text }: HistoryLine): string {
  if (what === null) return `${by} (${kind}): ${text}`;
  const parts = [by ?? "the room", what, value?.toFixed(0), about];
  return parts.filter((part) => part !== null && part !== undefined).join(" ");
}
