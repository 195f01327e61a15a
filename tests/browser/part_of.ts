/** Answers as a plain file server does: the range that is asked for, or all of it; nothing but its head to HEAD. */
export function partOf(
  bytes: Uint8Array<ArrayBuffer>,
  request: Request,
  headers: Headers,
): Response {
  const answer = (part: Uint8Array<ArrayBuffer>, status: number) => {
    headers.set("content-length", String(part.length));
    const body = request.method === "HEAD" ? null : part;
    return new Response(body, { status, headers });
  };
  const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.get("range") ?? "");
  if (range === null) return answer(bytes, 200);
  const first = Number(range[1]);
  const last = range[2] === "" ? bytes.length - 1 : Number(range[2]);
  const part = bytes.subarray(first, last + 1);
  const end = first + part.length - 1;
  headers.set("content-range", `bytes ${first}-${end}/${bytes.length}`);
  return answer(part, 206);
}
