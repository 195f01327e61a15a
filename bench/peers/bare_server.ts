/**
 * What Deno's own server does at best: no file, no router, one buffer that is sent again and again.
 * Its port and folder are arguments; of the film only the size is looked at.
 */
const PIECE_BYTES = 1024 * 1024;
const [port, folder] = Deno.args;
const piece = new Uint8Array(PIECE_BYTES).fill(7);
const { size } = Deno.statSync(`${folder}/media/film.mp4`);

Deno.serve({
  port: Number(port),
  hostname: "127.0.0.1",
  onListen: () => {},
}, ({ headers }) => {
  const asked = /^bytes=(\d+)-(\d*)$/.exec(headers.get("range") ?? "");
  const first = Number(asked?.[1] ?? 0);
  const last = Number(asked?.[2] || size - 1);
  let left = last - first + 1;
  const answer = new Headers();
  answer.set("content-length", String(left));
  if (asked !== null) {
    answer.set("content-range", `bytes ${first}-${last}/${size}`);
  }
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull(controller) {
      const next = piece.subarray(0, Math.min(left, PIECE_BYTES));
      left -= next.length;
      controller.enqueue(next);
      if (left === 0) controller.close();
    },
  }, { highWaterMark: 0 });
  return new Response(body, {
    status: asked === null ? 200 : 206,
    headers: answer,
  });
});
