/** The viewers: cards of three short lines where the column is narrow, a table where it is wide. */
export const VIEWERS = `
.vw { container-type: inline-size; }
.vw-search { margin-bottom: 8px; }
.vw-count { margin-bottom: 8px; font-size: 13px; }
.vw-count b { margin-left: 4px; color: var(--warn); font-weight: 500; }
.vw-foot { padding-top: 8px; font-size: 13px; }
.vw-table, .vw-table tbody { display: block; }
.vw-table thead {
  position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);
}
.vw-row {
  position: relative; display: grid; grid-template-columns: auto minmax(0, 1fr) auto auto; gap: 0 8px;
  align-items: center; padding: 8px 0; border-top: 1px solid var(--line); font-size: 13px;
  line-height: 20px;
}
.vw-row:first-child { border-top: 0; padding-top: 0; }
.vw-row > th, .vw-row > td { padding: 0; text-align: left; font-weight: 400; min-width: 0; }
.vw-row > .vw-name {
  grid-area: 1 / 1 / 2 / 3; display: flex; align-items: baseline; font-weight: 600; font-size: 15px; white-space: nowrap;
}
/* Nothing of one's own row stands beside the name. */
.vw-mine > .vw-name { grid-column-end: 5; }
.vw-name bdi { overflow: hidden; text-overflow: ellipsis; min-width: 0; }
.vw-me { flex: none; }
.vw-me {
  margin-left: 8px; padding: 0 6px; border: 1px solid var(--accent); border-radius: 8px;
  color: var(--accent-strong); font-size: 12px; font-weight: 400;
}
.vw-gap { grid-area: 1 / 3 / 2 / 4; font-size: 15px; text-align: right !important; }
.vw-sync { grid-area: 1 / 4 / 3 / 5; justify-self: end; }
.vw-state { grid-area: 2 / 1 / 3 / 2; white-space: nowrap; }
.vw-state .vw-mark { display: inline-block; vertical-align: -1px; color: var(--muted); }
.vw-state .vw-mark-playing { color: var(--good); }
.vw-state .vw-mark-stalled, .vw-state .vw-mark-waiting, .vw-state .vw-mark-blocked,
.vw-state .vw-mark-away { color: var(--warn); }
.vw-state .vw-mark-failed { color: var(--bad); }
.vw-position { grid-area: 2 / 2 / 3 / 3; white-space: nowrap; }
.vw-speed { color: var(--muted); }
.vw-device { flex: none; margin-left: 8px; color: var(--muted); align-self: center; }
.vw-band { grid-area: 2 / 3 / 3 / 4; text-align: right !important; color: var(--muted); font-size: 12px; white-space: nowrap; }
.vw-net { grid-area: 3 / 1 / 4 / 4; min-width: 0; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
.vw-free > .vw-net { grid-column-end: 3; }
.vw-follow { grid-area: 3 / 3 / 4 / 4; text-align: right !important; }
/* Who does as all do leaves the line to the figures; a screen reader hears it all the same. */
@container (max-width: 839.98px) {
  .vw-row:not(.vw-free) > .vw-follow { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
}
/* It changes all the time: a box of one size has nothing around it laid out anew. */
.vw-age {
  grid-area: 3 / 4 / 4 / 5; contain: size layout; width: 72px; height: 20px;
  text-align: right !important; white-space: nowrap;
}
.vw-note { grid-area: 4 / 1 / 5 / 5; }
.vw-note:not(:has(bdi:not(:empty))) { display: none; }
.vw-net, .vw-follow, .vw-age, .vw-note { color: var(--muted); font-size: 12px; }
.vw-free .vw-follow, .vw-note { color: var(--warn); }
.vw-away > *, .vw-old > * { opacity: .75; }
.vw-old .vw-mark { color: var(--muted) !important; }
.vw-old .vw-position, .vw-old .vw-gap { color: var(--muted); }
/* Who sees no film is neither near nor far. */
:is(.vw-failed, .vw-blocked, .vw-empty, .vw:has(.vw-mine.vw-failed)) .vw-gap * { color: var(--muted); }
/* Where it has no room it is told with the gap. */
@container (max-width: 299.98px) {
  .vw-band { display: none; }
  .vw-position { grid-column-end: 4; }
}
@container (max-width: 279.98px) {
  .vw-row > .vw-net { grid-area: 3 / 1 / 4 / 5; }
  .vw-follow { grid-area: 4 / 1 / 5 / 4; text-align: left !important; }
  .vw-age { grid-area: 4 / 4 / 5 / 5; }
  .vw-note { grid-area: 5 / 1 / 6 / 5; }
}
@container (min-width: 840px) {
  .vw-table { display: table; width: 100%; border-collapse: collapse; }
  .vw-table thead { position: static; display: table-header-group; clip-path: none; }
  .vw-table thead th {
    padding: 4px 8px; color: var(--muted); font-size: 12px; font-weight: 400; text-align: left;
    white-space: nowrap;
  }
  .vw-table tbody { display: table-row-group; }
  .vw-row { display: table-row; }
  .vw-row > th, .vw-row > td, .vw-row:first-child > td {
    padding: 4px 8px; border-top: 1px solid var(--line);
  }
  .vw-row > .vw-name { display: table-cell; max-width: 240px; overflow: hidden; text-overflow: ellipsis; }
  .vw-net, .vw-follow { white-space: nowrap; }
  .vw-note { min-width: 96px; }
  .vw-note:not(:has(bdi:not(:empty))) { display: table-cell; }
}
`;
