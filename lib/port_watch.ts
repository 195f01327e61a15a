/** What came of a knock at a port of our own. */
export type Knocked =
  /** Somebody listens. */
  | "there"
  /** Nobody does. */
  | "gone"
  /** That cannot be told, as where no more files may be opened. */
  | "unknown";

/** How often it is looked at, in ms. */
const LOOK_MS = 2000;

/** What watching a port needs. */
export interface PortWatchParts {
  readonly knock: () => Promise<Knocked>;
  /** Listens anew; false where there was no need. Throws where that cannot be done yet. */
  readonly listenAgain: () => Promise<boolean>;
  /** Hears that it listens again, or why not. */
  readonly onLook: (error: Error | null) => void;
  /** Calls once after a delay in ms; gives back how to call it off. */
  readonly after: (delayMs: number, callback: () => void) => () => void;
}

/**
 * Watches whether a port is listened at. Deno (2.9) takes nobody in any more, and says nothing, once
 * it could not take one in since too many files were open; what is under way goes on.
 *
 * @returns how to stop
 */
export function watchPort(
  { knock, listenAgain, onLook, after }: PortWatchParts,
): () => void {
  let isClosed = false;
  let cancel = () => {};
  const look = async (): Promise<void> => {
    try {
      const isGone = await knock() === "gone";
      if (isGone && !isClosed && await listenAgain()) onLook(null);
    } catch (error) {
      onLook(error instanceof Error ? error : new Error(String(error)));
    }
    if (!isClosed) cancel = after(LOOK_MS, () => void look());
  };
  cancel = after(LOOK_MS, () => void look());
  return () => {
    isClosed = true;
    cancel();
  };
}

/** Knocks at an address and port; nothing is said there. */
export async function knockAt(
  address: { readonly hostname: string; readonly port: number },
): Promise<Knocked> {
  try {
    (await Deno.connect(address)).close();
    return "there";
  } catch (error) {
    return error instanceof Deno.errors.ConnectionRefused ? "gone" : "unknown";
  }
}
