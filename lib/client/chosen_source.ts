import {
  cleanTitle,
  type Source,
  TITLE_UNITS_MAX,
} from "@/lib/protocol/mod.ts";
import type { Choice } from "./watching.ts";

/** The source that the room is told where a viewer chooses it for everyone. */
export function chosenSource(choice: Choice): Source {
  switch (choice.kind) {
    case "film":
      return { kind: "film", path: choice.path };
    case "link":
      return { kind: "link", url: choice.url };
    case "local":
      return {
        kind: "local",
        name: cleanTitle(choice.file.name, TITLE_UNITS_MAX),
        fingerprint: {
          sizeBytes: choice.file.size,
          durationS: null,
          hash: null,
        },
      };
  }
}
