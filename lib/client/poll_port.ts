import type { SocketEvents, SocketPort } from "./ports.ts";

/** The header that names a polled link; see docs/protocol.md. */
const LINK_HEADER = "x-17kan-link";
/** The code of a link that broke without a word, as in RFC 6455 7.1.5. */
const BROKEN = 1006;
/** The status of a link that has ended. */
const GONE = 410;
/** Most that one request carries, in UTF-16 units; the server takes 64 KiB. */
const BODY_UNITS_MAX = 16 * 1024;
/**
 * How long a request that says something may take, in ms, and for each UTF-16 unit that it carries as
 * much more: it is answered at once, and that it hangs is not noticed by the other one, by which the
 * server is heard.
 */
const SAID_WITHIN_MS = 4000;
const SAID_UNIT_MS = 1;

/**
 * A link by polling, for where no WebSocket gets through: one request that waits for what the
 * server says, and one at a time for what is said to it. Frames are the same, one a line.
 */
export function openPoll(
  { url, events, fetch, nowMs, after }: {
    /** `/sync/poll` with name and room. */
    readonly url: string;
    readonly events: SocketEvents;
    readonly fetch: typeof globalThis.fetch;
    readonly nowMs: () => number;
    /** Calls once after a delay in ms; gives back how to call it off. */
    readonly after: (delayMs: number, callback: () => void) => () => void;
  },
): SocketPort {
  const ending = new AbortController();
  let id: string | null = null;
  let queue: string[] = [];
  let isGiving = false;
  let isOver = false;

  const end = (code: number): void => {
    if (isOver) return;
    isOver = true;
    ending.abort();
    events.onClose(code);
  };
  const ask = async (
    method: "GET" | "POST" | "DELETE",
    body?: string,
  ): Promise<Response> => {
    const response = await fetch(url, {
      method,
      cache: "no-store",
      credentials: "same-origin",
      headers: id === null ? {} : { [LINK_HEADER]: id },
      ...(body === undefined ? {} : { body }),
      // What says goodbye outlives the page.
      ...(method === "DELETE"
        ? { keepalive: true }
        : { signal: ending.signal }),
    });
    // What is said to a link that has ended is lost; the question under way tells why it ended.
    if (response.status === GONE && method === "POST") return response;
    if (!response.ok) throw new Error(`Cannot poll: ${response.status}`);
    return response;
  };
  const give = async (): Promise<void> => {
    if (isGiving || id === null) return;
    isGiving = true;
    while (queue.length > 0 && !isOver) {
      let units = 0;
      let count = 0;
      while (count < queue.length) {
        units += queue[count]?.length ?? 0;
        if (count > 0 && units > BODY_UNITS_MAX) break;
        count++;
      }
      const body = queue.slice(0, count).join("\n");
      queue = queue.slice(count);
      const cancel = after(
        SAID_WITHIN_MS + body.length * SAID_UNIT_MS,
        () => end(BROKEN),
      );
      await ask("POST", body).finally(cancel);
    }
    isGiving = false;
  };
  const take = async (): Promise<void> => {
    while (!isOver) {
      const response = await ask("GET");
      const text = await response.text();
      const receivedMs = nowMs();
      for (const frame of text.split("\n")) {
        if (frame !== "" && !isOver) events.onFrame(frame, receivedMs);
      }
      const code = Number(response.headers.get("x-17kan-close"));
      if (code > 0) end(code);
    }
  };
  const run = async (): Promise<void> => {
    const response = await ask("POST");
    const name = response.headers.get(LINK_HEADER);
    if (name === null || isOver) return end(BROKEN);
    id = name;
    events.onOpen();
    await take();
  };

  run().catch(() => end(BROKEN));
  return {
    send: (frame) => {
      if (isOver || id === null) return false;
      queue.push(frame);
      give().catch(() => end(BROKEN));
      return true;
    },
    close: () => {
      if (isOver) return;
      isOver = true;
      ending.abort();
      if (id !== null) ask("DELETE").catch(() => {});
    },
  };
}
