import { Centre } from "@/lib/ui/overlay/Centre.tsx";
import {
  LineMessages,
  Spoken,
  Toasts,
} from "@/lib/ui/overlay/LineMessages.tsx";
import { Net } from "@/lib/ui/overlay/Net.tsx";
import { Prompts } from "@/lib/ui/overlay/Prompts.tsx";
import { LatePart } from "@/lib/ui/mod.ts";
import Guard from "./Guard.tsx";

/** All that lies over the picture, in rows of one grid so that nothing covers anything else. */
export default function Overlay() {
  return (
    <>
      <div class="over-top">
        <Guard />
        <LatePart name="group" />
        <Prompts />
      </div>
      <div class="over-mid">
        <LineMessages />
        <LatePart name="subtitles" />
        <div class="centre">
          <Centre />
        </div>
      </div>
      <Toasts />
      <div class="over-low">
        <LatePart name="forecast" />
        <LatePart name="gaps" />
        <Net />
      </div>
      <LatePart name="past" />
      <Spoken />
    </>
  );
}
