import { readAss } from "./ass.ts";
import { inOrder, type Subtitle, type SubtitleFormat } from "./cue.ts";
import { readBlocks } from "./srt.ts";

/**
 * Reads a subtitle file whose bytes are text already. What it is written in is told by what it
 * holds, since names lie.
 *
 * @throws {SyntaxError} where no cue is found in it
 */
export function parseSubtitle(raw: string): Subtitle {
  const text = raw.replace(/^\ufeff/, "").replace(/\r\n?/g, "\n");
  const format = formatOf(text);
  const cues = inOrder(format === "ass" ? readAss(text) : readBlocks(text));
  if (cues.length === 0) {
    throw new SyntaxError(
      "Cannot read the subtitles as no line with times was found",
    );
  }
  return { format, cues };
}

function formatOf(text: string): SubtitleFormat {
  if (/^WEBVTT(?:[ \t\n]|$)/.test(text)) return "vtt";
  const head = text.slice(0, 64 * 1024);
  return /^[ \t]*\[(?:script info|v4\+? styles|events)\]/im.test(head)
    ? "ass"
    : "srt";
}
