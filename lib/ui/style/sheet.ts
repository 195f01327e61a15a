/** Dialogs over the page: from below on a phone, in the middle elsewhere. */
export const SHEET_STYLE = `
.sheet {
  border: 1px solid var(--line); border-radius: 12px; background: var(--surface); color: var(--text); padding: 0;
  width: min(480px, calc(100vw - 16px)); max-width: none; max-height: min(720px, calc(100dvh - 32px - 2 * max(var(--safe-top), var(--safe-bottom)))); overflow: hidden;
  box-shadow: 0 16px 48px rgb(0 0 0 / .6); font-size: 14px; white-space: normal;
}
.sheet[open] { display: grid; grid-template-rows: auto minmax(0, 1fr); }
.sheet::backdrop { background: rgb(0 0 0 / .6); }
.sheet-head { display: flex; align-items: center; justify-content: space-between; gap: 8px; padding: 8px 8px 8px 16px; border-bottom: 1px solid var(--line); }
.sheet-head h2 { font-size: 15px; }
.sheet-head .tool { min-width: 44px; min-height: 44px; color: var(--muted); }
.sheet-in { padding: 16px; overflow: auto; overscroll-behavior: contain; display: grid; gap: 12px; scrollbar-width: thin; align-content: start; }
.sheet-in:focus-visible { outline-offset: -2px; }
.sheet kbd {
  display: inline-block; min-width: 28px; margin: 0 4px 0 0; padding: 0 8px; border: 1px solid var(--line); border-bottom-width: 2px;
  border-radius: 6px; background: var(--raised); font: 500 12px/24px var(--font); text-align: center; white-space: nowrap;
}
.keys { width: 100%; border-collapse: collapse; }
.keys td { width: 1%; padding: 4px 16px 4px 0; white-space: nowrap; }
.keys th { padding: 4px 0; font-weight: 400; text-align: left; }
.sheet-row { display: flex; flex-wrap: wrap; align-items: end; gap: 8px; }
.sheet-row [role=status] { flex: 1; min-width: 120px; align-self: center; color: var(--good); }
.sheet-grow { flex: 1; display: grid; gap: 4px; color: var(--muted); font-size: 13px; }
.sheet :is(.btn, .field) { min-height: 44px; }
.sheet .warn { color: var(--warn); }
.invite { display: flex; flex-wrap: wrap; gap: 16px; }
.invite-more { flex: 1 1 180px; min-width: 0; display: grid; gap: 8px; align-content: start; }
.invite fieldset { border: 0; margin: 0; padding: 0; min-width: 0; }
.invite legend { padding: 0; }
.invite label { display: flex; align-items: center; gap: 8px; min-height: 44px; }
.invite input { accent-color: var(--accent); width: 18px; height: 18px; flex: none; margin: 0; }
.qr { width: 176px; height: 176px; background: #fff; border-radius: var(--radius); flex: none; }
.figures { width: 100%; border-collapse: collapse; }
.figures th { width: 40%; padding: 4px 16px 4px 0; font-weight: 400; text-align: left; color: var(--muted); vertical-align: top; }
.figures td { padding: 4px 0; overflow-wrap: anywhere; }
.pop { width: max-content; max-width: calc(100vw - 16px); max-height: calc(100dvh - 16px - var(--safe-top) - var(--safe-bottom)); min-width: 224px; overflow: auto; }
.pop[open] { display: block; }
.pop.placed { margin: 0; position: fixed; }
.pop::backdrop { background: transparent; }
.pop ul { padding: 4px; }
.pop li button {
  display: flex; align-items: center; width: 100%; min-height: 44px; padding: 0 16px; border: 0; border-radius: 6px;
  background: none; color: inherit; text-align: left;
}
.pop li button:focus-visible { background: var(--raised); }
@media (hover: hover) { .pop li button:hover { background: var(--raised); } }
@media (max-width: 599.98px) {
  .sheet:not(.pop) { width: 100vw; margin: auto 0 0; border-radius: 16px 16px 0 0; border-width: 1px 0 0; max-height: 88dvh; }
  .sheet-in { padding-bottom: calc(16px + var(--safe-bottom)); }
}
`;
