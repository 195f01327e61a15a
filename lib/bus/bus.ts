/** A frame on its way to a room's links, wherever they are. */
export interface Post {
  /** All viewers of the room, or one of them by id. */
  readonly to: "all" | { readonly viewer: string };
  /** The event, serialised once for all links. */
  readonly frame: string;
  /**
   * `now`, before what waits; `in-order`, behind all that are; or `skippable`: a link that is behind
   * may go without it, since a newer one follows soon.
   */
  readonly haste: "now" | "in-order" | "skippable";
}

/** Carries frames from the process that decides for a room to all that hold links of it. */
export interface Bus {
  /** Hands a frame to everybody who listens to the room. */
  publish(room: string, post: Post): void;
  /** Listens to a room; gives back how to stop. */
  subscribe(room: string, listener: (post: Post) => void): () => void;
}
