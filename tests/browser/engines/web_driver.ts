/** A WebDriver session, as far as the tests need one; W3C WebDriver, sections 8 to 14. */
export interface Session {
  /** @throws {Error} with the driver's own words where a command fails */
  send(
    method: "GET" | "POST" | "DELETE",
    path: string,
    body?: Readonly<Record<string, unknown>>,
  ): Promise<unknown>;
}

/** How an element is named on the wire; section 12. */
const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";

/** Opens a session with a driver that listens at an address. */
export async function openSession(
  driver: string,
  capabilities: Readonly<Record<string, unknown>>,
): Promise<Session> {
  const opened = await send(driver, "POST", "/session", {
    capabilities: { alwaysMatch: capabilities },
  });
  const id = textIn(opened, "sessionId");
  return {
    send: (method, path, body) =>
      send(driver, method, `/session/${id}${path}`, body),
  };
}

/** The one element that a selector finds. */
export async function findElement(
  session: Session,
  selector: string,
): Promise<string> {
  const found = await session.send("POST", "/element", {
    using: "css selector",
    value: selector,
  });
  return textIn(found, ELEMENT);
}

async function send(
  driver: string,
  method: string,
  path: string,
  body?: Readonly<Record<string, unknown>>,
): Promise<unknown> {
  const answer = await fetch(driver + path, {
    method,
    ...(method === "POST" ? { body: JSON.stringify(body ?? {}) } : {}),
  });
  const { value }: { readonly value: unknown } = await answer.json();
  if (answer.ok) return value;
  throw new Error(`Cannot ${method} ${path}: ${JSON.stringify(value)}`);
}

function textIn(value: unknown, key: string): string {
  const found = typeof value === "object" && value !== null
    ? Object.entries(value).find(([name]) => name === key)?.[1]
    : undefined;
  if (typeof found === "string") return found;
  throw new TypeError(`Cannot find "${key}" in ${JSON.stringify(value)}`);
}
