/** The reviewers' page; only there. */
export const KIT_STYLE = `
.kit { padding: 16px; display: grid; gap: 24px; }
.kit section > h2 { font-size: 17px; margin: 0 0 8px; }
.kit nav { display: flex; flex-wrap: wrap; gap: 8px 16px; }
.kit a { display: inline-flex; align-items: center; min-height: 44px; min-width: 44px; }
.kit-grid { display: grid; gap: 16px; grid-template-columns: repeat(auto-fill, minmax(min(100%, 420px), 1fr)); align-items: start; }
.kit-scene { min-width: 0; margin: 0; display: grid; gap: 4px; }
.kit-scene > figcaption { font: 12px/1.5 monospace; color: var(--muted); }
.kit-film { height: 300px; }
.kit-film .picture { background: linear-gradient(#141d3a, #5a3440 70%, #10141f 71%); }
.kit-light .picture, .kit-light video { background: #f6f3ea; }
.kit-high { height: 480px; overflow: auto; display: grid; }
`;
