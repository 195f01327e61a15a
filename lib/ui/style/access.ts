/** Whose room it is, and who may do what. */
export const ACCESS_STYLE = `
.acc-fold { border-top: 1px solid var(--line); }
.acc-fold > summary {
  display: flex; align-items: center; min-height: var(--touch); font-size: 13px; font-weight: 600; color: var(--muted);
}
.acc-fold > summary::-webkit-details-marker { display: none; }
.acc-fold > summary::after {
  content: ""; width: 7px; height: 7px; margin-left: auto; border: solid currentColor;
  border-width: 0 2px 2px 0; transform: translateY(-2px) rotate(45deg);
}
.acc-fold[open] > summary::after { transform: translateY(2px) rotate(225deg); }
@media (hover: hover) { .acc-fold > summary:hover { color: var(--text); } }
.acc, .acc section { display: grid; gap: 8px; font-size: 14px; }
.acc { gap: 16px; padding-bottom: 8px; }
.acc > .btn { justify-self: start; }
.acc section > .btn { justify-self: start; }
.acc h3 { color: var(--muted); }
.acc p { line-height: 20px; }
.acc-line { display: flex; flex-wrap: wrap; gap: 8px; }
.acc-line .field { flex: 1 1 140px; }
.acc-right { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 8px; align-items: center; }
.acc-rights { display: grid; gap: 4px; }
.acc-people { display: grid; gap: 8px; }
.acc-people li { display: grid; gap: 4px; padding-top: 8px; border-top: 1px solid var(--line); }
.acc-people li > .btn { justify-self: start; }
.acc-acts { display: flex; flex-wrap: wrap; gap: 8px; }
`;
