/** The choice of a film. */
export const SOURCE_STYLE = `
.src { display: flex; flex-direction: column; gap: 8px; }
.src-watched { font-size: 14px; }
.src-watched > div { display: flex; gap: 8px; }
.src-watched dt, .src-label { color: var(--muted); font-size: 13px; font-weight: 400; white-space: nowrap; }
.src-line { display: flex; gap: 8px; align-items: center; }
.src-ask { padding: 16px; border: 1px solid var(--warn); border-radius: var(--radius); display: grid; gap: 8px; }
.src-shift { display: grid; gap: 4px; font-size: 13px; }
.src-shift .src-line { flex-wrap: wrap; }
.src-shift .field { width: 88px; }
.src-shift .field, .src-shift .btn { min-height: 44px; }
.src-films { display: grid; gap: 8px; max-height: 320px; overflow-y: auto; scrollbar-width: thin; }
.src-film {
  display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 0 8px; width: 100%;
  min-height: 44px; padding: 8px; border: 0; border-left: 3px solid transparent;
  border-radius: 4px; background: none; text-align: left; align-items: baseline;
}
@media (hover: hover) { .src-film:hover:not(:disabled) { background: var(--raised); } }
.src-film:focus-visible { outline-offset: -2px; }
.src-film[aria-current] { border-left-color: var(--accent); background: var(--raised); }
.src-name { font-weight: 500; }
.src-now { color: var(--accent-strong); font-size: 12px; }
.src-facts, .src-problem { grid-column: 1 / -1; color: var(--muted); font-size: 12px; line-height: 18px; }
.src-problem { color: var(--warn); }
.src-link { display: grid; gap: 4px; }
.src-fault { color: var(--bad); font-size: 13px; }
.src-fault:empty { display: none; }
.src-help { font-size: 13px; }
.src-file { position: relative; }
.src-file input:focus-visible + label { outline: 2px solid var(--accent-strong); outline-offset: 2px; }
.src-file input:disabled + label { opacity: .5; cursor: default; }
.src-file label { cursor: pointer; }
`;
