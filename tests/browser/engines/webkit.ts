import { freePort } from "../../free_port.ts";
import { eventually } from "../eventually.ts";
import { comesToRest } from "./at_rest.ts";
import type { Browser } from "./tab.ts";
import { findElement, openSession, type Session } from "./web_driver.ts";

const LIBRARIES = "/usr/lib";
/** The key Enter among WebDriver's keys; section 17.4.2. */
const ENTER = "\uE007";

/** WebKitGTK's MiniBrowser by its WebDriver, on a screen of its own. One tab for each browser. */
export async function openWebKit(): Promise<Browser> {
  const ends: (() => Promise<void>)[] = [];
  const close = async () => {
    for (const end of ends.reverse()) await end().catch(() => {});
  };
  try {
    const display = await openScreen(ends);
    const port = freePort();
    const driver = new Deno.Command("WebKitWebDriver", {
      args: [`--port=${port}`],
      env: { DISPLAY: display, GDK_BACKEND: "x11", LIBGL_ALWAYS_SOFTWARE: "1" },
      ...SILENT,
    }).spawn();
    ends.push(() => end(driver));
    const at = `http://127.0.0.1:${port}`;
    await eventually(async () => {
      await (await fetch(`${at}/status`)).body?.cancel();
    });
    const session = await openSession(at, {
      "webkitgtk:browserOptions": {
        binary: await findMiniBrowser(),
        args: ["--automation", "--autoplay-policy=allow"],
      },
    });
    ends.push(async () => {
      await session.send("DELETE", "");
    });
    await session.send("POST", "/timeouts", { script: 30_000 });
    return {
      engine: "webkit",
      newTab: () => Promise.resolve(tabOf(session)),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

const SILENT = { stdin: "null", stdout: "null", stderr: "null" } as const;

function tabOf(session: Session): Awaited<ReturnType<Browser["newTab"]>> {
  const run = async <A, T>(
    act: (arg: A) => T | Promise<T>,
    arg: A,
  ): Promise<T> => {
    const script = `const [arg, done] = arguments;
      Promise.resolve(arg).then(${act}).then(
        (value) => done({ value }), (error) => done({ error: String(error) }))`;
    const answer = await session.send("POST", "/execute/async", {
      script,
      args: [arg ?? null],
    }) as { value: T; error?: string };
    if (answer.error !== undefined) throw new Error(answer.error);
    return answer.value;
  };
  return {
    engine: "webkit",
    open: async (address) => {
      await session.send("POST", "/url", { url: address });
    },
    run,
    press: (selector) =>
      eventually(async () => {
        await run(comesToRest, selector);
        const id = await findElement(session, selector);
        await session.send("POST", `/element/${id}/click`);
      }),
    type: async (selector, text) => {
      const id = await eventually(() => findElement(session, selector));
      await session.send("POST", `/element/${id}/value`, {
        text: text + ENTER,
      });
    },
  };
}

/** Xvfb picks a free number and tells it. */
async function openScreen(ends: (() => Promise<void>)[]): Promise<string> {
  const screen = new Deno.Command("Xvfb", {
    args: [
      "-displayfd",
      "1",
      "-screen",
      "0",
      "1280x900x24",
      "-nolisten",
      "tcp",
    ],
    stdin: "null",
    stdout: "piped",
    stderr: "null",
  }).spawn();
  ends.push(() => end(screen));
  const reader = screen.stdout.getReader();
  const { value } = await reader.read();
  ends.push(() => reader.cancel());
  return `:${new TextDecoder().decode(value).trim()}`;
}

async function end(child: Deno.ChildProcess): Promise<void> {
  child.kill("SIGTERM");
  await child.status;
}

/** Debian keeps it beside its library, in a folder named after machine and version. */
async function findMiniBrowser(): Promise<string> {
  for await (const { name: machine } of Deno.readDir(LIBRARIES)) {
    for (const version of ["4.1", "4.0", "6.0"]) {
      const name = version === "6.0" ? "webkitgtk" : "webkit2gtk";
      const path = `${LIBRARIES}/${machine}/${name}-${version}/MiniBrowser`;
      const found = await Deno.stat(path).catch(() => null);
      if (found?.isFile) return path;
    }
  }
  throw new Error("Cannot find MiniBrowser: install webkit2gtk-driver");
}
