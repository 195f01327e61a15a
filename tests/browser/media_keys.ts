import type { Viewer } from "./viewer.ts";

/** What the system was given by a page, and its keys. */
export interface SystemMedia {
  press(action: MediaSessionAction): Promise<void>;
  title(): Promise<string | undefined>;
  state(): Promise<MediaSessionPlaybackState>;
}

/** Stands in for the system whose media keys a page takes; before the page is opened. */
export async function systemMediaOf({ page }: Viewer): Promise<SystemMedia> {
  await page.addInitScript(() => {
    const handlers = new Map<string, (details: object) => void>();
    Reflect.set(globalThis, "mediaKeys", handlers);
    const session = navigator.mediaSession;
    session.setActionHandler = (action, handler) => {
      if (handler === null) handlers.delete(action);
      else {handlers.set(action, (details) =>
          Reflect.apply(handler, undefined, [details]));}
    };
  });
  return {
    async press(action) {
      // What takes them comes after the page.
      await page.waitForFunction(
        (name) => Reflect.get(globalThis, "mediaKeys").has(name),
        action,
      );
      await page.evaluate((name) => {
        const handler: unknown = Reflect.get(globalThis, "mediaKeys").get(name);
        if (typeof handler !== "function") throw new Error(`No key ${name}`);
        handler({ action: name });
      }, action);
    },
    title: () => page.evaluate(() => navigator.mediaSession.metadata?.title),
    state: () => page.evaluate(() => navigator.mediaSession.playbackState),
  };
}
