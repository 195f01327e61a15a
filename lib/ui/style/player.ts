/**
 * The box that goes fullscreen. Film and overlays share the first row, the composer has the second;
 * where the box fills page or screen, the film takes both and the composer lies over its edge.
 */
export const PLAYER_STYLE = `
/* Height of the picture's top row: the guard's button and its margins. */
.player { --band: calc(var(--touch) + 16px); }
@media (max-width: 599.98px), (max-height: 500px) { .player { --band: calc(var(--touch) + 8px); } }
.player {
  position: relative; display: grid; grid-template: minmax(0, 1fr) auto / minmax(0, 1fr);
  background: #000; border-radius: var(--radius); overflow: hidden; flex: none;
}
/* It has the keys after a message was left: nothing in it is meant. */
.player:focus-visible { outline: none; }
.picture {
  grid-area: 1 / 1; position: relative; width: 100%; aspect-ratio: 16 / 9; min-height: 0;
  background: #000; overflow: hidden; -webkit-tap-highlight-color: transparent;
}
.picture video { display: block; position: absolute; inset: 0; width: 100%; height: 100%; object-fit: contain; }
/* Below the guard and what is told beside it, and above the last part of the picture, which is left to subtitles. */
.danmaku { --from: calc(var(--band) + var(--edge, 0px)); position: absolute; inset: var(--from) 0 auto; height: calc((85% - var(--from)) * var(--area, 1)); overflow: hidden; pointer-events: none; opacity: .7; }
.danmaku canvas { position: absolute !important; top: 0; left: 0; }
.player:not([data-size=place]) {
  --edge: var(--safe-top); border-radius: 0; width: 100%; height: 100%; max-height: none;
}
/* The film takes all of the screen; what lies over it keeps off the notch. */
.player:not([data-size=place]) .over { padding: var(--safe-top) var(--safe-right) 0 var(--safe-left); }
.player[data-size=page] { position: fixed !important; inset: 0 !important; z-index: 40 !important; height: 100dvh; }
/* What lies behind a filled page is reached by nobody: neither by Tab, nor by a screen reader, nor by scrolling. */
html:has(.player[data-size=page]) { overflow: hidden; }
.room:has(.player[data-size=page]) :is(.bar, .commands-box, .facts-grid, .foot, .side, .tabs) { visibility: hidden; }
.player:not([data-size=place]) .picture { grid-area: 1 / 1 / 3 / 2; aspect-ratio: auto; height: 100%; max-height: none; }
.player[data-rest=true]:not([data-size=place]) { cursor: none; }
.player[data-rest=true] .ctl, .player[data-rest=true]:not([data-size=place]) .composer:not(:focus-within) {
  opacity: 0; pointer-events: none;
}
.ctl, .composer { transition: opacity 160ms ease-out; }

.ctl {
  grid-area: 4 / 1; padding: 16px 8px 4px; min-width: 0;
  background: linear-gradient(transparent, rgb(0 0 0 / .68) 20px, rgb(0 0 0 / .82));
}
.ctl-row { display: flex; align-items: center; min-width: 0; }
.tool {
  display: inline-grid; place-items: center; min-width: var(--touch); height: var(--touch);
  padding: 0 8px; border: 0; border-radius: var(--radius); background: transparent; color: #fff; flex: none;
}
.tool[aria-expanded=true] { background: rgb(255 255 255 / .14); }
@media (hover: hover) { .tool:hover { background: rgb(255 255 255 / .14); } }
.bar .tool { color: var(--muted); }
.bar .tool[aria-pressed=true] { color: var(--text); }
.tool.jump { font-size: 13px; font-weight: 600; }
select.tool { appearance: none; padding: 0 8px; font-size: 13px; font-weight: 600; text-align: center; }
select.tool option { background: var(--raised); color: var(--text); }
.time { padding: 0 8px; color: #fff; font-size: 13px; white-space: nowrap; }
.time .of { color: #d5dbe2; }
.volume { width: 72px; accent-color: var(--accent); margin: 0 8px 0 0; min-width: 0; }

.seek { position: relative; padding: 10px 0; margin: 0 8px; touch-action: none; cursor: pointer; }
.seek[aria-disabled=true] { cursor: default; }
.rail { position: relative; height: 4px; border-radius: 2px; background: rgb(255 255 255 / .28); }
@media (hover: hover) { .seek:hover .rail { height: 6px; margin: -1px 0; } }
@media (pointer: coarse) { .seek { padding: 20px 0; } .ctl { padding-top: 0; } }
.loaded, .played { position: absolute; inset: 0 auto 0 0; border-radius: 2px; }
.loaded { background: rgb(255 255 255 / .42); }
.played { background: var(--accent); }
.mark { position: absolute; top: -2px; bottom: -2px; width: 3px; margin-left: -1.5px; border-radius: 1px; background: var(--guard); }
.knob {
  position: absolute; top: 50%; width: 14px; height: 14px; margin: -7px; border-radius: 50%;
  background: #fff; box-shadow: 0 0 0 3px var(--accent);
}
.tip {
  position: absolute; bottom: 100%; transform: translateX(-50%); padding: 2px 8px; border-radius: 4px;
  background: var(--shade); color: #fff; font-size: 12px; white-space: nowrap; pointer-events: none;
}

.film-picture {
  position: absolute; bottom: calc(100% + 28px); transform: translateX(-50%); max-width: 192px; max-height: 108px;
  border-radius: 4px; background: #000; box-shadow: 0 0 0 1px rgb(255 255 255 / .24); pointer-events: none;
}
.film-picture[hidden] { display: none; }
@media (max-width: 599.98px), (max-height: 500px) { .film-picture { max-height: 72px; } }

.settings { display: contents; }
.veil { position: fixed; inset: 0; z-index: 1; }
.menu {
  position: absolute; right: 8px; bottom: 76px; z-index: 2; width: min(320px, calc(100% - 16px));
  max-height: calc(100% - 92px); overflow: auto; padding: 8px 16px; border: 1px solid var(--line);
  border-radius: var(--radius); background: var(--surface); box-shadow: 0 8px 32px rgb(0 0 0 / .5);
}
.menu { scrollbar-width: thin; overscroll-behavior: contain; }
/* A film that made room for its column leaves none for a menu: it reaches below, beside its button. */
@media (min-width: 900px) and (min-height: 501px) {
  .player[data-size=place] .menu {
    --more: calc(var(--given, 0px) * 9);
    right: clamp(8px, var(--more), 136px); bottom: max(min(76px, 100% - 408px), 76px - var(--more));
    max-height: max(100% - 92px, min(400px, var(--more)));
  }
  .player[data-size=place]:has(.menu) { overflow: visible; }
  .player[data-size=place]:has(.menu) .picture { border-radius: var(--radius) var(--radius) 0 0; }
  .player[data-size=place]:has(.menu) .composer { border-radius: 0 0 var(--radius) var(--radius); }
}
.menu-row { display: flex; align-items: center; justify-content: space-between; gap: 16px; min-height: var(--touch); padding: 2px 0; }
@media (pointer: fine) { .menu-row { min-height: 36px; } .menu .field { min-height: 32px; } }
.menu-row .field { width: auto; min-width: 112px; }
.menu-row .seconds { flex: none; width: 80px; min-width: 0; }
.menu-row input[type=checkbox] { width: 20px; height: 20px; accent-color: var(--accent); margin: 0; }
.menu-row input[type=range] { width: 128px; min-height: 24px; margin: 0; accent-color: var(--accent); }
@media (pointer: coarse) { .menu-row input[type=range] { min-height: 44px; } }
.menu-more { border-block: 1px solid var(--line); }
.menu-more summary { display: flex; align-items: center; min-height: var(--touch); cursor: pointer; font-weight: 600; }
.menu-more summary::after { content: "▾"; margin-left: auto; color: var(--muted); }
.menu-more[open] summary::after { content: "▴"; }
.menu-row .field { max-width: 60%; }
.menu-line { display: flex; flex-wrap: wrap; align-items: center; gap: 8px; min-height: var(--touch); }
.menu-line .field { flex: 1 1 120px; min-width: 0; }
.menu-line .src-fault, .menu-label { flex: 1 0 100%; }
.menu-offset { display: flex; align-items: center; gap: 8px; }
.menu-offset output { min-width: 52px; text-align: right; }
.tool.subtitles[aria-pressed=true] { color: var(--accent-strong); }
.menu-row.buttons:empty { display: none; }
.menu-row.buttons { justify-content: start; gap: 8px; padding: 8px 0; flex-wrap: wrap; }
@media (max-width: 899.98px), (max-height: 500px) {
  .player:has(.menu) { z-index: 45 !important; }
  .veil { background: rgb(0 0 0 / .5); z-index: 50; }
  .menu {
    position: fixed; inset: auto 0 0; width: auto; max-height: 80dvh; z-index: 51;
    border-radius: 16px 16px 0 0; padding: 16px max(16px, var(--safe-right)) calc(16px + var(--safe-bottom)) max(16px, var(--safe-left));
  }
  /* Too low a screen for one column of settings, and too wide for a name and its switch to belong. */
  @media (min-width: 560px) {
    .menu { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 0 32px; align-items: center; }
    .menu-more { grid-column: 1 / -1; }
    .menu-more[open]::details-content { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 0 32px; align-items: center; }
  }
}
@media (max-width: 599.98px), (max-height: 500px) {
  .tool.roomy, .volume { display: none; }
  .ctl { padding: 0 4px; }
  .seek { margin: 0 8px; }
}
@media (max-width: 599.98px) {
  /* A small picture needs the room that hidden controls leave. */
  .player[data-size=place][data-rest=true] .ctl { position: absolute; inset: auto 0 0; transition: none; }
  .player { border-radius: 0; }
  .time { padding: 0 4px; font-size: 12px; }
}
@media (max-width: 389.98px) { .time .of { display: none; } }
/* With the button of subtitles the row is full: the way into fullscreen must not leave it. */
@media (max-width: 439.98px) { .ctl-row:has(.subtitles) .of { display: none; } }
/* Two taps at the side of the picture jump, too. */
@media (max-width: 359.98px), (orientation: landscape) and (max-height: 500px) and (min-width: 480px) and (max-width: 639.98px) { .ctl-row:has(.subtitles) .jump { display: none; } }
@media (max-width: 359.98px) {
  .composer .field { padding-left: 8px; padding-right: 4px; }
  .commands .btn { justify-content: center; overflow-wrap: normal; }
  .commands .post-progress { text-align: center; }
  .commands .post-progress svg { display: none; }
}
/* At 16:9 a phone's picture is too low for two rows of controls and what lies over them. */
@media (max-width: 599.98px) and (orientation: portrait), (max-width: 479.98px) { .picture { min-height: 228px; } }
@media (max-width: 899.98px) and (orientation: portrait), (max-width: 479.98px) { .player { border-radius: 0; } }

.composer {
  grid-area: 2 / 1; display: flex; align-items: flex-end; gap: 8px; padding: 8px; min-width: 0;
  background: var(--surface); position: relative; flex-wrap: wrap;
}
.player:not([data-size=place]) .composer {
  background: rgb(10 13 17 / .86); padding: 8px max(8px, var(--safe-right)) calc(8px + var(--safe-bottom)) max(8px, var(--safe-left));
}
.composer .kind { width: auto; max-width: 128px; flex: none; }
.composer textarea {
  flex: 1 1 96px; width: auto; padding: 8px 12px; line-height: 22px; resize: none; max-height: 96px;
  field-sizing: content; min-height: var(--touch);
}
/* A long hint must not make the empty box taller. */
.composer textarea:placeholder-shown { field-sizing: fixed; height: var(--touch); overflow: hidden; }
.composer textarea::placeholder { white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
@media (max-width: 359.98px) { .composer textarea { flex-basis: 64px; } }
/* They come behind the field, which stays where it is. */
.flight { display: flex; gap: 8px; flex: none; }
.flight .field { width: auto; }
.send { padding: 0; width: 48px; flex: none; color: var(--accent-strong); }
.fault { flex: 1 0 100%; order: 9; color: var(--bad); font-size: 13px; }
[aria-busy=true] { opacity: .7; }
:is(button, .field, input)[aria-disabled=true], input[aria-disabled=true] + label { opacity: .55; cursor: not-allowed; }
@media (max-width: 599.98px) {
  .flight { order: 8; flex: 1 0 100%; }
  .flight .field { flex: 1; }
  /* At the foot of the screen a row below would lift the field. */
  .player:not([data-size=place]) .flight { order: -1; }
}

.commands-box { container-type: inline-size; flex: none; min-width: 0; }
.commands { display: grid; grid-template-columns: repeat(3, minmax(auto, 1fr)) repeat(3, auto); gap: 8px; }
.commands > * { min-height: 48px; }
.commands .btn { padding: 0 16px; font-weight: 600; }
.commands .all-play, .commands .all-pause, .commands .all-sync-to-me { flex-grow: 2; border-color: #1d5f7d; background: #10303f; }
@media (hover: hover) { .commands :is(.all-play, .all-pause, .all-sync-to-me):hover { background: #164459; } }
.commands .all-play svg, .commands .all-pause svg, .commands .all-sync-to-me svg { color: var(--accent-strong); }
.all-field {
  display: flex; align-items: center; gap: 8px; padding-left: 12px; border: 1px solid var(--line);
  border-radius: var(--radius); background: var(--raised); font-size: 13px; white-space: nowrap; color: var(--muted);
}
.all-field .field { flex: 1 1 72px; border: 0; background: none; min-height: 46px; padding: 0 8px 0 0; width: 84px; }
.all-field select option { background: var(--raised); }
.all-field:focus-within { border-color: var(--accent); }
.all-field:has(:focus-visible) { outline: 2px solid var(--accent-strong); outline-offset: 2px; }
.all-field .field:focus-visible { outline: none; }
@container (max-width: 879.98px) { .commands { grid-template-columns: repeat(3, minmax(0, 1fr)); } }
@media (max-width: 899.98px) and (orientation: portrait), (max-width: 479.98px) { .commands-box { margin: 0 8px; } }
@media (max-width: 599.98px) {
  .commands .btn { padding: 0 4px; gap: 4px; font-size: 13px; white-space: normal; line-height: 16px; text-align: left; }
}
@media (max-width: 599.98px), (orientation: landscape) and (max-height: 500px) and (min-width: 480px) {
  /* The name stands inside the field, so that all of the box can be hit. */
  .all-field { position: relative; padding: 0; font-size: 11px; line-height: 14px; }
  .all-field > span, .all-field > label { position: absolute; top: 4px; left: 8px; pointer-events: none; }
  .all-field .field { min-height: 48px; padding: 18px 0 2px 8px; width: 100%; }
}
`;
