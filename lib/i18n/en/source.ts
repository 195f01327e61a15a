import type { Dictionary } from "../dictionary.ts";

/** In English; see `zh/source.ts`. */
export const source: Dictionary["source"] = {
  roomWatches: "The room watches",
  iWatch: "I watch",
  scope: "Change it for",
  scopeAll: "everyone",
  scopeMe: "only me",
  library: "Films on the server",
  loading: "Reading the list of films…",
  noFilms:
    "The folder is empty. Put films into the server's media folder and they appear here.",
  libraryFailed: "The list of films could not be read: {reason}",
  retry: "Try again",
  findFilm: "Find a film",
  filmsShown: "{shown} of {count} shown",
  notAllFilms:
    "The folder is too large or too deep: only a part of its films is listed.",
  noSuchFilm: "No film has such a name",
  now: "now",
  link: "External link",
  linkHint: "https://…/film.mp4",
  apply: "Switch",
  file: "Local file",
  fileHelp:
    "Nothing is uploaded. For everyone, each viewer picks their own copy of the same film.",
  pick: "Choose a file",
  pickCopy: "Choose my copy",
  version:
    "Your file is not the room's: perhaps another version. Times may differ, and the guard does not wait for you. You can choose another.",
  "told-same": "Your file is the same as the room's",
  "told-version":
    "Your file is not the room's: perhaps another version, so times may differ",
  "told-different":
    "Your file is another film than the room's, please choose another",
  shift: "Mine is later by (s)",
  align: "Align with the room",
  shiftHelp:
    "For an opening of another length. Fill in the seconds, negative where yours is earlier; or seek to the picture that the room shows and press “Align with the room”.",
  different:
    "Your file is another film than the room's. Choose your copy of the same one.",
  askCopy:
    "The room watches the local file “{film}”. Choose your own copy to watch along.",
  empty: "First enter the address of a film.",
  "no-address":
    "This is no full address. It should look like https://example.com/film.mp4.",
  "not-http": "Only addresses with http:// or https:// can be played.",
  password: "The address must not carry a user name or password.",
  machine:
    "This address leads to each viewer's own machine: the others will not find the film there.",
  house:
    "This address leads into your own network: who is not in it will not reach the film.",
  "too-long": "The address is too long: at most 2048 characters.",
  mixed:
    "This page is on https, where browsers do not play films from http addresses. Use an https address.",
};
