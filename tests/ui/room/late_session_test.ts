import assert from "node:assert/strict";
import { effect, signal } from "@preact/signals";
import {
  createSession,
  createWatching,
  type SessionPorts,
} from "@/lib/client/mod.ts";
import type { HistoryLine } from "@/lib/protocol/mod.ts";
import { createLateSession } from "@/lib/ui/room/late_session.ts";

const PORTS: SessionPorts = {
  nowMs: () => 0,
  unit: () => 0,
  rollId: () => "id",
  after: () => () => {},
  connect: () => ({ send: () => false, close: () => {} }),
  isHidden: () => false,
  onWake: () => () => {},
  token: { read: () => null, write: () => {} },
};

function realSession() {
  return createSession({ room: "17", device: "other", ports: PORTS });
}

Deno.test("createLateSession() knows nothing, refuses wishes and keeps quiet", async () => {
  const { session, watching } = createLateSession("17");
  assert.equal(session.link.value.state, "connecting");
  assert.equal(session.me.value, null);
  assert.equal(session.rows.value.size, 0);
  assert.equal(session.serverNowMs(), null);
  assert.equal(watching.film.value, null);
  assert.equal((await session.wish({ type: "play" })).ok, false);
});

Deno.test("createLateSession() begins as a real session begins", () => {
  const { session } = createLateSession("17");
  const real = realSession();
  for (const name of ["link", "guard", "settings", "following"] as const) {
    assert.deepEqual(session[name].value, real[name].value, name);
  }
});

Deno.test("attach() makes what was shown before follow the real session", () => {
  const late = createLateSession("17");
  const following = signal(true);
  const lines: ((line: HistoryLine) => void)[] = [];
  const seen: boolean[] = [];
  const stop = effect(() => {
    seen.push(late.session.following.value);
  });
  const heard: number[] = [];
  late.session.onLine(({ number }) => heard.push(number));
  const real = {
    ...realSession(),
    following,
    onLine: (listener: (line: HistoryLine) => void) => {
      lines.push(listener);
      return () => lines.splice(0);
    },
  };
  const watching = createWatching(real, { create: () => "", revoke() {} });
  const detach = late.attach({ session: real, watching });
  following.value = false;
  const line: HistoryLine = {
    number: 7,
    kind: "system",
    by: null,
    wallMs: 0,
    positionS: 0,
    text: "",
    colour: "#ffffff",
    place: "roll",
    what: "join",
    value: 1,
    about: null,
  };
  for (const listener of lines) listener(line);
  assert.deepEqual(seen, [true, false]);
  assert.deepEqual(heard, [7]);
  detach();
  assert.equal(lines.length, 0);
  stop();
  watching.close();
});
