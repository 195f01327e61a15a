/** The page: top bar, stage with the film, side column; tabs on a phone. */
export const FRAME = `
.room {
  display: grid; min-height: 100dvh; grid-template-rows: auto minmax(0, 1fr);
  padding: var(--safe-top) var(--safe-right) var(--safe-bottom) var(--safe-left);
}
.skip { position: fixed; top: calc(8px + var(--safe-top)); left: calc(8px + var(--safe-left)); z-index: 50; transform: translateY(calc(-80px - var(--safe-top))); }
.skip:focus-visible { transform: none; }
.missing {
  position: fixed; inset: calc(8px + var(--safe-top)) 8px auto; z-index: 48; margin: 0 auto; width: fit-content; max-width: calc(100% - 16px); padding: 8px 16px;
  display: flex; flex-wrap: wrap; align-items: center; gap: 8px; border-radius: var(--radius); background: var(--raised); color: var(--warn);
}
.bar {
  display: flex; align-items: center; gap: 8px; min-height: 48px; padding: 0 16px;
  min-width: 0; font-size: 13px; white-space: nowrap;
}
.brand { flex: none; font-weight: 700; font-size: 17px; letter-spacing: .01em; }
.brand b { color: var(--accent-strong); font-weight: inherit; }
.where { display: flex; gap: 8px; min-width: 0; color: var(--muted); }
.where bdi { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; min-width: 0; }
.where .self { color: var(--text); }
.grow { flex: 1 1 0; }
.stage, .side { min-width: 0; display: flex; flex-direction: column; gap: 8px; }
.facts-grid { display: grid; gap: 8px; align-items: start; grid-template-columns: repeat(auto-fit, minmax(min(100%, 360px), 1fr)); grid-template-rows: auto 1fr; }
.facts-grid > .at-source { grid-row: span 2; }
/* Panels are filled after the page is drawn: they hold the place of what is coming. */
.at-people .panel-in { min-height: 152px; }
.at-source .panel-in { min-height: 380px; }
.at-facts .panel-in { min-height: 149px; }
.foot { padding: 8px 16px; font-size: 12px; color: var(--muted); }
@media (pointer: coarse) { .foot a, .menu a, .entry footer a { display: inline-flex; align-items: center; min-height: var(--touch); min-width: var(--touch); } }
.tabs { display: none; }

@media (min-width: 900px), (orientation: landscape) and (max-height: 500px) and (min-width: 480px) {
  .room {
    height: 100dvh; grid-template-columns: minmax(0, 1fr) minmax(300px, 26vw);
    column-gap: 8px; overflow: hidden;
  }
  .room.wide { grid-template-columns: minmax(0, 1fr); }
  .room.wide .side { display: none; }
  .bar { grid-column: 1 / -1; }
  .stage { overflow: auto; padding: 0 0 8px 8px; scrollbar-width: thin; }
  .room.wide .stage { padding-right: 8px; }
  .side { overflow: hidden; padding: 0 8px 8px 0; }
  .side .at-people { flex: 0 1 auto; max-height: 45%; overflow: auto; scrollbar-width: thin; }
  /* What is set there is longer than a few viewers; the talk keeps its least. */
  .side .at-people:has(.acc-fold[open]) { max-height: 70%; }
  .side .at-talk[open] { flex: 1 1 0; min-height: 160px; display: flex; flex-direction: column; overflow: hidden; }
  .side .at-talk[open]::details-content { flex: 1 1 0; min-height: 0; display: flex; flex-direction: column; }
  .side .at-talk .panel-in { flex: 1 1 0; min-height: 0; overflow: auto; }
  .side .hint + .msg { flex: 1 1 0; min-height: 176px; }
}
/* Browsers that cannot lay out what is inside a fold scroll all of it. */
@supports not selector(::details-content) { .side .at-talk { overflow: auto; } }
@media (orientation: landscape) and (max-height: 500px) and (min-width: 480px) {
  .bar { min-height: 48px; }
  .link-clock { display: none; }
  .stage .picture { max-height: calc(100dvh - 112px - var(--safe-top) - var(--safe-bottom)); }
  /* The film takes all the height, so the group's buttons stand in the top bar; what a narrow one lacks room for, by a swipe. */
  .where { max-width: 112px; }
  .link-open [role=status] { position: absolute; width: 1px; overflow: hidden; clip-path: inset(50%); }
  .commands-box {
    position: fixed; inset: var(--safe-top) calc(152px + var(--safe-right)) auto calc(200px + var(--safe-left)); height: 48px; z-index: 1; overflow: auto hidden;
    container-type: normal; scrollbar-width: none; overscroll-behavior: contain;
    mask-image: linear-gradient(90deg, #000 calc(100% - 16px), transparent);
  }
  .commands { display: flex; width: max-content; padding: 2px 16px 2px 2px; }
  .commands > * { min-height: 44px; flex: none; }
  .commands .btn { padding: 0 12px; gap: 4px; font-size: 13px; }
  .commands .post-progress > span { position: absolute; width: 1px; overflow: hidden; clip-path: inset(50%); }
  .all-field .field { min-height: 44px; margin: -1px 0; width: 72px; }
}
@media (min-width: 900px) and (min-height: 501px) {
  /* The film stays at the head of its column and makes room for what is scrolled: lib/ui/player/shrink_film.ts. */
  .stage { --least: max(232px, 36dvh); overflow-anchor: none; }
  .stage:not(:has(.player:focus-within)) { scroll-padding-top: calc(var(--least) + 72px); }
  .stage > .player { position: sticky; top: 0; z-index: 20; margin-bottom: var(--given, 0px); }
  .stage .picture { max-height: max(var(--least), min(var(--high, 100dvh), 100dvh - 184px - var(--safe-top) - var(--safe-bottom))); }
}
@media (min-width: 1600px) {
  .room { grid-template-columns: minmax(0, 1fr) 416px; }
}
@media (max-width: 899.98px) and (orientation: portrait), (max-width: 899.98px) and (min-height: 501px), (max-width: 479.98px) {
  /* What is scrolled to must not end under the film or the tabs; what lies on the film is in sight anyway. */
  html:not(:has(.player:focus-within)) { scroll-padding: calc(max(228px, 56.25vw) + 72px + var(--safe-top)) 0 calc(60px + var(--safe-bottom)); }
  .bar { min-height: 44px; padding: 0 8px 0 12px; }
  .bar .fold { display: none; }
  .room { display: flex; flex-direction: column; padding-bottom: calc(52px + var(--safe-bottom)); }
  /* What is scrolled goes by under the notch unseen. */
  .room::before { content: ""; position: fixed; inset: 0 0 auto; z-index: 21; height: var(--safe-top); background: var(--bg); }
  .stage { display: contents; }
  .stage > .player { position: sticky; top: var(--safe-top); z-index: 20; }
  .facts-grid { display: contents; }
  .panel { margin: 0 8px; align-self: stretch; }
  .room .panel, .room:not([data-tab=facts]) .foot { display: none; }
  /* The tab names what is open already; a screen reader and the keyboard have its heading, and so has who folded it. */
  .panel:is(.at-people, .at-talk, .at-source)[open] > summary:not(:focus-visible) {
    position: absolute; width: 1px; height: 1px; min-height: 0; padding: 0; overflow: hidden; clip-path: inset(50%);
  }
  .panel:is(.at-people, .at-talk, .at-source)[open] > .panel-in { padding-top: 12px; }
  .room[data-tab=people] .at-people, .room[data-tab=talk] .at-talk,
  .room[data-tab=source] .at-source, .room[data-tab=facts] .at-facts { display: block; margin-top: 8px; }
  .tabs {
    position: fixed; inset: auto 0 0 0; z-index: 30; display: grid;
    grid-template-columns: repeat(4, minmax(0, 1fr)); background: var(--surface);
    border-top: 1px solid var(--line); padding: 0 var(--safe-right) var(--safe-bottom) var(--safe-left);
  }
  .tabs button {
    min-height: 52px; border: 0; background: none; color: var(--muted); padding: 4px;
    display: grid; justify-items: center; align-content: center; gap: 2px; font-size: 12px; line-height: 16px;
  }
  .tabs button[aria-current] { color: var(--accent-strong); }
  .tabs button:focus-visible { outline-offset: -3px; }
}
@media (max-width: 479.98px) and (max-height: 399.98px) {
  /* A frame in another page, or one that is enlarged: a film that stays would leave nothing else to be seen. */
  html:not(:has(.player:focus-within)) { scroll-padding-top: 8px; }
  .stage > .player { position: relative; top: 0; }
}
@media (orientation: landscape) and (max-height: 500px) and (min-width: 480px) and (max-width: 899.98px) {
  .where { display: none; }
  .commands-box { left: calc(80px + var(--safe-left)); }
}
@media (orientation: landscape) and (max-height: 500px) and (min-width: 480px) and (max-width: 759.98px) {
  .room { grid-template-columns: minmax(0, 1fr) minmax(240px, 34vw); }
  .time .of { display: none; }
}
/* The picture's three rows need their height, and the group's buttons the width of the name. */
@media (orientation: landscape) and (max-height: 500px) and (min-width: 480px) and (max-width: 639.98px) {
  .stage .picture { min-height: 192px; }
}
@media (orientation: landscape) and (max-height: 500px) and (min-width: 480px) and (max-width: 799.98px) {
  .brand { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .commands-box { left: calc(8px + var(--safe-left)); }
}
@media (max-width: 480px) { .where .self { display: none; } .link { flex: none; } }
`;
