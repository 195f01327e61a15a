import assert from "node:assert/strict";
import { fromFileUrl } from "../../faults/paths.ts";
import { ffmpegRunner } from "@/lib/media/preview/run_ffmpeg.ts";
import { stillArgs } from "@/lib/media/preview/still_args.ts";
import { systemTimers } from "@/lib/media/timers.ts";

Deno.test("ffmpegRunner() gets a small JPEG of the demo film, nothing past its end, and no list by another name", async () => {
  const run = ffmpegRunner(systemTimers);
  const still = (path: string, atS: number) =>
    run(stillArgs({ name: "001.mp4", path, atS }) ?? []);
  const demo = fromFileUrl("../../static/001.mp4");
  const ran = await still(demo, 20);
  assert.ok(ran.type === "wrote", ran.type);
  assert.deepEqual([...ran.bytes.subarray(0, 2)], [0xff, 0xd8]);
  assert.ok(ran.bytes.length < 20_000, `${ran.bytes.length} bytes`);
  assert.deepEqual(await still(demo, 3600), {
    type: "wrote",
    bytes: new Uint8Array(),
  });
  const folder = await Deno.makeTempDir();
  try {
    const path = `${folder}/001.mp4`;
    await Deno.writeTextFile(path, `ffconcat version 1.0\nfile ${demo}\n`);
    assert.deepEqual(await still(path, 0), { type: "stopped" });
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
