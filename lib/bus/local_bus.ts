import type { Bus, Post } from "./bus.ts";

/** A bus for one process: who listens hears at once. */
export function createLocalBus(): Bus {
  const listeners = new Map<string, Set<(post: Post) => void>>();
  return {
    publish: (room, post) => {
      for (const listener of listeners.get(room) ?? []) listener(post);
    },
    subscribe: (room, listener) => {
      const those = listeners.get(room) ?? new Set();
      listeners.set(room, those.add(listener));
      return () => {
        those.delete(listener);
        if (those.size === 0) listeners.delete(room);
      };
    },
  };
}
