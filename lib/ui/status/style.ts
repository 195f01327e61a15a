/** The host's page; only there. */
export const STATUS_STYLE = `
.status { width: min(840px, 100%); margin: 0 auto; padding: calc(24px + var(--safe-top)) max(16px, var(--safe-right)) 48px max(16px, var(--safe-left)); display: grid; gap: 32px; }
.status header, .status section { display: grid; gap: 12px; min-width: 0; }
.status h1 { font-size: 24px; line-height: 32px; }
.status h2 { font-size: 15px; }
.status header a { display: inline-flex; min-height: 44px; align-items: center; }
.status dl { display: flex; flex-wrap: wrap; gap: 12px 32px; padding: 16px; border-radius: 12px; background: var(--surface); }
.status dt { font-size: 13px; color: var(--muted); }
.status dd { font-size: 20px; }
.status .seg-list, .status .seg { gap: 12px; }
.status .admin-act { display: flex; flex-wrap: wrap; gap: 8px 12px; align-items: center; }
.status .admin-act .field { flex: 1 1 200px; }
.status .seg { padding: 12px; border-radius: 8px; background: var(--surface); font-size: 13px; line-height: 20px; }
`;
