import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { formatHms } from "@/lib/base/mod.ts";
import { SETTINGS_WORDS } from "@/lib/i18n/mod.ts";
import { useRoom, useSay } from "../room_context.ts";
import { canThrow, throwPicture } from "./throw_picture.ts";
import { saveScreenshot } from "./screenshot.ts";

/** What can be done here with the picture, each with its word: save it, take it out of the page. */
export function useShots(): readonly (readonly [
  word: string,
  act: () => void,
])[] {
  const { video, view, toasts } = useRoom();
  const t = useSay(SETTINGS_WORDS);
  const hasPip = useSignal(false);
  const hasScreen = useSignal(false);
  useEffect(() => {
    hasPip.value = document.pictureInPictureEnabled === true;
    const element = video.peek();
    if (element === null) return;
    return canThrow(element, (can) => hasScreen.value = can);
  }, []);
  const shoot = async (withDanmaku: boolean) => {
    const element = video.value;
    if (element === null) return;
    const { title, positionS } = view.value;
    const at = formatHms(positionS).replaceAll(":", "-");
    const fault = await saveScreenshot(element, {
      name: `${title} ${at}`,
      over: withDanmaku
        ? document.querySelectorAll<HTMLCanvasElement>(".danmaku canvas")
        : [],
    });
    if (fault === null) return;
    const reason = t(fault === "empty" ? "shotEmpty" : "shotTainted");
    toasts.add(t("shotFailed", { reason }));
  };
  const leavePage = () => {
    const change = document.pictureInPictureElement === null
      ? video.value?.requestPictureInPicture()
      : document.exitPictureInPicture();
    change?.catch(() => toasts.add(t("pipFailed")));
  };
  const toScreen = () => {
    if (video.value === null) return;
    // Who closes the list of screens has changed their mind.
    throwPicture(video.value).catch(() => {});
  };
  return [
    [t("screenshot"), () => void shoot(false)],
    [t("shotWithDanmaku"), () => void shoot(true)],
    ...(hasPip.value ? [[t("pip"), leavePage] as const] : []),
    ...(hasScreen.value ? [[t("cast"), toScreen] as const] : []),
  ];
}
