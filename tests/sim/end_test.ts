import assert from "node:assert/strict";
import { Cinema } from "./cinema.ts";
import type { Lane } from "./line.ts";
import { FILM_S, type Seat } from "./seat.ts";
import { seeds } from "./seeds.ts";

/** Lines of 50±20 and 150±50 ms. */
const LANES: readonly Lane[] = [
  { leastMs: 35, jitterMs: 15, loss: 0.003 },
  { leastMs: 100, jitterMs: 50, loss: 0.01 },
];
/** One frame of a film of 25 a second, in ms. */
const FRAME_MS = 40;
/** How long a picture may take to be in step after a jump that all were told of, in ms. */
const STEP_MS = 4000;

/** A room that plays, over each line. */
function eachRoom(
  { copyS = FILM_S, guard = false }: {
    /** Length of the third one's copy. */
    readonly copyS?: number;
    readonly guard?: boolean;
  },
  act: (cinema: Cinema, seats: [Seat, Seat, Seat]) => void,
): void {
  for (const lane of LANES) {
    for (const seed of seeds(3)) {
      const cinema = new Cinema(seed);
      const seats: [Seat, Seat, Seat] = [
        cinema.enter(lane),
        cinema.enter(lane),
        cinema.enter(lane, "drift", copyS),
      ];
      cinema.pass(3000);
      seats[0].press({ type: "play" });
      if (guard) seats[1].press({ type: "guard", on: true });
      cinema.pass(12_000);
      act(cinema, seats);
    }
  }
}

function areInStep({ roomS, seats }: { roomS(): number; seats: Seat[] }) {
  for (const { id, element } of seats) {
    const offMs = 1000 * (roomS() - element.positionS);
    assert.ok(Math.abs(offMs) < FRAME_MS, `${id} is ${offMs} ms off`);
  }
}

/** Nobody moves a picture, nor the room, for a minute. */
function rests(cinema: Cinema, seats: readonly Seat[]): void {
  const { revision } = cinema.room.timeline;
  const sought = cinema.promises.seeks.length;
  const at = seats.map(({ element }) => element.positionS);
  for (let second = 0; second < 60; second++) {
    cinema.pass(1000);
    assert.deepEqual(seats.map(({ element }) => element.positionS), at);
  }
  assert.equal(cinema.promises.seeks.length, sought);
  assert.equal(cinema.room.timeline.revision, revision);
}

for (const guard of [false, true]) {
  const under = guard ? " under the guard" : "";

  Deno.test(`a film that ends rests at its last picture for all${under}, and play begins it anew`, () => {
    eachRoom({ guard }, (cinema, seats) => {
      seats[0].press({ type: "seek", positionS: FILM_S - 8 });
      cinema.pass(12_000);
      const { room } = cinema;
      assert.deepEqual([room.timeline.how, room.timeline.rate], ["end", 0]);
      for (const { element } of seats) assert.equal(element.positionS, FILM_S);
      rests(cinema, seats);
      seats[1].press({ type: "play" });
      cinema.pass(STEP_MS + 2000);
      assert.ok(cinema.roomS() < 8);
      areInStep({ roomS: () => cinema.roomS(), seats: [...seats] });
    });
  });

  Deno.test(`a film that loops begins again for all${under} by one jump each`, () => {
    eachRoom({ guard }, (cinema, seats) => {
      seats[0].press({ type: "loop", on: true });
      for (let round = 0; round < 3; round++) {
        seats[0].press({ type: "seek", positionS: FILM_S - 6 });
        cinema.pass(5000);
        const { revision } = cinema.room.timeline;
        const sought = cinema.promises.seeks.length;
        cinema.pass(STEP_MS + 4000);
        assert.ok(cinema.roomS() < 10);
        areInStep({ roomS: () => cinema.roomS(), seats: [...seats] });
        assert.equal(cinema.room.timeline.revision, revision + 1);
        assert.equal(cinema.promises.seeks.length, sought + seats.length);
      }
    });
  });

  Deno.test(`a copy that ends before the others rests at its end${under}, and holds nobody`, () => {
    const copyS = FILM_S - 5;
    eachRoom({ guard, copyS }, (cinema, seats) => {
      const [one, two, short] = seats;
      one.press({ type: "loop", on: true });
      one.press({ type: "seek", positionS: copyS - 6 });
      cinema.pass(9000);
      const { revision } = cinema.room.timeline;
      assert.equal(short.element.positionS, copyS);
      areInStep({ roomS: () => cinema.roomS(), seats: [one, two] });
      assert.ok(cinema.roomS() > copyS + 1);
      cinema.pass(STEP_MS + 4000);
      assert.equal(cinema.room.timeline.revision, revision + 1);
      areInStep({ roomS: () => cinema.roomS(), seats: [...seats] });
    });
  });

  Deno.test(`a jump behind the end of one's copy, or of all, never shows its beginning${under}`, () => {
    const copyS = FILM_S - 60;
    eachRoom({ guard, copyS }, (cinema, seats) => {
      const [one, two, short] = seats;
      const never = (forMs: number) => {
        for (let passedMs = 0; passedMs < forMs; passedMs += 20) {
          cinema.pass(20);
          for (const { id, element } of seats) {
            assert.ok(element.positionS > 11, `${id} at ${element.positionS}`);
          }
        }
      };
      one.press({ type: "seek", positionS: copyS + 20 });
      never(STEP_MS);
      assert.equal(short.element.positionS, copyS);
      areInStep({ roomS: () => cinema.roomS(), seats: [one, two] });
      one.press({ type: "seek", positionS: 2 * FILM_S });
      never(STEP_MS);
      assert.equal(cinema.room.timeline.positionS, FILM_S);
      assert.equal(one.element.positionS, FILM_S);
      rests(cinema, seats);
    });
  });
}
