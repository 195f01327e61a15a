/** Strokes on a 24 px grid. */
const PATHS = {
  play: "M8 5v14l11-7z",
  pause: "M8 5v14M16 5v14",
  sound: "M4 9v6h4l5 4V5L8 9zM16.5 8.5a5 5 0 0 1 0 7",
  muted: "M4 9v6h4l5 4V5L8 9zM17 9.5l5 5M22 9.5l-5 5",
  settings:
    "M3 7h9M20 7h1M3 17h1M12 17h9M12 7a4 4 0 1 0 8 0 4 4 0 1 0-8 0M4 17a4 4 0 1 0 8 0 4 4 0 1 0-8 0",
  full: "M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5",
  fullEnd: "M9 4v5H4M20 9h-5V4M15 20v-5h5M4 15h5v5",
  fill: "M3 5h18v14H3zM9 9l-3 3 3 3M15 9l3 3-3 3",
  guard: "M12 3l8 3v6c0 5-3.5 8-8 9-4.5-1-8-4-8-9V6z",
  toMe: "M12 3v6l-3-3M12 9l3-3M12 21v-6l-3 3M12 15l3 3M4 12h16",
  list: "M9 6h12M9 12h12M9 18h12M4 6h.01M4 12h.01M4 18h.01",
  people:
    "M9 11a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM2 21c0-4 3-6 7-6s7 2 7 6M16 3.5a4 4 0 0 1 0 7M22 21c0-3-1.5-5-4-5.7",
  talk: "M4 5h16v11H10l-6 4z",
  film: "M3 5h18v14H3zM8 5v14M16 5v14M3 12h18",
  facts: "M4 20V10M10 20V4M16 20v-7M22 20H2",
  invite:
    "M9 11a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM2 21c0-4 3-6 7-6s7 2 7 6M19 6v6M16 9h6",
  side: "M3 5h18v14H3zM15 5v14",
  subtitles: "M3 5h18v14H3zM7 11h3M13 11h4M7 15h6M16 15h1",
  send: "M4 12 20 4l-5 16-4-7z",
  back: "M4 12h15M10 6l-6 6 6 6",
} as const;

/** The name of an icon. */
export type IconName = keyof typeof PATHS;

/** A picture beside or instead of a word; the word is the business of what is around it. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg
      viewBox="0 0 24 24"
      width="20"
      height="20"
      fill="none"
      stroke="currentColor"
      stroke-width="2"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
