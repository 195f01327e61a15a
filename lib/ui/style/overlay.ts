/**
 * What lies over the picture: a grid of four rows, so that nothing covers anything else. It lets
 * the pointer through; what can be pressed takes it back.
 */
export const OVERLAY = `
.over {
  grid-area: 1 / 1; position: relative; display: grid; height: 0; min-height: 100%; min-width: 0; pointer-events: none;
  grid-template: auto minmax(0, 1fr) fit-content(40%) auto / minmax(0, 1fr); font-size: 13px; color: #fff;
}
.over button, .over select, .over input, .over .ctl, .over .menu, .over .veil, .over .card, .over .gaps { pointer-events: auto; }
.over-top { display: flex; flex-wrap: wrap; align-items: flex-start; gap: 8px; padding: 8px min(40%, 360px) 8px 8px; min-width: 0; min-height: var(--band); grid-area: 1 / 1; }
.over-mid { grid-area: 2 / 1; position: relative; min-height: 0; display: grid; }
.over-low { grid-area: 3 / 1; display: flex; flex-direction: column; align-items: flex-start; gap: 4px; padding: 0 8px; min-width: 0; min-height: 0; }

.guard {
  display: inline-flex; align-items: center; gap: 8px; min-height: var(--touch); max-width: 80%; padding: 0 12px; white-space: nowrap;
  border: 1px solid rgb(255 255 255 / .5); border-radius: var(--radius); background: rgb(6 9 12 / .84); color: #fff; font-weight: 600;
}
@media (hover: hover) { .guard:hover { background: #0a0d11; } }
.guard[aria-pressed=true] { color: var(--guard); border-color: var(--guard); }
.guard > span { flex: none; }
.guard .holders { font-weight: 400; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; min-width: 0; }
/* Beside the film the group has larger ones. */
.group-keys { display: none; }
.player:not([data-size=place]) .group-keys { display: flex; gap: 4px; transition: opacity 160ms ease-out; }
.group-keys button {
  display: grid; place-items: center; width: var(--touch); height: var(--touch); padding: 0; color: #fff;
  border: 1px solid rgb(255 255 255 / .5); border-radius: var(--radius); background: var(--shade);
}
@media (hover: hover) { .group-keys button:hover { background: #0a0d11; } }
.player[data-rest=true] .group-keys:not(:focus-within) { opacity: 0; pointer-events: none; }
.player[data-rest=true] .group-keys:not(:focus-within) button { pointer-events: none; }
.prompt {
  display: inline-flex; align-items: center; gap: 8px; min-height: var(--touch); padding: 0 12px; max-width: 100%;
  border-radius: var(--radius); background: var(--shade); pointer-events: auto;
}
.prompt .btn:last-child { margin-right: -8px; }
.prompt[role=group] { flex-wrap: wrap; gap: 0 8px; line-height: 20px; }
.prompt.warn { color: var(--warn); }
/* Beside the film the top bar says it. */
.player[data-size=place] .prompt.warn { display: none; }

.lane { position: absolute; inset: 0; overflow: hidden; container-type: size; }
/* Where not even one line fits, between controls on the smallest pictures, its edge is no use. */
@container (max-height: 24px) { .line-message { animation: none !important; opacity: 0; } }
.line-message { top: min(var(--top), calc(100% - 2.2em)); }
.line-message {
  position: absolute; left: 20px; max-width: min(56%, 720px); padding: 4px 12px; border-radius: 6px;
  background: var(--shade); color: #fff; font-size: clamp(14px, 1.5vw, 22px); line-height: 1.4; font-weight: 500;
  white-space: pre-wrap; text-shadow: 0 0 3px #000, 0 1px 2px #000;
  max-height: 60%; overflow: hidden; animation: pass 7s linear both;
}
@keyframes pass { 0% { opacity: 0; } 3%, 90% { opacity: 1; } 100% { opacity: 0; } }
.subs {
  position: absolute; inset: 0; display: flex; flex-direction: column; justify-content: space-between; pointer-events: none;
  container-type: size; text-align: center; z-index: 1;
}
.subs > div { display: grid; justify-items: center; gap: 2px; padding: 4px 8%; }
.subs-low { position: absolute; inset: auto 0 0; transform: translateY(calc(var(--sub-lift, 0) * -1cqh)); }
.subs p {
  margin: 0; padding: 1px 10px; border-radius: 4px; background: rgb(0 0 0 / .72); color: #fff; white-space: pre-wrap; overflow-wrap: anywhere;
  font-size: calc(clamp(13px, 6.5cqh, 44px) * var(--sub-size, 1)); line-height: 1.35; font-weight: 500;
  text-shadow: 0 0 3px #000, 0 1px 2px #000;
}
.subs .pinned { color: #fff3b0; }
/* In a small picture a card leaves no room beside it. */
@media (max-width: 599.98px) { .player:has(.card.problem) .subs { display: none; } }
.subs-styled { position: absolute; inset: 0; pointer-events: none; }
.over-mid:has(.subs p) .lane { bottom: 30%; }
/* They stay beside the guard, where no danmaku fly; what finds no room there wraps out of sight. */
.toasts {
  grid-area: 1 / 1; justify-self: end; align-self: start; display: flex; flex-flow: column wrap; align-items: flex-end; align-content: flex-start;
  gap: 2px; width: min(40%, 360px); height: calc(var(--band) - 12px); margin: 6px 8px; overflow: hidden; line-height: 20px;
}
.toasts::before { content: ""; width: 100%; margin-bottom: -2px; }
/* What is for this viewer alone stands nowhere else. */
.toasts:has(.own) { height: auto; flex-wrap: nowrap; }
.over-mid:has(.line-message) .centre:has(.card, .join) { justify-items: end; padding-left: 50%; }
.over-mid:has(.card, .join) .line-message { max-width: calc(50% - 32px); }
.over-mid:has(.spinner) .line-message { max-width: calc(50% - 112px); }
.toast {
  flex: none; padding: 1px 12px; border-radius: 6px; background: var(--shade); border-left: 3px solid var(--accent);
  white-space: pre-wrap; max-width: 100%; animation: come 160ms ease-out;
}
.toast.system { border-left: 3px dotted var(--muted); color: #dbe2ea; font-size: 12px; line-height: 18px; }
.toast.notice { font-size: 15px; font-weight: 500; border-left-color: var(--guard); }
/* Its end is said to be cut off; the history has all of it. */
.toast { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow: hidden; overflow-wrap: anywhere; }
.toast.own { -webkit-line-clamp: 5; }
@keyframes come { from { opacity: 0; transform: translateY(-4px); } }

.centre { flex: 1; min-height: 0; display: grid; place-items: center; padding: 0 8px; position: relative; }
.card { max-width: min(520px, 100%); max-height: 100%; overflow: auto; padding: 12px 16px; border-radius: var(--radius); background: rgb(10 13 17 / .9); text-align: center; }
.problem { display: grid; gap: 8px; justify-items: center; }
.problem code { font-size: 12px; padding: 4px 8px; background: #000; border-radius: 4px; user-select: all; overflow-wrap: anywhere; }
.join {
  display: inline-flex; align-items: center; gap: 12px; min-height: 56px; padding: 8px 24px; border: 0; border-radius: 28px;
  background: var(--accent); color: var(--on-accent); font-size: 16px; font-weight: 600; text-align: left; line-height: 1.3;
  box-shadow: 0 4px 24px rgb(0 0 0 / .5);
}
@media (hover: hover) { .join:hover { background: var(--accent-strong); } }
.join small { display: block; font-size: 12px; font-weight: 400; }
.spinner { display: grid; justify-items: center; gap: 8px; padding: 12px 16px; border-radius: var(--radius); background: var(--shade); text-shadow: 0 0 4px #000, 0 1px 2px #000; }
.spinner::before {
  content: ""; width: 40px; height: 40px; border: 3px solid rgb(255 255 255 / .3); border-top-color: #fff;
  border-radius: 50%; animation: turn 900ms linear infinite; filter: drop-shadow(0 0 2px #000);
}
.spinner.late { animation: late 400ms step-end; }
@keyframes turn { to { transform: rotate(1turn); } }
@keyframes late { from { opacity: 0; } }

.gaps { display: grid; gap: 2px; min-height: 0; max-width: 100%; overflow: auto; scrollbar-width: none; font-size: 12px; }
.gaps li { display: flex; align-items: center; gap: 8px; max-width: 100%; padding: 0 0 0 8px; border-radius: 4px; background: var(--shade); width: max-content; }
.gap-name { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; max-width: 16ch; }
.gaps .num { color: #7dff9a; }
.gap-off, .gaps .gap-off { color: var(--warn); }
.gap-far, .gaps .gap-far { color: var(--bad); }
.gaps .gap-side { color: #d5dbe2; }
.gaps .gap-more { padding-right: 8px; color: #d5dbe2; line-height: 28px; }
.gaps .stands :is(.num, .gap-state) { color: var(--warn); }
.gaps .unable .gap-state { color: var(--bad); }
.gaps :is(.old .gap-name, .old .num, .unable .num) { color: #b8c1cb; }
.gap-sync { min-height: 28px; padding: 0 8px; border: 0; border-radius: 4px; background: rgb(255 255 255 / .14); color: #fff; }
@media (hover: hover) { .gap-sync:hover { background: rgb(255 255 255 / .24); } }
/* A finger hits more than is drawn. */
@media (pointer: coarse) {
  .gaps li, .gap-sync { border: solid transparent; border-width: 8px 0; border-radius: 4px / 12px; background-clip: padding-box; }
  .gap-sync { min-height: 44px; min-width: 44px; margin: -8px 0; }
}
/* One below the other they would take half of a tablet's picture. */
@media (pointer: coarse) and (min-width: 600px) {
  .gaps { display: flex; gap: 8px; width: 100%; padding-right: 16px; overflow: auto hidden; mask-image: linear-gradient(90deg, #000 calc(100% - 16px), transparent); }
  .gaps li { flex: none; }
}
/* What is read from across a room is larger on a larger screen. */
@media (min-width: 1600px) {
  .player:not([data-size=place]) :is(.gaps, .net) { font-size: 16px; }
  .player:not([data-size=place]) .toast.notice { font-size: 20px; line-height: 26px; }
  .player:not([data-size=place]) .toast.system { font-size: 15px; line-height: 22px; }
}
/* Beside the film all of it can be read. */
.player[data-size=place] :is(.past, .past-key) { display: none; }
.past-key { padding: 0; width: 48px; flex: none; }
.past-key[aria-expanded=true] { color: var(--accent-strong); }
.past {
  grid-area: 2 / 1 / 4 / 2; justify-self: end; align-self: end; position: relative; display: flex; align-items: flex-start; z-index: 2;
  width: min(380px, 46%); max-height: 100%; min-height: 0; margin: 0 8px; border-radius: var(--radius); background: rgb(6 9 12 / .88); pointer-events: auto;
}
.past-list { flex: 1; min-width: 0; max-height: min(100%, 480px); align-self: stretch; padding: 8px 0 8px 12px; overflow-y: auto; overscroll-behavior: contain; scrollbar-width: thin; font-size: 14px; line-height: 20px; white-space: pre-wrap; overflow-wrap: anywhere; }
.past-list li + li { margin-top: 4px; }
.past .tool { flex: none; min-width: 44px; min-height: 44px; }
.over:has(.past) .line-message { max-width: calc(54% - 48px); }
.over:has(.past) .centre:has(.card, .join) { padding-right: 46%; }
.forecast { max-width: min(560px, 100%); padding: 8px 12px; border-radius: 6px; background: rgb(6 9 12 / .82); color: #ffe3b8; font-size: 13px; line-height: 20px; white-space: normal; }
.net-dot { margin: 0 4px; }
/* Of a film that cannot be seen no figure is good. */
.player:has(.problem) :is(.net, .gaps .num) { color: #b8c1cb; }
.net { padding: 2px 8px; border-radius: 4px; background: var(--shade); color: #7dff9a; font-size: 12px; }
@media (max-width: 599.98px), (max-height: 500px) {
  .over-top { padding: 4px 54% 4px 4px; gap: 4px; }
  .over-low { flex-direction: row; align-items: center; padding: 0 4px; white-space: nowrap; transition: opacity 160ms ease-out; }
  .gaps {
    display: flex; gap: 4px; flex: 0 1 auto; min-width: 0; padding-right: 16px; overflow: auto hidden;
    mask-image: linear-gradient(90deg, #000 calc(100% - 16px), transparent);
  }
  .gaps li { flex: none; }
  /* In two lines it leaves the row to the others, and stays in sight however many they are. */
  .net { display: grid; flex: none; order: -1; font-size: 11px; line-height: 14px; }
  .net-dot { display: none; }
  /* Figures and what passes make room for who reads. */
  .over:has(.past) .over-low { visibility: hidden; }
  /* Figures come and go with the controls: a small picture is for the film and what is said. */
  .player[data-rest=true] .over-low:not(:focus-within) { opacity: 0; }
  .player[data-rest=true] .over-low:not(:focus-within), .player[data-rest=true] .over-low:not(:focus-within) * { pointer-events: none; }
  .free-note, .join small { display: none; }
  .prompt { flex-wrap: wrap; gap: 0 8px; }
  .prompt.alone { padding: 0; background: none; }
  .prompt.alone .btn { margin: 0; background: var(--shade); border-color: rgb(255 255 255 / .5); }
  .guard { max-width: 100%; }
  .toasts { width: calc(54% - 8px); height: calc(var(--band) - 8px); margin: 4px; }
  .forecast { padding: 2px 8px; font-size: 11px; line-height: 14px; }
  .over-low:has(.forecast) :is(.gaps, .net) { display: none; }
  .over:has(.forecast) .spinner.late { padding: 0; background: none; }
  .toast { padding: 1px 8px; }
  .toast.notice { font-size: 13px; line-height: 18px; }
  /* At heights of their own they would cover each other: here the newest stands below the others. */
  .lane { display: flex; flex-direction: column; justify-content: flex-end; align-items: flex-start; gap: 2px; padding-bottom: 4px; }
  .line-message {
    position: static; flex: none; margin-left: 8px; max-width: min(80%, 360px); padding: 2px 8px; font-size: 13px; line-height: 18px;
    max-height: max(40px, 60%);
  }
  .over-mid:has(.line-message) .centre:has(.spinner) { justify-items: end; padding-left: 50%; }
  .over-mid:has(.spinner) .line-message { max-width: calc(50% - 16px); }
  .join { min-height: 44px; padding: 4px 16px; font-size: 14px; }
  /* Where no film is, nothing has to be sought or measured: the reason takes that place, and moves nothing. */
  .player[data-size=place] .over:has(.problem) :is(.over-low, .seek, .lane) { display: none; }
  .player[data-size=place] .centre:has(.problem) { padding: 0 8px; justify-items: center; }
  /* A question has rows of its own: figures and seek bar wait for its answer, and what loads shows beside it. */
  .player[data-size=place] .over-top:has(.prompt[role=group]) { padding-right: 4px; }
  .player[data-size=place] .prompt[role=group] { flex: 1 0 100%; }
  .player[data-size=place] .over:has(.prompt[role=group]) :is(.over-low, .seek) { display: none; }
  .player[data-size=place] .over:has(.prompt[role=group]) .centre:has(.spinner) { justify-items: end; }
  .problem { padding: 8px 12px; gap: 4px 12px; grid-template-columns: minmax(0, 1fr) auto; justify-items: start; text-align: left; line-height: 18px; }
  .problem > * { grid-column: 1 / 3; }
  .problem > p:first-child, .problem > p:nth-child(2) { grid-column: 1; }
  .problem > :last-child { grid-area: 1 / 2 / 3 / 3; align-self: center; }
}
@media (max-width: 599.98px) and (orientation: portrait), (max-width: 479.98px) {
  .past { width: calc(100% - 16px); max-height: 60%; }
  .over:has(.past) .lane { bottom: 60%; }
  .over:has(.past) .line-message { max-width: 80%; }
  .over:has(.past) .centre { place-items: start center; padding-right: 8px !important; }
}
@media (max-width: 599.98px) {
  /* What controls leave when they rest, figures leave too. */
  .player[data-size=place][data-rest=true] .over-low:not(:focus-within) { position: absolute; inset: auto 0 0; transition: none; }
}
/* Cut short, the way out would be all that is left of a message. */
@media (prefers-reduced-motion: reduce) { .line-message { animation: none; } }
`;
