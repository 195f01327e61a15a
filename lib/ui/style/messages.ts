/** The history, and what can be done with it. */
export const MESSAGES = `
.msg { position: relative; display: flex; flex-direction: column; gap: 8px; min-height: 0; height: 100%; }
.msg-bar { display: flex; gap: 8px; }
.msg-bar .field { flex: 1 1 96px; min-width: 0; }
.msg-list {
  position: relative; flex: 1 1 auto; min-height: 96px; max-height: max(160px, calc(100dvh - 56.25vw - 400px)); overflow-y: auto; overscroll-behavior: contain;
  scrollbar-width: thin;
}
@media (min-width: 900px), (orientation: landscape) and (max-height: 500px) and (min-width: 480px) {
  .msg-list { max-height: none; }
}
.msg-line {
  display: grid; grid-template-columns: auto minmax(0, 1fr) auto; gap: 0 8px; padding: 4px 0;
  align-items: baseline; font-size: 14px; line-height: 20px;
}
.msg-time, .msg-at { color: var(--muted); font-size: 12px; white-space: nowrap; }
.msg-at { padding: 0 4px; }
button.msg-at {
  min-width: 44px; min-height: 24px; margin: -2px 0; border: 0; border-radius: 4px; background: none;
  text-align: end; cursor: pointer;
}
button.msg-at:focus-visible { color: var(--accent-strong); text-decoration: underline; }
@media (hover: hover) { button.msg-at:hover { color: var(--accent-strong); text-decoration: underline; } }
.msg-copy {
  position: absolute; right: 64px; width: 28px; height: 28px; padding: 4px; border: 1px solid var(--line);
  border-radius: 4px; background: var(--raised); color: var(--text); cursor: pointer;
}
.msg-copy[hidden] { display: none; }
.msg-copy svg { display: block; width: 100%; height: 100%; }
.msg-line:focus-within { background: var(--raised); }
@media (hover: hover) { .msg-line:hover { background: var(--raised); } }
@media (pointer: coarse) {
  button.msg-at { min-height: 44px; margin: -12px 0; }
  .msg-line { padding: 12px 0; }
  .msg-copy { width: 44px; height: 44px; padding: 10px; }
}
.msg-text { white-space: pre-wrap; overflow-wrap: anywhere; }
.msg-by { margin-right: 8px; color: var(--accent-strong); font-weight: 600; }
.msg-kind {
  margin-right: 8px; padding: 0 4px; border: 1px solid var(--line); border-left-width: 4px;
  border-radius: 4px; color: var(--muted); font-size: 12px;
}
/* The dotted edge of its toast. Chinese has no italics: slanting it by force harms the reading. */
.msg-system .msg-text { color: var(--muted); display: block; padding-left: 8px; border-left: 2px dotted var(--muted); }
.msg-cause { margin-left: 8px; color: var(--warn); font-size: 13px; }
.hint {
  display: flex; align-items: center; justify-content: space-between; gap: 4px; margin: 4px 0 8px; padding: 4px 0 4px 12px;
  border-left: 3px solid var(--accent); border-radius: 4px; background: var(--raised); font-size: 13px; line-height: 20px;
}
.hint .tool { color: var(--muted); }
.panel-in:has(> .hint) { display: flex; flex-direction: column; }
.hint + .msg { flex: 1 0 auto; height: auto; }
@media (max-height: 500px) { .hint { font-size: 12px; line-height: 16px; } }
.msg-new {
  position: absolute; right: 16px; bottom: 8px; left: 16px; justify-self: center;
  margin: 0 auto; width: fit-content; background: var(--raised); border-color: var(--accent);
}
`;
