/** Share of the picture's width that sets the size of the letters, and its bounds in px. */
const FONT_SHARE = 0.024;
const FONT_MIN_PX = 16;
const FONT_MAX_PX = 36;
/** Height of a line against its letters, as the library takes it. */
const LINE_SHARE = 1.2;

/** The letters of danmaku. */
export interface Letters {
  /** As CSS writes it. */
  readonly font: string;
  /** Width of the dark line around them, without which a white film swallows them. */
  readonly edgePx: number;
  /** Height that one danmaku takes. */
  readonly lanePx: number;
}

/**
 * The letters for a picture.
 *
 * @param size what the viewer made of it, 1 as usual
 */
export function lettersFor(
  { widthPx, size }: { readonly widthPx: number; readonly size: number },
): Letters {
  const usualPx = Math.min(
    FONT_MAX_PX,
    Math.max(FONT_MIN_PX, widthPx * FONT_SHARE),
  );
  const sizePx = Math.round(usualPx * size);
  const edgePx = Math.max(2, sizePx / 9);
  return {
    font: `600 ${sizePx}px system-ui, sans-serif`,
    edgePx,
    lanePx: Math.ceil(sizePx * LINE_SHARE) + 2 * Math.ceil(edgePx),
  };
}
