import { useShots } from "./use_shots.ts";

/** What is done with the picture now and then, as buttons. */
export function ShotButtons() {
  return (
    <div class="menu-row buttons">
      {useShots().map(([word, act]) => (
        <button key={word} type="button" class="btn small" onClick={act}>
          {word}
        </button>
      ))}
    </div>
  );
}
