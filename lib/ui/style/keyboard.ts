/**
 * What makes room for a keyboard that lies on the screen: `lib/ui/keyboard/keep_in_sight.ts` says
 * how much it takes. Without one there is no `data-keyboard`, and the properties are 0.
 */
export const KEYBOARD = `
/* A player that fills page or screen ends above it. Fullscreen lets nothing but its padding be set. */
.player:not([data-size=place]) { padding: var(--seen-top) 0 var(--under); }
.player:not([data-size=place]) .composer { padding-bottom: calc(8px + max(0px, var(--safe-bottom) - var(--under))); }
/* Beside the page the film stays where it is, and what is written moves over it. */
[data-keyboard] .player[data-size=place] .composer { bottom: var(--lift); }
[data-keyboard] .player[data-size=place] .over { padding-bottom: var(--lift); }
/* So little of the picture is left that it is for the film and what is said. */
[data-keyboard=low] .player :is(.ctl, .over-low) { display: none; }
[data-keyboard=low] .player .centre { overflow: hidden; }
[data-keyboard=low] .player .composer textarea { max-height: 66px; }
[data-keyboard=low] .player .past { grid-area: 1 / 1 / 5 / 2; }
[data-keyboard=low] .over:has(.past) :is(.over-top, .toasts) { visibility: hidden; }
[data-keyboard=low] .player[data-size=place] .over { grid-template-rows: 0 minmax(0, 1fr) 0 0; }
[data-keyboard=low] .player[data-size=place] .over-top { display: none; }
[data-keyboard=low] .player[data-size=place] .toasts { grid-area: 2 / 1; height: calc(100% - 8px); }
[data-keyboard=low] .player[data-size=place] .over:has(.toast) .line-message { max-width: 44%; }
@media (min-width: 480px) { [data-keyboard=low] .player .composer .flight { order: 0; flex: none; } }
/* A second row would leave nothing of the picture; it is back once the keyboard has gone. */
@media (orientation: landscape) and (max-width: 639.98px) { [data-keyboard=low] .player[data-size=place] .flight { display: none; } }

/* Fields elsewhere are scrolled to, above it and with room at the end; the film waits further up where both do not fit. */
[data-keyboard] .tabs { visibility: hidden; }
[data-keyboard=short] .stage > .player { position: relative; top: 0; }
[data-keyboard=short] .stage:not(:has(.player:focus-within)) { scroll-padding-top: 8px; }
@media (min-width: 900px), (orientation: landscape) and (max-height: 500px) and (min-width: 480px) {
  /* Not for what lies on the film, which is in sight: typing would scroll it out of the keyboard's way once more. */
  [data-keyboard] .stage:not(:has(.player:focus-within)) { padding-bottom: calc(8px + var(--under)); scroll-padding-bottom: calc(8px + var(--under)); }
  [data-keyboard] .side { padding-bottom: calc(8px + var(--under)); }
  [data-keyboard=short] .side:has(:focus) > :not(:focus-within) { display: none; }
  [data-keyboard=short] .side .panel:focus-within > summary:not(:focus) { display: none; }
  [data-keyboard=short] .side .at-people.panel { max-height: 100% !important; }
  [data-keyboard=short] .side .at-talk[open] { min-height: 0; }
}
@media (max-width: 899.98px) and (orientation: portrait), (max-width: 899.98px) and (min-height: 501px), (max-width: 479.98px) {
  [data-keyboard] .room { padding-bottom: calc(60px + var(--safe-bottom) + var(--under)); }
  html[data-keyboard]:not(:has(.player:focus-within)) { scroll-padding-bottom: calc(8px + var(--under)); }
  html[data-keyboard=short]:not(:has(.player:focus-within)) { scroll-padding-top: calc(8px + var(--safe-top)); }
}
[data-keyboard] .sheet:not(.pop) { inset-block: var(--seen-top) var(--under); max-height: min(720px, calc(100dvh - var(--seen-top) - var(--under) - 8px)); }
[data-keyboard] .menu { bottom: var(--under); max-height: calc(100dvh - var(--seen-top) - var(--under) - 8px); }
@media (min-width: 900px) and (min-height: 501px) { [data-keyboard] .player .menu { position: fixed; right: 8px; bottom: calc(8px + var(--under)); } }
[data-keyboard] :is(.menu, .sheet-in) { scroll-padding-block: 8px; }
`;
