/**
 * The look all parts share: tokens on an 8 px grid, a quiet reset, and the few classes that every
 * panel uses. Styles are plain CSS text beside the components; `styleText()` puts them into the one
 * `<style>` of the page, so there is no .css file, and nothing of it reaches the bundles.
 *
 * For panels: `.btn` (with `.primary`, `.quiet`, `.small`), `.field` for inputs and selects,
 * `.muted`, `.num` for figures that change, `.empty` for what is shown when there is nothing yet,
 * `.sr` for words that only screen readers need.
 */
export const THEME = `
:root {
  color-scheme: dark;
  --bg: #0a0d11;
  --surface: #11161c;
  --raised: #1a212a;
  --line: #2b3542;
  --text: #e9edf2;
  --muted: #9eabba;
  --accent: #009ad6;
  --accent-strong: #33b5e5;
  --on-accent: #00121a;
  --guard: #ffd84d;
  --good: #6fd08c;
  --warn: #ffb454;
  --bad: #ff8078;
  /* Over a white film its words still stand out by 4.5. */
  --shade: rgb(6 9 12 / .82);
  --radius: 8px;
  --touch: 40px;
  /* What notch, round corners and home bar take of the screen: nothing to read or press lies there. */
  --safe-top: env(safe-area-inset-top, 0px);
  --safe-right: env(safe-area-inset-right, 0px);
  --safe-bottom: env(safe-area-inset-bottom, 0px);
  --safe-left: env(safe-area-inset-left, 0px);
  /* What a keyboard on the screen leaves out of sight: lib/ui/keyboard/keep_in_sight.ts. */
  --seen-top: 0px;
  --under: 0px;
  --lift: 0px;
  --quick: 120ms ease-out;
  --font: system-ui, -apple-system, "Segoe UI", "PingFang SC", "Hiragino Sans GB",
    "Microsoft YaHei", "Noto Sans CJK SC", sans-serif;
}
@media (pointer: coarse) { :root { --touch: 44px; } }
*, *::before, *::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body {
  margin: 0; background: var(--bg); color: var(--text);
  font: 400 15px/1.5 var(--font); overflow-wrap: anywhere;
}
h1, h2, h3, p, ul, ol, dl, dd, figure, table { margin: 0; padding: 0; }
h2, h3 { font-size: 13px; font-weight: 600; line-height: 24px; }
ul, ol { list-style: none; }
button, input, select, textarea { font: inherit; color: inherit; letter-spacing: inherit; }
button, select, summary, [role=slider], input[type=range] { cursor: pointer; }
button:disabled { cursor: default; opacity: .5; }
a { color: var(--accent-strong); }
svg { display: block; flex: none; }
[hidden] { display: none !important; }
:focus { outline: none; }
:focus-visible {
  outline: 2px solid var(--accent-strong); outline-offset: 2px; border-radius: 4px;
}
.sr {
  position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden;
  clip-path: inset(50%); white-space: nowrap;
}
.muted { color: var(--muted); }
.num { font-variant-numeric: tabular-nums; }
.empty { padding: 16px; color: var(--muted); text-align: center; }
.btn {
  display: inline-flex; align-items: center; justify-content: center; gap: 8px;
  min-height: var(--touch); padding: 0 16px; border: 1px solid var(--line);
  border-radius: var(--radius); background: var(--raised); color: var(--text);
  font-weight: 500; text-decoration: none; white-space: nowrap;
  transition: background var(--quick), border-color var(--quick);
}
/* After a tap a finger hovers where it was: there nothing is to look as if it were still meant. */
@media (hover: hover) { .btn:hover:not(:disabled) { border-color: var(--accent); background: #202a35; } }
.btn:active:not(:disabled) { background: #263341; }
.btn.primary { background: var(--accent); border-color: var(--accent); color: var(--on-accent); font-weight: 600; }
@media (hover: hover) { .btn.primary:hover:not(:disabled) { background: var(--accent-strong); border-color: var(--accent-strong); } }
.btn.quiet { background: transparent; border-color: transparent; color: var(--muted); }
@media (hover: hover) { .btn.quiet:hover:not(:disabled) { background: var(--raised); color: var(--text); } }
.btn.small { padding: 0 8px; font-size: 13px; min-height: max(32px, calc(var(--touch) - 8px)); }
@media (pointer: coarse) { .btn.small { min-height: 44px; min-width: 44px; } }
.field {
  width: 100%; min-width: 0; min-height: var(--touch); padding: 0 12px;
  border: 1px solid var(--line); border-radius: var(--radius);
  background: #0d1217; color: var(--text);
}
.field::placeholder { color: var(--muted); opacity: 1; }
.field:focus-visible { outline-offset: -1px; border-radius: var(--radius); }
select.field { padding-right: 4px; text-overflow: ellipsis; }
@media (pointer: coarse) { .field { font-size: 16px; } }
@media (prefers-reduced-motion: reduce) {
  *, *::before, *::after {
    animation-duration: 1ms !important; animation-iteration-count: 1 !important;
    transition-duration: 1ms !important; scroll-behavior: auto !important;
  }
}
`;
