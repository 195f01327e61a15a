/** What Deno's sockets take beside what the DOM's types know. */
interface Options {
  readonly client: Deno.HttpClient;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A socket that trusts other certificates and says from which page it comes. */
export function openSocket(url: string, options: Options): WebSocket {
  const socket: unknown = Reflect.construct(WebSocket, [url, options]);
  if (socket instanceof WebSocket) return socket;
  throw new TypeError("Cannot open a socket");
}
