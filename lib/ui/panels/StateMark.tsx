import type { ViewerState } from "./viewer_state.ts";

/** Shapes on a 16 px grid; each state has its own, since colour alone says nothing to some. */
const SHAPES: Readonly<Record<ViewerState, string>> = {
  playing: "M4 2.5v11l9.5-5.5z",
  paused: "M3.5 2.5h3v11h-3zM9.5 2.5h3v11h-3z",
  loading: "M8 2a6 6 0 1 0 6 6h-2a4 4 0 1 1-4-4z",
  waiting: "M8 2a6 6 0 1 0 6 6h-2a4 4 0 1 1-4-4z",
  stalled: "M8 1 15.5 14.5H.5zM7 6v4h2V6zm0 5v2h2v-2z",
  blocked: "M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM3.5 7h9v2h-9z",
  ended: "M3 3h10v10H3z",
  failed:
    "M3.8 2.4 8 6.6l4.2-4.2 1.4 1.4L9.4 8l4.2 4.2-1.4 1.4L8 9.4l-4.2 4.2-1.4-1.4L6.6 8 2.4 3.8z",
  away: "M1 7h4v2H1zm5 0h1v2H6zm3 0h1v2H9zm2 0h4v2h-4z",
  empty: "M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zm0 2a4 4 0 1 1 0 8 4 4 0 0 1 0-8z",
};

/** The mark of a viewer's state; its word stands beside it. */
export function StateMark({ state }: { state: ViewerState }) {
  return (
    <svg
      class={`vw-mark vw-mark-${state}`}
      viewBox="0 0 16 16"
      width="12"
      height="12"
      fill="currentColor"
      fill-rule="evenodd"
      aria-hidden="true"
    >
      <path d={SHAPES[state]} />
    </svg>
  );
}
