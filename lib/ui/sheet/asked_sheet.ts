/** The sheets that there are. */
export type SheetName = "about" | "figures" | "invite" | "keys" | "menu";

/** A sheet that was asked for. */
export interface AskedSheet {
  readonly name: SheetName;
  /** The second of the film that an invitation leads to. */
  readonly atS?: number;
  /** Where it was asked for, in px from the window's top left; the middle where nobody pointed. */
  readonly at?: { readonly x: number; readonly y: number };
}
