import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";

/** Rings of white around a code, in modules: ISO/IEC 18004 asks for four. */
const QUIET = 4;

/** A text as a QR code; the place of it until its code is there. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const code = useSignal<
    { readonly of: string; readonly path: string; readonly size: number } | null
  >(null);
  useEffect(() => {
    let isOver = false;
    import("./qr_path.ts").then(({ qrPath }) => {
      if (!isOver) code.value = { of: text, ...qrPath(text) };
      // Without it the link is still there to be copied.
    }, () => {});
    return () => {
      isOver = true;
    };
  }, [text]);
  const { path = "", size = 1 } = code.value?.of === text ? code.value : {};
  const side = size + 2 * QUIET;
  return (
    <svg
      class="qr"
      role="img"
      aria-label={label}
      viewBox={`${-QUIET} ${-QUIET} ${side} ${side}`}
      shape-rendering="crispEdges"
    >
      <path fill="#000" d={path} />
    </svg>
  );
}
