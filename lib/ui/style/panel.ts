/** Titled parts of the page. */
export const PANEL = `
.panel { background: var(--surface); border-radius: var(--radius); min-width: 0; }
.panel > summary {
  display: flex; align-items: center; min-height: var(--touch); padding: 0 16px;
  list-style: none; color: var(--muted);
}
.panel > summary::-webkit-details-marker { display: none; }
.panel > summary::after {
  content: ""; width: 7px; height: 7px; margin-left: auto; border: solid currentColor;
  border-width: 0 2px 2px 0; transform: translateY(-2px) rotate(45deg);
  transition: transform var(--quick);
}
.panel[open] > summary::after { transform: translateY(2px) rotate(225deg); }
@media (hover: hover) { .panel > summary:hover { color: var(--text); } }
.panel > summary:focus-visible { outline-offset: -2px; }
.panel-in { padding: 0 16px 16px; min-width: 0; }
`;
