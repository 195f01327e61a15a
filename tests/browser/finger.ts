import type { Viewer } from "./viewer.ts";

/** A place on the picture, as shares of its width and height. */
export type Place = readonly [x: number, y: number];

/** A finger on a viewer's picture, as the browser gets it from a screen. */
export interface Finger {
  tap(place: Place): Promise<void>;
  /** Goes from place to place in small steps and stays down. */
  press(from: Place, to: Place): Promise<void>;
  lift(): Promise<void>;
}

/** Steps of a movement: fewer would be no movement of a finger. */
const STEPS = 8;

/** The finger of a viewer whose screen can be touched. */
export async function fingerOf({ page, context }: Viewer): Promise<Finger> {
  const session = await context.newCDPSession(page);
  const at = async ([x, y]: Place) => {
    const box = await page.locator(".picture").boundingBox();
    if (box === null) throw new Error("There is no picture");
    return { x: box.x + box.width * x, y: box.y + box.height * y };
  };
  const touch = async (
    type: "touchStart" | "touchMove" | "touchEnd",
    points: readonly { x: number; y: number }[],
  ) => {
    await session.send("Input.dispatchTouchEvent", {
      type,
      touchPoints: [...points],
    });
  };
  const lift = () => touch("touchEnd", []);
  return {
    async tap(place) {
      await touch("touchStart", [await at(place)]);
      await lift();
    },
    async press(from, to) {
      const [begin, end] = [await at(from), await at(to)];
      await touch("touchStart", [begin]);
      for (let step = 1; step <= STEPS; step++) {
        const share = step / STEPS;
        await touch("touchMove", [{
          x: begin.x + (end.x - begin.x) * share,
          y: begin.y + (end.y - begin.y) * share,
        }]);
      }
    },
    lift,
  };
}
