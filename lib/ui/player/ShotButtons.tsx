import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { formatHms } from "@/lib/base/mod.ts";
import { SETTINGS_WORDS } from "@/lib/i18n/mod.ts";
import { useRoom, useSay } from "../room_context.ts";
import { saveScreenshot } from "./screenshot.ts";

/** What is done with the picture now and then: save it, or take it out of the page. */
export function ShotButtons() {
  const { video, view, toasts } = useRoom();
  const t = useSay(SETTINGS_WORDS);
  const hasPip = useSignal(false);
  useEffect(() => {
    hasPip.value = document.pictureInPictureEnabled === true;
  }, []);
  const shoot = async () => {
    const element = video.value;
    if (element === null) return;
    const { title, positionS } = view.value;
    const at = formatHms(positionS).replaceAll(":", "-");
    const fault = await saveScreenshot(element, `${title} ${at}`);
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
  return (
    <div class="menu-row buttons">
      <button type="button" class="btn small" onClick={shoot}>
        {t("screenshot")}
      </button>
      {hasPip.value && (
        <button type="button" class="btn small" onClick={leavePage}>
          {t("pip")}
        </button>
      )}
    </div>
  );
}
