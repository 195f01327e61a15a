import assert from "node:assert/strict";
import { eventually } from "./eventually.ts";
import { openOtherSite, type OtherSite } from "./other_site.ts";
import type { Viewer } from "./viewer.ts";
import type { World } from "./world.ts";

/** A film of the server, in the list from which it is chosen. */
export function filmOf(viewer: Viewer, name: RegExp) {
  return viewer.part("source-library").getByRole("button", { name });
}

/** Takes a link as the film, for whom the panel says. */
export async function takeLink(viewer: Viewer, address: string): Promise<void> {
  await viewer.part("source-url").fill(address);
  await viewer.part("source-apply").click();
}

/** Waits until a picture of an address is there. */
export async function watches(viewer: Viewer, address: RegExp): Promise<void> {
  await eventually(async () => {
    const { source, readyState } = await viewer.film();
    assert.match(source, address);
    assert.ok(readyState >= 2, `${viewer.name} has no picture of ${source}`);
  });
}

/** Waits until the line of facts tells one. */
export async function tells(viewer: Viewer, fact: RegExp): Promise<void> {
  await eventually(async () =>
    assert.match(await viewer.part("info").innerText(), fact)
  );
}

/** How the page writes the size of a film of the server. */
export async function sizeOf(world: World, name: string): Promise<string> {
  return shown((await Deno.stat(`${world.app.mediaDir}/${name}`)).size);
}

/** How the page writes a size. */
export function shown(bytes: number): string {
  return `${Number((bytes / 1024).toFixed(2))} KB`;
}

/** Acts with another site that has `short.mp4`, which viewers who `visit` may reach. */
export async function withSite(
  world: World,
  act: (
    site: OtherSite,
    visit: (name: string) => Promise<Viewer>,
  ) => Promise<void>,
): Promise<void> {
  const bytes = await Deno.readFile(`${world.app.mediaDir}/short.mp4`);
  const site = openOtherSite(bytes);
  try {
    await act(site, async (name) => {
      const viewer = await world.enter(name);
      viewer.allowHost(site.origin);
      return viewer;
    });
  } finally {
    await site.close();
  }
}
