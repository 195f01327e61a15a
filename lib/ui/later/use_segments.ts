import {
  type ReadonlySignal,
  useSignal,
  useSignalEffect,
} from "@preact/signals";
import { useRoom } from "../room_context.ts";
import { getJson, reasonOf } from "./get_json.ts";
import { readSegments, type ShownSegment } from "./segment.ts";

/** Time between two looks at the transfers, in ms. */
const LOOK_MS = 2000;

/** What the page knows of the server's transfers to this viewer. */
export type Segments =
  | { readonly state: "loading" }
  | { readonly state: "ready"; readonly segments: readonly ShownSegment[] }
  | { readonly state: "failed"; readonly reason: string };

/** The server's last transfers to this viewer, looked up while somebody looks at them. */
export function useSegments(
  visible: ReadonlySignal<boolean>,
): ReadonlySignal<Segments> {
  const { session } = useRoom();
  const known = useSignal<Segments>({ state: "loading" });
  useSignalEffect(() => {
    const viewer = session.me.value?.id;
    if (viewer === undefined || !visible.value) return;
    // Where the room is not reached nobody answers this either.
    if (session.link.value.state !== "open") return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isOver = false;
    const look = async () => {
      const found = await ask(viewer);
      if (isOver) return;
      known.value = found;
      // After the answer: a slow server is not asked twice at a time.
      timer = setTimeout(look, LOOK_MS);
    };
    look();
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  });
  return known;
}

async function ask(viewer: string): Promise<Segments> {
  const address = `/api/segments?v=${encodeURIComponent(viewer)}`;
  try {
    return { state: "ready", segments: readSegments(await getJson(address)) };
  } catch (error) {
    return { state: "failed", reason: reasonOf(error) };
  }
}
