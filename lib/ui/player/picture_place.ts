/** A rectangle in px. */
export interface Place {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Where a picture lies in a box that shows all of it (`object-fit: contain`). */
export function pictureIn(
  box: Place,
  picture: { readonly width: number; readonly height: number },
): Place {
  const scale = Math.min(
    box.width / picture.width,
    box.height / picture.height,
  );
  const width = picture.width * scale;
  const height = picture.height * scale;
  return {
    left: box.left + (box.width - width) / 2,
    top: box.top + (box.height - height) / 2,
    width,
    height,
  };
}

/** A place over a shown picture, in the pixels of a canvas of `widthPx` that holds that picture. */
export function onCanvas(
  over: Place,
  shown: Place,
  widthPx: number,
): Place {
  const scale = widthPx / shown.width;
  return {
    left: (over.left - shown.left) * scale,
    top: (over.top - shown.top) * scale,
    width: over.width * scale,
    height: over.height * scale,
  };
}
