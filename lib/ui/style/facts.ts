/** Facts about film and link: short names over figures, bars of transfers, the state of the link. */
export const FACTS = `
.fact-list { display: grid; grid-template-columns: repeat(auto-fill, minmax(112px, 1fr)); gap: 8px; }
.fact dt { color: var(--muted); font-size: 12px; line-height: 18px; }
.fact dd { font-size: 14px; }
.fact-wide { grid-column: span 2; }
.info-note { margin-top: 8px; font-size: 13px; }
.info-note h3 { font-size: 12px; font-weight: 400; line-height: 18px; }
.sound-tracks { margin: 0; padding-left: 20px; overflow-wrap: anywhere; }
.info-code {
  display: block; margin-top: 4px; padding: 8px; border-radius: 4px; background: #0d1217;
  font-size: 12px; user-select: all; overflow-wrap: anywhere;
}
.stalls { display: grid; gap: 8px; min-height: 96px; align-content: start; font-size: 14px; }
.stalls h3 { color: var(--muted); }
.stall-help { font-size: 12px; }
.stall-list { display: grid; gap: 16px; }
.stall { display: grid; gap: 4px; }
.stall-head { display: flex; flex-wrap: wrap; gap: 0 8px; align-items: baseline; }
.stall-who, .stall-cause { color: var(--warn); }
.stall-cause { font-weight: 600; }
.stall-list .muted { font-size: 12px; line-height: 18px; }
.stall-why { font-size: 13px; line-height: 20px; }
.chart-fold summary { display: flex; align-items: center; min-height: var(--touch); cursor: pointer; }
.chart figcaption { display: flex; flex-wrap: wrap; gap: 0 8px; font-size: 12px; line-height: 18px; }
.chart svg { width: 100%; height: 48px; border-radius: 4px; background: #0d1217; }
.chart-area { fill: rgb(0 154 214 / .25); }
.chart-line { fill: none; stroke: var(--accent-strong); stroke-width: 1.5; vector-effect: non-scaling-stroke; }
.chart-level { fill: none; stroke: var(--warn); stroke-width: 1.5; stroke-dasharray: 6 4; vector-effect: non-scaling-stroke; }
.chart-mark { color: var(--warn); }
.seg-list { display: grid; gap: 8px; }
.seg { display: grid; gap: 2px; font-size: 12px; line-height: 18px; }
.seg-head { display: flex; flex-wrap: wrap; gap: 0 16px; font-size: 13px; }
.seg-bar { display: flex; height: 8px; border-radius: 2px; overflow: hidden; background: #0d1217; }
.seg-disk { background: var(--warn); }
.seg-wait { background: repeating-linear-gradient(135deg, var(--accent) 0 4px, #00689a 4px 8px); }
.seg-pace { background: repeating-linear-gradient(45deg, #b08cff 0 2px, #5b3fa8 2px 6px); }
.seg-rest { background: #5a6a7c; }
.link { display: inline-flex; flex-wrap: wrap; align-items: center; gap: 0 8px; font-size: 12px; line-height: 20px; color: var(--muted); }
.link-clock { color: var(--muted); }
@media (max-width: 480px) { .link-clock { display: none; } }
.link-dot { width: 8px; height: 8px; border-radius: 50%; background: var(--good); flex: none; }
.link-connecting .link-dot { background: none; border: 2px solid var(--muted); }
.link-lost {
  padding: 4px 12px; border-radius: var(--radius); background: var(--warn); color: #1c1100;
  font-size: 13px; font-weight: 600;
}
.link-lost .link-dot { border-radius: 0; background: currentColor; }
@media (max-width: 899.98px) {
  .link-lost {
    position: fixed; z-index: 40; right: 8px; left: 8px;
    bottom: calc(60px + var(--safe-bottom)); display: flex; padding: 8px 16px; white-space: normal;
  }
  .link-lost [role=status] { flex: 1 1 160px; }
}
/* No tabs below, and the film lies left: the side column takes it. */
@media (orientation: landscape) and (max-height: 500px) and (min-width: 480px) {
  .link-lost { right: calc(8px + var(--safe-right)); bottom: calc(8px + var(--safe-bottom)); left: auto; width: max(232px, 34vw); }
}
.sync-chart { margin: 0; font-size: 12px; }
.sync-chart svg { display: block; width: 100%; height: 64px; border-radius: 4px; background: #0d1217; }
.sync-line { fill: none; stroke: var(--accent); stroke-width: 2; vector-effect: non-scaling-stroke; }
.sync-zero { stroke: var(--muted); stroke-width: 1; stroke-dasharray: 2 4; vector-effect: non-scaling-stroke; }
.sync-panel ul { list-style: none; margin: 0; padding: 0; }
.sync-gaps li { overflow-wrap: anywhere; }
.sync-acts li { display: flex; flex-wrap: wrap; gap: 0 8px; align-items: baseline; }
.sound-offset label { display: grid; grid-template-columns: 1fr auto; gap: 0 8px; }
.sound-offset input { grid-column: span 2; width: 100%; min-height: 44px; margin: 0; accent-color: var(--accent); }
.sound-offset p { font-size: 12px; }
.sound-try { display: flex; align-items: center; gap: 16px; min-height: 44px; }
.flash { width: 44px; height: 44px; border-radius: 4px; border: 1px solid var(--muted); background: #0d1217; }
.flash.lit { background: #fff; }
`;
