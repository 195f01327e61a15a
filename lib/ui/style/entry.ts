/** Pages without a room: asking for a name, not found, broken. */
export const ENTRY_STYLE = `
.entry { min-height: 100dvh; display: grid; place-items: center; padding: calc(16px + var(--safe-top)) max(16px, var(--safe-right)) calc(16px + var(--safe-bottom)) max(16px, var(--safe-left)); }
.entry main { width: min(440px, 100%); display: grid; gap: 16px; }
.entry h1 { font-size: 32px; line-height: 40px; letter-spacing: -.01em; }
.entry form { display: grid; gap: 16px; padding: 24px; border-radius: 12px; background: var(--surface); }
.entry label { display: grid; gap: 4px; font-size: 13px; color: var(--muted); }
.entry .field { color: var(--text); font-size: 16px; min-height: 48px; }
.entry .btn { min-height: 48px; }
.entry .wrong { color: var(--bad); font-size: 14px; }
.entry .hint { font-size: 13px; color: var(--muted); display: grid; gap: 4px; }
.entry .brand { font-size: 17px; }
.entry .code { font-size: 64px; line-height: 64px; font-weight: 700; color: var(--accent-strong); }
.entry footer { display: flex; gap: 16px; font-size: 13px; }
`;
