/** Dialogs over the page: from below on a phone, in the middle elsewhere. */
export const SHEET_STYLE = `
.sheet {
  border: 1px solid var(--line); border-radius: 12px; background: var(--surface); color: var(--text); padding: 0;
  width: min(480px, calc(100vw - 16px)); max-width: none; max-height: min(720px, calc(100dvh - 32px)); overflow: hidden;
  box-shadow: 0 16px 48px rgb(0 0 0 / .6); font-size: 14px; white-space: normal;
}
.sheet[open] { display: grid; grid-template-rows: auto minmax(0, 1fr); }
.sheet::backdrop { background: rgb(0 0 0 / .6); }
.sheet-head { display: flex; align-items: center; justify-content: space-between; gap: 8px; padding: 8px 8px 8px 16px; border-bottom: 1px solid var(--line); }
.sheet-head h2 { font-size: 15px; }
.sheet-head .tool { min-width: 44px; min-height: 44px; color: var(--muted); }
.sheet-in { padding: 16px; overflow: auto; overscroll-behavior: contain; display: grid; gap: 12px; scrollbar-width: thin; align-content: start; }
.sheet kbd {
  display: inline-block; min-width: 28px; margin: 0 4px 0 0; padding: 0 8px; border: 1px solid var(--line); border-bottom-width: 2px;
  border-radius: 6px; background: var(--raised); font: 500 12px/24px var(--font); text-align: center; white-space: nowrap;
}
.keys { width: 100%; border-collapse: collapse; }
.keys td { width: 1%; padding: 4px 16px 4px 0; white-space: nowrap; }
.keys th { padding: 4px 0; font-weight: 400; text-align: left; }
.touches { display: grid; gap: 4px; color: var(--muted); }
@media (max-width: 599.98px) {
  .sheet { width: 100vw; margin: auto 0 0; border-radius: 16px 16px 0 0; border-width: 1px 0 0; max-height: 88dvh; }
  .sheet-in { padding-bottom: calc(16px + env(safe-area-inset-bottom)); }
}
`;
