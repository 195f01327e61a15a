/** A page that is nothing but a film: what ours is compared with. */
export interface BareServer {
  /**
   * The page's address.
   *
   * @param film where its film comes from
   */
  address(film: string, options: { readonly plays: boolean }): string;
  close(): Promise<void>;
}

/** Serves it on a free port; its film comes from the same server as that of our page. */
export function serveBare(): BareServer {
  const server = Deno.serve({
    port: 0,
    hostname: "127.0.0.1",
    onListen: () => {},
  }, (request) => {
    const { searchParams } = new URL(request.url);
    const film = new URL(searchParams.get("film") ?? "", request.url).href
      .replaceAll('"', "%22");
    const autoplay = searchParams.has("plays") ? " autoplay" : "";
    return new Response(
      `<!doctype html><html lang="en"><title>bare</title>` +
        `<style>body{margin:0;background:#000}video{width:100%}</style>` +
        `<video src="${film}" preload="auto" playsinline${autoplay}></video>`,
      { headers: { "content-type": "text/html; charset=utf-8" } },
    );
  });
  return {
    address: (film, { plays }) =>
      `http://127.0.0.1:${server.addr.port}/?film=${encodeURIComponent(film)}` +
      (plays ? "&plays=1" : ""),
    close: () => server.shutdown(),
  };
}
