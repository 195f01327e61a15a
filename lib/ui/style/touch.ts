/** What a finger does over the picture. */
export const TOUCH = `
/* Beside the page a finger moves along the film, and up and down the page; filled, both are ours. */
.picture { touch-action: pan-y pinch-zoom; user-select: none; -webkit-user-select: none; -webkit-touch-callout: none; }
.player:not([data-size=place]) .picture { touch-action: pinch-zoom; }
.touch { position: absolute; inset: 0; overflow: hidden; pointer-events: none; color: #fff; }
.touch-mark {
  position: absolute; top: 50%; left: 50%; transform: translate(-50%, -50%); display: flex; align-items: center; gap: 12px;
  padding: 8px 16px; border-radius: var(--radius); background: var(--shade); font-size: 15px; white-space: nowrap;
}
.touch-mark .film-picture { position: static; transform: none; margin-left: -8px; max-height: 54px; }
/* Beside the page there is no room for it between what lies over the picture. */
.player[data-size=place] .touch-mark .film-picture { display: none; }
.touch-mark b { font-size: 24px; line-height: 32px; }
.touch-mark.round { padding: 16px; border-radius: 50%; }
.touch-side {
  position: absolute; top: 50%; width: 112px; height: 112px; margin-top: -56px; display: grid; place-content: center; justify-items: center;
  border-radius: 50%; background: var(--shade); font-size: 15px; font-weight: 600; line-height: 24px;
}
.touch-side.left { left: max(16px, 16.7% - 56px); }
.touch-side.right { right: max(16px, 16.7% - 56px); }
.touch-arrows { font-size: 20px; letter-spacing: 2px; }
.touch-gauge { width: 112px; height: 6px; border-radius: 3px; background: rgb(255 255 255 / .3); overflow: hidden; }
.touch-gauge i { display: block; height: 100%; background: var(--accent-strong); }
/* On a small picture a flat one stands between what lies over its top and its bottom. */
@media (max-height: 500px), (max-width: 599.98px) {
  .touch-side { top: 34%; width: auto; height: 40px; margin-top: -20px; padding: 0 16px; grid-auto-flow: column; gap: 8px; border-radius: 20px; }
  .touch-side.left { left: max(8px, var(--safe-left)); }
  .touch-side.right { right: max(8px, var(--safe-right)); }
}
`;
