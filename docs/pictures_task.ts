/**
 * `deno task pictures`: makes docs/pictures/ anew, which both READMEs show. A real server, a film
 * made by ffmpeg, and two viewers in Debian's Chromium for each language: one at a desk, one with
 * a phone.
 */
import type { Browser } from "playwright-core";
import { type AppServer, startApp } from "../tests/browser/app_server.ts";
import { launchChromium } from "../tests/browser/chromium.ts";
import { eventually } from "../tests/browser/eventually.ts";
import { Viewer } from "../tests/browser/viewer.ts";
import { makePictureFilm } from "./picture_film.ts";

const FOLDER = new URL("pictures/", import.meta.url);
/** Good enough for words, small enough for a README. */
const JPEG_QUALITY = 82;
/** How long a danmaku needs to be well inside the picture, in ms. */
const ROLL_MS = 2200;

/** Who they are and what they say, by the language of the page. */
const SCENES = {
  en: {
    locale: "en-US",
    room: "Friday night",
    film: "An evening in the hills",
    notice: "Tea is ready when you are",
    danmaku: "that light!",
    element: "Wait for the next shot",
    answer: "Here it comes",
  },
  "zh-CN": {
    locale: "zh-CN",
    room: "周五晚上",
    film: "山间的傍晚",
    notice: "茶泡好了，等你们",
    danmaku: "这光线太美了",
    element: "注意下一个镜头",
    answer: "来了来了",
  },
} as const;
type Scene = (typeof SCENES)[keyof typeof SCENES];

const DESK = { width: 1280, height: 800 };
const PHONE = { width: 390, height: 844 };

async function takePictures(
  app: AppServer,
  browser: Browser,
  language: string,
  scene: Scene,
): Promise<void> {
  const { room } = scene;
  const arrive = async (name: string, isPhone: boolean) => {
    const context = await browser.newContext({
      locale: scene.locale,
      viewport: isPhone ? PHONE : DESK,
      deviceScaleFactor: isPhone ? 2 : 1,
      isMobile: isPhone,
      hasTouch: isPhone,
    });
    const page = await context.newPage();
    const viewer = new Viewer({ page, context, name, origin: app.origin });
    const query = new URLSearchParams({ u: name, room });
    await viewer.enter(`${app.origin}/?${query}`);
    return viewer;
  };
  const desk = await arrive("小雨", false);
  const phone = await arrive("Alice", true);
  await desk.part("source-library").getByText(scene.film).click();
  await eventually(async () => {
    const { durationS } = await phone.film();
    if (durationS < 1000) throw new Error("The film is not there yet");
  });
  await desk.part("all-seek").fill("0:42:17");
  await desk.part("all-seek").press("Enter");
  await desk.part("all-play").click();
  await desk.plays();
  await phone.plays();
  await desk.says(scene.notice, { kind: "notice" });
  await phone.says(scene.answer, { kind: "notice" });
  await desk.row("Alice").getByTestId("gap").waitFor();
  // What was told at the start has gone from over the picture by then.
  await eventually(async () => {
    const toasts = await desk.page.locator(".toasts > *").count();
    if (toasts > 0) throw new Error("Something is still told");
  });
  await phone.says(scene.danmaku, { kind: "danmaku" });
  await desk.says(scene.element);
  await phone.part("overlay-message").first().waitFor();
  await new Promise((resolve) => setTimeout(resolve, ROLL_MS));
  // Those who look see the film, not where something was typed last.
  for (const { page } of [desk, phone]) {
    await page.evaluate(() => {
      const { activeElement } = document;
      if (activeElement instanceof HTMLElement) activeElement.blur();
      document.scrollingElement?.scrollTo(0, 0);
      for (const box of document.querySelectorAll("main, aside")) {
        box.scrollTo(0, 0);
      }
    });
  }
  for (const [viewer, what] of [[desk, "desktop"], [phone, "phone"]] as const) {
    const { pathname } = new URL(`${what}.${language}.jpg`, FOLDER);
    await viewer.page.screenshot({
      path: decodeURIComponent(pathname),
      type: "jpeg",
      quality: JPEG_QUALITY,
    });
  }
  await desk.context.close();
  await phone.context.close();
}

if (import.meta.main) {
  const app = await startApp();
  let browser: Browser | null = null;
  try {
    await Deno.mkdir(FOLDER, { recursive: true });
    browser = await launchChromium({
      args: ["--autoplay-policy=no-user-gesture-required"],
    });
    for (const [language, scene] of Object.entries(SCENES)) {
      const path = `${app.mediaDir}/${scene.film}.mp4`;
      await makePictureFilm(path);
      await takePictures(app, browser, language, scene);
      await Deno.remove(path);
      console.log(`Took the pictures in ${language}`);
    }
  } finally {
    await browser?.close();
    await app.close();
  }
  Deno.exit(0);
}
