/**
 * Development only: an event stream that says which server this is. After a
 * restart the page's EventSource connects again and hears another name.
 *
 * @param id Name of this build
 */
export function reloadResponse(id: string): Response {
  const text = `retry: 200\ndata: ${id} ${performance.timeOrigin}\n\n`;
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      // Left open on purpose: it ends with the process.
      controller.enqueue(new TextEncoder().encode(text));
    },
  });
  return new Response(body, {
    headers: {
      "content-type": "text/event-stream",
      "cache-control": "no-cache",
    },
  });
}
