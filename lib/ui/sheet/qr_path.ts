import { encode } from "uqr";

/**
 * A text as the dark modules of a QR code, in the path language of SVG, one unit each.
 *
 * @returns the path, and how many modules a side has
 * @throws {Error} where the text is longer than any code holds (2.9 kB)
 */
export function qrPath(
  text: string,
): { readonly path: string; readonly size: number } {
  const { data, size } = encode(text, { ecc: "M", border: 0 });
  let path = "";
  for (const [y, row] of data.entries()) {
    for (let x = 0; x < size; x++) {
      if (!row[x]) continue;
      const start = x;
      while (x + 1 < size && row[x + 1]) x++;
      path += `M${start} ${y}h${x + 1 - start}v1h${start - x - 1}z`;
    }
  }
  return { path, size };
}
