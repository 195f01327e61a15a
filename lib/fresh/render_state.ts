import { type ComponentChildren, createContext } from "preact";
import type { Island } from "./build.ts";

/** JSX handed to an island, rendered by the server only. */
export interface Slot {
  /** What the island was given. */
  readonly children: ComponentChildren;
  /** Whether the island put it into its output. */
  shown: boolean;
}

/** Stands for JSX among an island's props; the client finds its markup. */
export class SlotRef {
  /** Index into the page's slots. */
  readonly index: number;

  /** @param index Index into the page's slots */
  constructor(index: number) {
    this.index = index;
  }
}

/** One island on the page and what it was given. */
export interface IslandUse {
  readonly island: Island;
  readonly props: Record<string, unknown>;
}

/** What is collected while one page renders. */
export interface RenderState {
  /** Allows the page's inline scripts and styles under a CSP. */
  readonly nonce: string;
  /** Islands of the app by component. */
  readonly islands: ReadonlyMap<unknown, Island>;
  /** Islands on this page, in order. */
  readonly uses: IslandUse[];
  /** JSX given to islands. */
  readonly slots: Slot[];
  /** Children of `<Head>`. */
  readonly heads: ComponentChildren[];
  /** Whether `<body>` was rendered. */
  bodySeen: boolean;
}

/** Where in the page a component renders. */
export interface RenderPlace {
  readonly state: RenderState;
  /** Inside an island everything belongs to that island. */
  readonly inIsland: boolean;
}

/** Null in the browser and outside of a page. */
export const RenderContext = createContext<RenderPlace | null>(null);
