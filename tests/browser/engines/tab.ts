/** A browser that the page is tried in. */
export type EngineName = "chromium" | "firefox" | "webkit";

/** One page of a browser, whichever driver moves it: what all three can do alike. */
export interface Tab {
  readonly engine: EngineName;
  open(address: string): Promise<void>;
  /** Runs a function in the page; it can use nothing from outside but its argument. */
  run<A, T>(act: (arg: A) => T | Promise<T>, arg: A): Promise<T>;
  /** A real press of the mouse on the one element that a selector finds. */
  press(selector: string): Promise<void>;
  /** Puts text into the one field that a selector finds, key by key, and presses Enter. */
  type(selector: string, text: string): Promise<void>;
}

/** A browser that runs. */
export interface Browser {
  readonly engine: EngineName;
  newTab(): Promise<Tab>;
  close(): Promise<void>;
}
